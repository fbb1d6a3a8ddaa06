"""Keeps the index of official fiches on disk: texts and vectors, in versions switched at once.

What a killed run has already encoded stays in `.encoded-…` and is taken up by the next one.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from knowledge.imports.publication import Publication
from retrieval.classifier import Vectors
from retrieval.embeddings import Encoder
from retrieval.official_lexicon import Lexicon
from retrieval.official_passages import OFFICIAL, Held, held_of
from retrieval.query import IndexMissing
from retrieval.sync import SyncReport
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

FICHES, VECTORS = "fiches.jsonl", "vectors.npy"
BATCH = 32  # passages given to the encoder at once, of about the same length
SAVED_EVERY = 512  # passages: what a kill loses at most
Progress = Callable[[int, int], None]


def sync_official(publications: Iterable[Publication], index_dir: Path, encoder: Encoder,
                  progress: Progress = lambda done, total: None, with_titles: bool = True
                  ) -> SyncReport:
    """Publish an index of exactly these fiches; only texts never encoded before are encoded.

    One writer at a time. An index made with another encoder is made again from nothing.
    """
    started = time.perf_counter()
    fiches: list[Held] = []
    texts: dict[str, str] = {}
    for each in publications:
        held, own = held_of(each, with_titles)
        if held.passages:
            fiches.append(held)
            texts |= own
    with writing(index_dir) as made:
        folder = current_folder(index_dir)
        try:
            before, known = read_version(folder, encoder) if folder else ((), None)
        except IndexMissing:
            before, known = (), None
        vectors = _by_id(before, known) if known is not None else {}
        counts = _count(before, fiches)
        if folder and tuple(fiches) == tuple(before):
            return SyncReport(*counts, 0, folder.name, time.perf_counter() - started)
        missing = {key: text for key, text in texts.items() if key not in vectors}
        vectors |= _encoded(missing, index_dir, encoder, progress)
        version = _write(made, fiches, vectors, encoder)
        publish(index_dir, made, version)
        shutil.rmtree(_shards(index_dir, encoder), ignore_errors=True)
    return SyncReport(*counts, len(missing), version, time.perf_counter() - started)


def read_version(folder: Path, encoder: Encoder) -> tuple[tuple[Held, ...], Vectors]:
    """Return the fiches of a version and a vector a passage. Raises IndexMissing: damaged, or
    made with another encoder, whose vectors are never mixed with this one's."""
    manifest = read_manifest(folder)
    if manifest is None or manifest.encoder != encoder.identity:
        raise IndexMissing("aucun index des fiches officielles : lancez « make official »")
    try:
        lines = (folder / FICHES).read_text(encoding="utf-8").splitlines()
        fiches = tuple(_read(json.loads(line)) for line in lines)
        vectors = np.load(folder / VECTORS).astype(np.float32)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise IndexMissing("index des fiches officielles illisible") from fault
    if not fiches or len(vectors) != sum(len(each.passages) for each in fiches):
        raise IndexMissing("index des fiches officielles incomplet")
    return fiches, vectors


def _read(row: dict[str, object]) -> Held:
    """Read a fiche; what an index of before keeps besides is not read, and nothing is lost."""
    kept = {each.name: row[each.name] for each in fields(Held)}
    lists = {name: tuple(tuple(each) if isinstance(each, list) else each for each in value)
             for name, value in kept.items() if isinstance(value, list)}
    return Held(**(kept | lists))  # type: ignore[arg-type]


def _write(made: Path, fiches: Sequence[Held], vectors: Mapping[str, Vectors], encoder: Encoder
           ) -> str:
    with (made / FICHES).open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in fiches)
    ids = [key for each in fiches for key, _, _ in each.passages]
    rows = np.stack([vectors[key] for key in ids]) if ids else np.zeros((0, 0))
    np.save(made / VECTORS, rows.astype(np.float16))
    Lexicon.of(fiches).save(made)
    version = new_version(digest := digest_of(ids))
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    write_manifest(made, Manifest(version, encoder.identity, made_at, {OFFICIAL: digest}))
    return version


def _encoded(texts: Mapping[str, str], index_dir: Path, encoder: Encoder, progress: Progress
             ) -> dict[str, Vectors]:
    """Encode on two cores, shortest texts first, saving as it goes; take up an earlier run."""
    shards = _shards(index_dir, encoder)
    shards.mkdir(parents=True, exist_ok=True)
    found = dict(_saved(shards, texts))
    left = sorted(texts.keys() - found.keys(), key=lambda key: (len(texts[key]), key))
    batches = [left[at:at + BATCH] for at in range(0, len(left), BATCH)]
    unsaved: dict[str, Vectors] = {}
    with ThreadPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        made = pool.map(lambda keys: encoder.embed_documents([texts[key] for key in keys]), batches)
        for keys, rows in zip(batches, made, strict=True):
            unsaved |= zip(keys, np.asarray(rows, dtype=np.float32), strict=True)
            if len(unsaved) >= SAVED_EVERY:
                found |= _save(shards, unsaved)
                unsaved = {}
            progress(len(found) + len(unsaved), len(texts))
    return found | _save(shards, unsaved)


def _shards(index_dir: Path, encoder: Encoder) -> Path:
    name = hashlib.sha256(encoder.identity.encode()).hexdigest()[:12]
    return index_dir / f".encoded-{name}"


def _saved(shards: Path, texts: Mapping[str, str]) -> Iterator[tuple[str, Vectors]]:
    for path in sorted(shards.glob("*.npz")):
        try:
            with np.load(path) as stored:
                rows = zip(map(str, stored["ids"]), stored["vectors"], strict=True)
                yield from ((key, row) for key, row in rows if key in texts)
        except (OSError, ValueError, KeyError):  # cut short by the kill: encoded again
            path.unlink(missing_ok=True)


def _save(shards: Path, rows: dict[str, Vectors]) -> dict[str, Vectors]:
    if rows:
        name = digest_of(list(rows))
        fresh = shards / f"{name}.part"
        with fresh.open("wb") as stream:
            np.savez(stream, ids=np.array(list(rows)), vectors=np.stack(list(rows.values())))
        fresh.rename(shards / f"{name}.npz")
    return rows


def _by_id(fiches: Iterable[Held], vectors: Vectors) -> dict[str, Vectors]:
    ids = (key for each in fiches for key, _, _ in each.passages)
    return dict(zip(ids, vectors, strict=True))


def _count(before: Iterable[Held], after: Iterable[Held]) -> tuple[int, int, int, int]:
    """Return how many fiches are created, updated, unchanged and removed."""
    old = {each.id: each for each in before}
    new = {each.id: each for each in after}
    common = old.keys() & new.keys()
    same = sum(old[key] == new[key] for key in common)
    return len(new) - len(common), len(common) - same, same, len(old) - len(common)
