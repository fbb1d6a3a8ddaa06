"""One index version, opened for reading: dense search in Chroma, lexical search in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from retrieval.board import Board
from retrieval.chroma import CURATED, open_client, open_store
from retrieval.classifier import Vectors
from retrieval.embeddings import Encoder
from retrieval.lexical import LexicalIndex
from retrieval.passages import Passage, from_stored
from retrieval.query import IndexMissing
from retrieval.second_voice import first_size
from retrieval.versions import Manifest, current_folder, digest_of, read_manifest

Made = TypeVar("Made")
ADVICE = "lancez « make index »"

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection


@dataclass(frozen=True)
class Index:
    """Safe to search from several threads. Close it when nobody reads it any more."""

    manifest: Manifest
    passages: tuple[Passage, ...]
    vectors: Vectors
    lexical: LexicalIndex
    board: Board
    first: int | None  # numbers of the encoder's first voice, None when it has one voice
    _by_id: dict[str, Passage]
    _collection: Collection
    _client: Client

    @classmethod
    def open(cls, index_dir: Path, encoder: Encoder, tier: str = CURATED) -> Index:
        """Open the version in use. Raises IndexMissing: none, damaged, or another encoder's."""
        return _using(index_dir, encoder,
                      lambda manifest, client: _read(manifest, client, encoder, tier))

    @property
    def version(self) -> str:
        """Return the name of the version."""
        return self.manifest.version

    def nearest(self, vector: list[float], count: int) -> list[tuple[Passage, float]]:
        """Return the nearest passages with their cosine, best first."""
        count = min(count, len(self.passages))
        if not count:
            return []
        found = self._collection.query(
            query_embeddings=[vector],  # type: ignore[arg-type]
            n_results=count,
            include=["distances"],
        )
        distances = found["distances"] or [[]]
        pairs = zip(found["ids"][0], distances[0], strict=True)
        return [(self._by_id[key], 1.0 - distance) for key, distance in pairs]

    def close(self) -> None:
        """Release Chroma's files."""
        self._client.close()


def held_passages(index_dir: Path, encoder: Encoder, tier: str) -> tuple[Passage, ...]:
    """Return the passages in use without making their search. Raises IndexMissing as `open`."""
    def read(manifest: Manifest, client: Client) -> tuple[Passage, ...]:
        passages, _ = _whole(manifest, client, encoder, tier)
        client.close()
        return passages
    return _using(index_dir, encoder, read)


def _using(index_dir: Path, encoder: Encoder, read: Callable[[Manifest, Client], Made]) -> Made:
    """Read the version in use. Raises IndexMissing: none, damaged, or another encoder's."""
    folder = current_folder(index_dir)
    manifest = read_manifest(folder) if folder else None
    if folder is None or manifest is None:
        raise IndexMissing(f"aucun index utilisable : {ADVICE}")
    if manifest.encoder != encoder.identity:
        made_with = f"l'index vient de l'encodeur {manifest.encoder}, pas {encoder.identity}"
        raise IndexMissing(f"{made_with} : {ADVICE}")
    opened: Client | None = None
    try:
        opened = open_client(folder)
        return read(manifest, opened)
    except Exception as fault:  # Chroma reports damage by many classes of its own
        if opened is not None:
            opened.close()
        raise IndexMissing(f"index illisible ({manifest.version}) : {ADVICE}") from fault


def _read(manifest: Manifest, client: Client, encoder: Encoder, tier: str) -> Index:
    passages, vectors = _whole(manifest, client, encoder, tier)
    lexical = LexicalIndex(passages)
    return Index(
        manifest,
        passages,
        vectors,
        lexical,
        Board.of(passages, vectors, lexical, first=first_size(encoder)),
        first_size(encoder),
        {each.id: each for each in passages},
        client.get_collection(tier, embedding_function=None),
        client,
    )


def _whole(manifest: Manifest, client: Client, encoder: Encoder, tier: str
           ) -> tuple[tuple[Passage, ...], Vectors]:
    """Read one tier whole and ask it once. Raises ValueError when passages are missing."""
    passages, vectors = read_passages(client, encoder, tier)
    if digest_of([each.id for each in passages]) != manifest.collections.get(tier):
        raise ValueError(f"collection {tier} incomplète")
    if passages:
        client.get_collection(tier, embedding_function=None).query(
            query_embeddings=[vectors[0].tolist()], n_results=1, include=["distances"])
    return passages, vectors


def read_passages(
    client: Client, encoder: Encoder, tier: str
) -> tuple[tuple[Passage, ...], Vectors]:
    """Return every passage stored in one tier and its vector, in a stable order."""
    store = open_store(client, encoder, tier)
    stored = store.get(include=["documents", "metadatas", "embeddings"])
    rows = zip(stored["ids"], stored["documents"], stored["metadatas"], strict=True)
    passages = [from_stored(key, text, known) for key, text, known in rows]
    order = sorted(range(len(passages)), key=lambda at: (passages[at].entry_id, passages[at].id))
    vectors: Vectors = np.zeros((0, 0), dtype=np.float32)
    if passages:
        vectors = np.asarray(stored["embeddings"], dtype=np.float32)[order]
    return tuple(passages[at] for at in order), vectors
