"""Reads a sentence with the first layers only of the default encoder: three milliseconds.

Half of the layers already tell what a sentence is about, and cost half of the time.
"""

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from retrieval.embeddings import Encoder, SentenceEmbeddings
from retrieval.prepare import NAME, read_manifest
from retrieval.second_voice import first_voice
from retrieval.shallow_export import GRAPH, LAST, LAYERS, ROWS, cut

Vector = NDArray[np.float32]


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
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / GRAPH), options, providers=["CPUExecutionProvider"])
        self._fed = {each.name for each in self._session.get_inputs()}
        begin = self._tokenizer.encode("query:").ids
        self._before, self._after = begin[:-1], begin[-1:]

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
        ids = np.asarray([[*self._before, *tokens, *self._after]], np.int64)
        feed = {ROWS: self._table[ids], "input_ids": ids, "attention_mask": np.ones_like(ids)}
        found: Vector = self._session.run([LAST], {key: feed[key] for key in self._fed})[0][0]
        return found.astype(np.float32)

    def vector(self, tokens: list[int]) -> Vector:
        """Return the mean of the token vectors."""
        mean: Vector = self.rows(tokens).mean(axis=0)
        return mean


def shallow_beside(encoder: Encoder, models_dir: Path) -> ShallowEncoder:
    """Return the short reading that shares the tokenizer of an encoder already loaded."""
    whole = first_voice(encoder)
    module = whole.model[0] if isinstance(whole, SentenceEmbeddings) else None
    known = getattr(module, "tokenizer", None)
    return ShallowEncoder(models_dir, known if isinstance(known, Tokenizer) else None)
