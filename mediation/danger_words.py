"""The subjects a message names, in every language at once: what it is about, beside its meaning."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

WEIGHT = 0.3  # of one subject, beside a vector of length 1
SHORT = 3  # letters: a word of so few is read whole, a longer one is a beginning
FILE = "urgency_words.yml"
KEPT = 20_000  # words whose subjects are remembered
WORD = re.compile(r"\w+")
MARKS = {sign: None for sign in range(0x300, 0x11000) if unicodedata.category(chr(sign)) == "Mn"}


@dataclass(frozen=True)
class Words:
    """Each subject and its words, folded."""

    subjects: tuple[str, ...]
    stems: tuple[tuple[str, ...], ...]

    @cached_property
    def _by_beginning(self) -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for number, stems in enumerate(self.stems):
            for stem in stems:
                if stem.isascii():
                    found.setdefault(stem[:SHORT], []).append((number, stem))
        return found

    @cached_property
    def _elsewhere(self) -> list[tuple[int, str]]:
        return [(number, stem) for number, stems in enumerate(self.stems)
                for stem in stems if not stem.isascii()]

    @cached_property
    def _known(self) -> dict[str, tuple[tuple[int, str], ...]]:
        return {}

    def _named_by(self, word: str) -> tuple[tuple[int, str], ...]:
        """Return the subjects of one word; the last thousands are kept."""
        found = self._known.get(word)
        if found is None:
            likely = self._by_beginning.get(word[:SHORT], ())
            found = tuple((number, stem) for number, stem in likely
                          if word == stem or (len(stem) > SHORT and word.startswith(stem)))
            if len(self._known) >= KEPT:
                self._known.clear()
            self._known[word] = found
        return found

    def seen_in(self, text: str) -> NDArray[np.float32]:
        """Return one weight a subject: nothing, once, or told by two different words."""
        seen: dict[int, set[str]] = {}
        plain = folded(text)
        for word in set(plain.split()):
            for number, stem in self._named_by(word):
                seen.setdefault(number, set()).add(stem)
        if not plain.isascii():
            for number, stem in self._elsewhere:
                if stem in plain:
                    seen.setdefault(number, set()).add(stem)
        told = np.zeros(len(self.subjects), np.float32)
        for number, stems in seen.items():
            told[number] = WEIGHT * (1.0 if len(stems) == 1 else 1.5)
        return told


def folded(text: str) -> str:
    """Return words without case, accents or punctuation; every alphabet is kept."""
    plain = text.lower().replace("ı", "i")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(MARKS)
    return " ".join(WORD.findall(plain))


def load_words(path: Path) -> Words:
    """Read the file. Raises OSError when it is absent."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    stems = tuple(tuple(dict.fromkeys(folded(each).replace(" ", "") for each in str(told).split()))
                  for told in raw.values())
    return Words(tuple(str(each) for each in raw), stems)
