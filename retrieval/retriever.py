"""Answers a Query from one open index: encode, rank, and say how sure we are."""

import time
from dataclasses import dataclass, field, replace

from retrieval.confidence import ConfidenceRule
from retrieval.embeddings import Encoder
from retrieval.exact import SURE, ExactWordings
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
    exact: ExactWordings = field(init=False)

    def __post_init__(self) -> None:
        """Read the wordings once."""
        object.__setattr__(self, "exact", ExactWordings(self.index.passages))

    @property
    def versions(self) -> dict[str, str]:
        """Return what produced a result: index, encoder and rule."""
        return {
            "index": self.index.version,
            "encoder": self.encoder.identity,
            "confidence": self.rule.version,
        }

    def _exact_first(
        self, text: str, candidates: tuple[Candidate, ...]
    ) -> tuple[Candidate, ...]:
        """Put first, and surely, the entry that has this very question among its wordings."""
        entry_id = self.exact.entry_of(text)
        known = next((each for each in candidates if each.entry_id == entry_id), None)
        if known is None:
            return candidates
        sure = max(SURE, known.probability)
        others = [each for each in candidates if each is not known]
        total = sum(each.probability for each in others)
        share = (1.0 - sure) / total if total else 0.0
        shrunk = (replace(each, probability=each.probability * share) for each in others)
        return (replace(known, probability=sure), *shrunk)

    def search(self, query: Query) -> Found:
        """Return the candidates, best first; none and DECLINE for a text without a letter."""
        started = time.perf_counter()
        candidates: tuple[Candidate, ...] = ()
        band = Band.DECLINE
        if any(character.isalpha() for character in query.text):
            vector = self.encoder.embed_query(normalise(query.text))
            ranked = rank(self.index, query, vector)
            candidates = self.rule.candidates(ranked, vector, max(1, query.limit))
            candidates = self._exact_first(query.text, candidates)
            band = self.rule.band(candidates, self.encoder.identity)
        confidence = candidates[0].probability if candidates else 0.0
        took_ms = (time.perf_counter() - started) * 1000
        return Found(candidates, band, confidence, self.versions, took_ms)
