"""Brings the index to the entries given: changed passages only, switched in one step."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.entry import Entry
from retrieval.chroma import CURATED, open_client, open_store
from retrieval.embeddings import AsQuestions, Encoder
from retrieval.index import held_passages
from retrieval.passages import Kind, Passage, as_document, passages_of
from retrieval.query import IndexMissing
from retrieval.versions import (
    Manifest,
    current_folder,
    digest_of,
    new_version,
    publish,
    read_manifest,
    write_manifest,
    writing,
)

if TYPE_CHECKING:
    from langchain_chroma import Chroma

BATCH = 256


@dataclass(frozen=True)
class SyncReport:
    """Counts of entries, and of the passages that had to be encoded."""

    created: int
    updated: int
    unchanged: int
    removed: int
    encoded: int
    version: str
    seconds: float

    @property
    def changed(self) -> bool:
        """Say whether a new version was published."""
        return bool(self.created or self.updated or self.removed or self.encoded)


def sync(
    entries: Iterable[Entry], index_dir: Path, encoder: Encoder, tier: str = CURATED
) -> SyncReport:
    """Publish an index of exactly these entries; see `sync_passages`."""
    passages = (each for entry in entries for each in passages_of(entry))
    return sync_passages(passages, index_dir, encoder, tier)


def sync_passages(
    passages: Iterable[Passage], index_dir: Path, encoder: Encoder, tier: str
) -> SyncReport:
    """Publish an index of exactly these passages. One writer at a time, other processes wait.

    A missing or damaged index, or one made with another encoder, is made again from nothing.
    Readers of the previous version keep it: the last two stay on disk.
    """
    started = time.perf_counter()
    wanted = {each.id: each for each in passages}
    with writing(index_dir) as made:
        held = _held(index_dir, encoder, tier)
        counts = _count(held or {}, wanted)
        if held is not None and held.keys() == wanted.keys():
            folder = current_folder(index_dir)
            version = folder.name if folder else ""
            return SyncReport(*counts, 0, version, time.perf_counter() - started)
        version = _build(index_dir, made, encoder, tier, held, wanted)
    encoded = len(wanted.keys() - (held or {}).keys())
    return SyncReport(*counts, encoded, version, time.perf_counter() - started)


def _held(index_dir: Path, encoder: Encoder, tier: str) -> dict[str, Passage] | None:
    try:
        return {each.id: each for each in held_passages(index_dir, encoder, tier)}
    except IndexMissing:
        return None


def _build(
    index_dir: Path,
    made: Path,
    encoder: Encoder,
    tier: str,
    held: dict[str, Passage] | None,
    wanted: dict[str, Passage],
) -> str:
    previous = current_folder(index_dir)
    if held is not None and previous is not None:
        shutil.copytree(previous, made, dirs_exist_ok=True)
    client = open_client(made)
    try:
        store = open_store(client, encoder, tier, create=True)
        asked = open_store(client, AsQuestions(encoder), tier)
        gone = sorted((held or {}).keys() - wanted.keys())
        if gone:
            store.delete(ids=gone)
        fresh = [each for key, each in wanted.items() if key not in (held or {})]
        _add(asked, [each for each in fresh if each.kind is Kind.WORDING])
        _add(store, [each for each in fresh if each.kind is not Kind.WORDING])
    finally:
        client.close()
    digest = digest_of(list(wanted))
    version = new_version(digest)
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    copied = read_manifest(made)  # the other tiers came along with the copy
    collections = {**(copied.collections if copied else {}), tier: digest}
    write_manifest(made, Manifest(version, encoder.identity, made_at, collections))
    publish(index_dir, made, version)
    return version


def _add(store: Chroma, passages: list[Passage]) -> None:
    for start in range(0, len(passages), BATCH):
        batch = passages[start : start + BATCH]
        store.add_documents([as_document(each) for each in batch], ids=[p.id for p in batch])


def _count(held: dict[str, Passage], wanted: dict[str, Passage]) -> tuple[int, int, int, int]:
    """Return how many entries are created, updated, unchanged and removed."""
    before, after = _by_entry(held), _by_entry(wanted)
    same = sum(after[each] == before[each] for each in after.keys() & before.keys())
    common = len(after.keys() & before.keys())
    return len(after) - common, common - same, same, len(before) - common


def _by_entry(passages: dict[str, Passage]) -> dict[str, set[str]]:
    grouped: dict[str, set[str]] = {}
    for each in passages.values():
        grouped.setdefault(each.entry_id, set()).add(each.id)
    return grouped
