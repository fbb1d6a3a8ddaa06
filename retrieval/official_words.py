"""BM25 over the parts of the official fiches, in arrays that are saved and opened at once."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.french import stem, words
from retrieval.normalise import normalise

K1, B = 1.2, 0.6

Scores = NDArray[np.float32]


def surface(text: str) -> list[str]:
    """Return the folded words that carry meaning, in order."""
    return words(normalise(text))


def stems(text: str) -> list[str]:
    """Return the stems of a text, in order."""
    return [stem(word) for word in surface(text)]


@dataclass(frozen=True)
class Field:
    """One part of the texts: for each term, which texts hold it and what it is worth there."""

    places: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: Scores
    rarities: Scores
    size: int

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> "Field":
        """Index one list of terms a text."""
        lengths = np.array([len(each) or 1 for each in texts], dtype=np.float64)
        relative = lengths / lengths.mean() if len(texts) else lengths
        places: dict[str, int] = {}
        found = [(places.setdefault(term, len(places)), at, count)
                 for at, each in enumerate(texts) for term, count in Counter(each).items()]
        table = np.array(found, dtype=np.int64).reshape(-1, 3)
        table = table[np.argsort(table[:, 0], kind="stable")]
        terms, rows, counts = table[:, 0], table[:, 1], table[:, 2].astype(np.float64)
        starts = np.searchsorted(terms, np.arange(len(places) + 1))
        seen = np.diff(starts)
        rarities = np.log(1 + (len(texts) - seen + 0.5) / (seen + 0.5))
        saturated = counts * (K1 + 1) / (counts + K1 * (1 - B + B * relative[rows]))
        return cls(places, starts, rows.astype(np.int32),
                   (saturated * rarities[terms]).astype(np.float32),
                   rarities.astype(np.float32), len(texts))

    def rarity(self, term: str) -> float:
        """Return how rare a term is; one never seen is the rarest."""
        at = self.places.get(term)
        return math.log(2 * self.size + 2) if at is None else float(self.rarities[at])

    def scores(self, terms: Iterable[str]) -> Scores:
        """Return the score of every text for these terms, each counted once."""
        total = np.zeros(self.size, dtype=np.float32)
        for term in dict.fromkeys(terms):
            at = self.places.get(term)
            if at is not None:
                run = slice(self.starts[at], self.starts[at + 1])
                total[self.rows[run]] += self.weights[run]
        return total

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """Return what to save, under names that begin with the field's."""
        return {f"{name}.terms": np.array(list(self.places)), f"{name}.starts": self.starts,
                f"{name}.rows": self.rows, f"{name}.weights": self.weights,
                f"{name}.rarities": self.rarities, f"{name}.size": np.array(self.size)}

    @classmethod
    def read(cls, name: str, saved: Mapping[str, NDArray[Any]]) -> "Field":
        """Read a field again. Raises KeyError when it was not saved."""
        terms = saved[f"{name}.terms"]
        return cls({str(term): at for at, term in enumerate(terms)}, saved[f"{name}.starts"],
                   saved[f"{name}.rows"], saved[f"{name}.weights"], saved[f"{name}.rarities"],
                   int(saved[f"{name}.size"]))
