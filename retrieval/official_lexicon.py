"""Every part of the official fiches where words are looked for, made once and saved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.french import stem
from retrieval.official_passages import Held
from retrieval.official_words import Field, stems, surface
from retrieval.query import IndexMissing
from retrieval.spelling import Spelling

FILE = "words.npz"
PASSAGES = "passages"
WHOLE_OF = ("whole", "title")


@dataclass(frozen=True)
class Lexicon:
    """The fields by name; `passages` has one text a passage, the others one a fiche."""

    fields: dict[str, Field]
    counts: Counter[str]
    spelling: Spelling

    @classmethod
    def of(cls, fiches: Sequence[Held]) -> "Lexicon":
        """Read every word of the fiches (about ten seconds for a complete corpus)."""
        counts: Counter[str] = Counter()
        texts: dict[str, list[list[str]]] = {name: [] for name in (PASSAGES, *WHOLE_OF)}
        for each in fiches:
            read = [surface(words) for _, _, words in each.passages]
            for found in read:
                counts.update(found)
            own = [[stem(word) for word in found] for found in read]
            title = stems(each.title)
            texts[PASSAGES] += [[*title, *found] for found in own]
            texts["whole"].append([term for found in own for term in found])
            texts["title"].append(title)
        return cls({name: Field.of(found) for name, found in texts.items()}, counts,
                   Spelling(counts))

    def read(self, text: str) -> tuple[str, ...]:
        """Return the distinct stems of a question, in order, its spelling corrected."""
        return tuple(dict.fromkeys(stem(self.spelling.correct(word)) for word in surface(text)))

    def save(self, folder: Path) -> None:
        """Write it as arrays in a version's folder."""
        saved: dict[str, NDArray[Any]] = {
            "words": np.array(list(self.counts)), "counts": np.array(list(self.counts.values()))}
        for name, field in self.fields.items():
            saved |= field.arrays(name)
        np.savez(folder / FILE, **saved)  # type: ignore[arg-type]

    @classmethod
    def open(cls, folder: Path) -> "Lexicon":
        """Read it again. Raises IndexMissing when it is absent or damaged."""
        try:
            with np.load(folder / FILE) as stored:
                saved = dict(stored)
            fields = {name: Field.read(name, saved) for name in (PASSAGES, *WHOLE_OF)}
            words = zip(map(str, saved["words"]), map(int, saved["counts"]), strict=True)
        except (OSError, ValueError, KeyError) as fault:
            raise IndexMissing("index des fiches officielles illisible") from fault
        counts = Counter(dict(words))
        return cls(fields, counts, Spelling(counts))
