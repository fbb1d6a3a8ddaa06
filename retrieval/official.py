"""Searches the second tier: official fiches of service-public.fr, in an index of their own.

Its own folder and lock: building it takes minutes and must not delay a published entry.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.imports.official_fiche import Fiche
from retrieval.chroma import open_client
from retrieval.classifier import Vectors
from retrieval.embeddings import Encoder
from retrieval.index import read_passages
from retrieval.lexical import LexicalIndex
from retrieval.normalise import normalise
from retrieval.passages import Kind, Passage, passage_id
from retrieval.query import IndexMissing
from retrieval.sync import SyncReport, sync_passages
from retrieval.versions import current_folder, read_manifest

OFFICIAL = "official"
LEXICAL_SHARE = 0.3
ENOUGH = 0.87  # one in twenty of 400 outside questions that no office handles still passes
SHOWN = 3
SUMMARY_LENGTH = 400


@dataclass(frozen=True)
class OfficialHit:
    """The fiche found. `score` is the fused score, near 1 for the same words."""

    fiche_id: str
    score: float


def passages_of_fiche(fiche: Fiche) -> tuple[Passage, ...]:
    """Return what is searched of a fiche: its title, and its title with its introduction."""
    texts = ((Kind.TITLE, fiche.title),
             (Kind.SUMMARY, f"{fiche.title}. {fiche.introduction[:SUMMARY_LENGTH]}"))
    return tuple(Passage(passage_id(fiche.id, OFFICIAL, kind, text), fiche.id, OFFICIAL, kind, text)
                 for kind, text in texts)


def sync_official(fiches: Iterable[Fiche], index_dir: Path, encoder: Encoder) -> SyncReport:
    """Publish an index of exactly these fiches; only changed texts are encoded."""
    passages = (each for fiche in fiches for each in passages_of_fiche(fiche))
    return sync_passages(passages, index_dir, encoder, OFFICIAL)


@dataclass(frozen=True)
class OfficialIndex:
    """One version, in memory: vectors and words (about 10 MB for 2,900 fiches)."""

    version: str
    passages: tuple[Passage, ...]
    vectors: Vectors
    lexical: LexicalIndex

    @classmethod
    def open(cls, index_dir: Path, encoder: Encoder) -> "OfficialIndex":
        """Read the version in use. Raises IndexMissing: none, or made with another encoder."""
        folder = current_folder(index_dir)
        manifest = read_manifest(folder) if folder else None
        if folder is None or manifest is None or manifest.encoder != encoder.identity:
            raise IndexMissing("aucun index des fiches officielles : lancez « make official »")
        client = open_client(folder)
        try:
            passages, vectors = read_passages(client, encoder, OFFICIAL)
        except Exception as fault:  # Chroma reports damage by many classes of its own
            raise IndexMissing("index des fiches officielles illisible") from fault
        finally:
            client.close()
        return cls(manifest.version, passages, vectors, LexicalIndex(passages))

    def nearest(self, text: str, vector: list[float]) -> tuple[OfficialHit, ...]:
        """Return the fiches whose words and meaning are nearest, best first."""
        if not self.passages or not any(each.isalpha() for each in text):
            return ()
        dense = self.vectors @ np.asarray(vector, dtype=np.float32)
        fused = (1 - LEXICAL_SHARE) * dense + LEXICAL_SHARE * np.minimum(
            self.lexical.scores(text), 1.0)
        found: dict[str, OfficialHit] = {}
        for at in np.argsort(-fused, kind="stable"):
            key = self.passages[at].entry_id
            found.setdefault(key, OfficialHit(key, float(fused[at])))
            if len(found) == SHOWN:
                break
        return tuple(found.values())


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
