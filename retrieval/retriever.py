"""Answers a Query from one open index: encode, rank, and say how sure we are."""

import time
from dataclasses import dataclass

from retrieval.confidence import ConfidenceRule
from retrieval.embeddings import Encoder
from retrieval.index import Index
from retrieval.normalise import normalise
from retrieval.query import Band, Candidate, Found, Query
from retrieval.ranking import rank


@dataclass(frozen=True)
class IndexRetriever:
    """A Retriever over one index version; safe to call from several threads."""

    index: Index
    encoder: Encoder
    rule: ConfidenceRule

    @property
    def versions(self) -> dict[str, str]:
        """Return what produced a result: index, encoder and rule."""
        return {
            "index": self.index.version,
            "encoder": self.encoder.identity,
            "confidence": self.rule.version,
        }

    def search(self, query: Query) -> Found:
        """Return the candidates, best first; none and DECLINE for a text without a letter."""
        started = time.perf_counter()
        candidates: tuple[Candidate, ...] = ()
        band = Band.DECLINE
        if any(character.isalpha() for character in query.text):
            vector = self.encoder.embed_query(normalise(query.text))
            ranked = rank(self.index, query, vector)
            candidates = self.rule.candidates(ranked, vector, max(1, query.limit))
            band = self.rule.band(candidates, self.encoder.identity)
        confidence = candidates[0].probability if candidates else 0.0
        took_ms = (time.perf_counter() - started) * 1000
        return Found(candidates, band, confidence, self.versions, took_ms)
