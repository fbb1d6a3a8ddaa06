"""Keeps the vectors of texts already encoded, so that a measure made again is quick."""

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.embeddings import Encoder

Vectors = NDArray[np.float32]
Progress = Callable[[str, int, int], None]
BATCH = 256
SAVED_EVERY = 16  # batches: what a killed run loses at most


def encoded(texts: Sequence[str], encoder: Encoder, folder: Path | None,
            progress: Progress = lambda step, done, total: None) -> Vectors:
    """Return one vector a text, in order. `folder` keeps them from one run to the next."""
    keys = [hashlib.sha256(each.encode()).hexdigest()[:24] for each in texts]
    file = folder / f"{encoder.identity}.npz" if folder else None
    known = _read(file)
    missing = [at for at, key in enumerate(keys) if key not in known]
    missing.sort(key=lambda at: len(texts[at]))  # texts of one length cost the least together
    for number, start in enumerate(range(0, len(missing), BATCH), 1):
        batch = missing[start:start + BATCH]
        made = encoder.embed_documents([texts[at] for at in batch])
        known.update((keys[at], np.asarray(row, np.float32))
                     for at, row in zip(batch, made, strict=True))
        if file is not None and number % SAVED_EVERY == 0:
            _write(file, known)
        progress(f"textes encodés ({encoder.identity})", start + len(batch), len(missing))
    if missing and file is not None:
        _write(file, known)
    return np.stack([known[key] for key in keys]) if keys else np.zeros((0, 0), np.float32)


def _read(file: Path | None) -> dict[str, Vectors]:
    if file is None or not file.is_file():
        return {}
    try:
        with np.load(file) as stored:
            return dict(zip(map(str, stored["keys"]), stored["vectors"], strict=True))
    except (OSError, ValueError, KeyError):  # a file cut short is made again
        return {}


def _write(file: Path, known: dict[str, Vectors]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{os.getpid()}-{file.name}")
    with fresh.open("wb") as stream:
        np.savez(stream, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    os.replace(fresh, file)
