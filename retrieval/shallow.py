"""Reads a sentence with the first layers only of the default encoder: three milliseconds.

Half of the layers already tell what a sentence is about, and cost half of the time. The last
texts read are kept in memory, so that the search goes on from there with the other half.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from retrieval.embeddings import Encoder, SentenceEmbeddings
from retrieval.prepare import NAME, read_manifest
from retrieval.second_voice import first_voice
from retrieval.shallow_export import GRAPH, LAST, LAYERS, REST, ROWS, WHOLE, cut

Vector = NDArray[np.float32]
KEPT = 8  # texts whose first reading is kept: those of the turns being answered


class ShallowEncoder:
    """Text to token numbers, token numbers to one vector. Safe to call from several threads."""

    def __init__(self, models_dir: Path, tokenizer: Tokenizer | None = None) -> None:
        """Load; raises OSError or ValueError when the default encoder is not prepared.

        `tokenizer`: the default encoder's, where it is loaded already (200 MB are saved).
        """
        folder = models_dir / NAME
        place = cut(folder)
        self.identity = f"{NAME}-{LAYERS}-{read_manifest(folder).get('weights_sha256', '')}"[:24]
        self._table = np.memmap(folder / "model.onnx", np.uint8, "r", place["offset"],
                                (place["words"], place["size"]))
        self._tokenizer = tokenizer or Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._first, self._rest = _session(folder / GRAPH), _session(folder / REST)
        begin = self._tokenizer.encode("query:").ids
        self._before, self._after = begin[:-1], begin[-1:]
        self._read = lru_cache(KEPT)(self._first_rows)

    def tokens(self, text: str) -> list[int]:
        """Return the numbers of the text's tokens, without the marks of a sentence's ends."""
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def placed(self, text: str) -> tuple[list[int], list[int]]:
        """Return the same numbers, and where in the text each token begins."""
        found = self._tokenizer.encode(text, add_special_tokens=False)
        return found.ids, [begin for begin, _ in found.offsets]

    def raw(self, tokens: list[int]) -> Vector:
        """Return the row of each token in the table: what words mean without their sentence."""
        rows: Vector = self._table[np.asarray(tokens, np.int64)].astype(np.float32)
        return rows

    def rows(self, tokens: list[int]) -> Vector:
        """Return a vector a token after the kept layers, the marks of the ends included."""
        rows: Vector = self._read((*self._before, *tokens, *self._after))[0]
        return rows

    def whole(self, ids: list[int]) -> Vector:
        """Return the unit vector of a whole reading. `ids`: tokens, with the marks of the ends."""
        read = tuple(ids)
        return np.asarray(_run(self._rest, {LAST: self._read(read)}, read, WHOLE)[0], np.float32)

    def forget(self) -> None:
        """Drop what is kept of the last texts."""
        self._read.cache_clear()

    def _first_rows(self, ids: tuple[int, ...]) -> Vector:
        rows = self._table[np.asarray([ids], np.int64)]
        found = np.asarray(_run(self._first, {ROWS: rows}, ids, LAST), np.float32)
        found.flags.writeable = False  # shared by all that read this text
        return found


def _session(file: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def _run(session: onnxruntime.InferenceSession, fed: dict[str, NDArray[Any]],
         ids: tuple[int, ...], wanted: str) -> NDArray[Any]:
    numbers = np.asarray([ids], np.int64)
    known = {**fed, "input_ids": numbers, "attention_mask": np.ones_like(numbers)}
    read = {each.name: known[each.name] for each in session.get_inputs()}
    found: NDArray[Any] = session.run([wanted], read)[0]
    return found


def shallow_beside(encoder: Encoder, models_dir: Path) -> ShallowEncoder:
    """Return the short reading of an encoder already loaded, with which it then goes on.

    An encoder of another kind reads on its own.
    """
    whole = first_voice(encoder)
    module: Any = whole.model[0] if isinstance(whole, SentenceEmbeddings) else None
    known = getattr(module, "tokenizer", None)
    first = ShallowEncoder(models_dir, known if isinstance(known, Tokenizer) else None)
    if hasattr(module, "whole"):
        module.whole = first.whole
    return first
