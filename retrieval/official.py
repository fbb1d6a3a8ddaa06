"""Searches the second tier: official fiches of service-public.fr, in an index of their own.

Its own folder and lock: building it takes minutes and must not delay a published entry.
"""

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import lightgbm

from retrieval.embeddings import Encoder
from retrieval.normalise import normalise
from retrieval.official_board import OfficialBoard
from retrieval.official_lexicon import Lexicon
from retrieval.official_ranker import load_trees, scores
from retrieval.official_store import read_version, sync_official
from retrieval.query import IndexMissing
from retrieval.versions import current_folder

__all__ = ["ENOUGH", "OfficialHit", "OfficialIndex", "OfficialSearch", "sync_official"]

ENOUGH = 0.62  # 3 in 100 of 1,500 outside sentences pass; 5 in 100 would at 0.590
SHOWN = 3


@dataclass(frozen=True)
class OfficialHit:
    """The fiche found. `score` is how near it is to the question: near 1 for the same words;
    `rank_score` only orders the fiches found for one question."""

    fiche_id: str
    score: float
    rank_score: float = 0.0


@dataclass(frozen=True)
class OfficialIndex:
    """One version, in memory."""

    version: str
    board: OfficialBoard
    trees: lightgbm.Booster | None

    @classmethod
    def open(cls, index_dir: Path, encoder: Encoder) -> "OfficialIndex":
        """Read the version in use. Raises IndexMissing: none, or made with another encoder."""
        folder = current_folder(index_dir)
        if folder is None:
            raise IndexMissing("aucun index des fiches officielles : lancez « make official »")
        fiches, vectors = read_version(folder, encoder)
        board = OfficialBoard.of(fiches, vectors, Lexicon.open(folder))
        return cls(folder.name, board, load_trees())

    def nearest(self, text: str, vector: list[float], limit: int = SHOWN,
                hidden: Collection[str] = ()) -> tuple[OfficialHit, ...]:
        """Return the fiches that answer best, best first; `hidden` ones are left out."""
        if not self.board.ids or not any(each.isalpha() for each in text):
            return ()
        found = self.board.compare(text, vector, hidden)
        worth = scores(found, self.trees)
        order = (-worth).argsort(kind="stable")[:limit]
        return tuple(OfficialHit(self.board.ids[found.rows[at]], float(found.near[at]),
                                 float(worth[at])) for at in order)


class OfficialSearch:
    """Follows the version in use; may be called from any thread."""

    def __init__(self, index_dir: Path, encoder: Callable[[], Encoder]) -> None:
        self._index_dir = index_dir
        self._encoder = encoder
        self._held: OfficialIndex | None = None
        self._lock = threading.Lock()

    def search(self, text: str) -> tuple[OfficialHit, ...]:
        """Return the fiches near enough to be shown, best first. Raises IndexMissing."""
        folder = current_folder(self._index_dir)
        if folder is None:
            return ()
        encoder = self._encoder()
        with self._lock:
            if self._held is None or self._held.version != folder.name:
                self._held = OfficialIndex.open(self._index_dir, encoder)
            held = self._held
        hits = held.nearest(text, encoder.embed_query(normalise(text)))
        return tuple(each for each in hits if each.score >= ENOUGH)
