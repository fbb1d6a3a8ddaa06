"""Finds groups of words in a message, whatever their gender, number, accents or small slips."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from retrieval.french import fold, stem
from retrieval.normalise import normalise

SLIPS_FROM = 8  # letters from which one slip is forgiven
_NO = frozenset({"pas", "ni", "jamais", "sans", "non", "aucun", "aucune", "plus"})
_BETWEEN = frozenset({"d", "de", "du", "des", "un", "une", "en", "l", "la", "le", "les", "mon",
                      "ma", "encore", "touche", "percois", "recois", "suis", "est", "sommes",
                      "etes"})
_FAR = 4


@dataclass(frozen=True)
class Said:
    """A phrase found at words [start, end[ of the message. `is_denied`: « pas de … »."""

    phrase: str
    start: int
    end: int
    is_denied: bool


def word_list(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, short forms written out."""
    return tuple(re.findall(r"[a-z0-9]+", fold(normalise(text))))


@lru_cache(maxsize=4096)
def known_words(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase of ours; what residents write is never kept here."""
    return word_list(phrase)


def find(phrases: Iterable[str], message: tuple[str, ...]) -> list[Said]:
    """Return where each phrase is said, the first time; [] when none is."""
    found = []
    for phrase in phrases:
        wanted = known_words(phrase)
        start = _index(wanted, message)
        if start is not None:
            found.append(Said(" ".join(wanted), start, start + len(wanted),
                              _is_denied(message, start)))
    return found


def without(phrases: Iterable[str], message: tuple[str, ...]) -> tuple[str, ...]:
    """Return the message with these phrases, said exactly so, blanked out."""
    words = list(message)
    for phrase in phrases:
        wanted = phrase.split()
        for at in range(len(words) - len(wanted) + 1):
            if words[at:at + len(wanted)] == wanted:
                words[at:at + len(wanted)] = [""] * len(wanted)
    return tuple(words)


def _index(wanted: tuple[str, ...], message: tuple[str, ...]) -> int | None:
    last = len(message) - len(wanted)
    return next((at for at in range(last + 1) if wanted and all(
        _same(each, message[at + rank]) for rank, each in enumerate(wanted))), None)


@lru_cache(maxsize=50_000)
def _same(wanted: str, word: str) -> bool:
    if wanted == word:
        return True
    if len(wanted) < 4 or len(word) < 4 or wanted[0] != word[0]:
        return False
    if stem(wanted) == stem(word):
        return True
    one = word.removesuffix("s")
    return len(wanted) >= SLIPS_FROM and OSA.distance(wanted, one, score_cutoff=1) <= 1


def _is_denied(message: tuple[str, ...], start: int) -> bool:
    for word in reversed(message[max(0, start - _FAR):start]):
        if word in _NO:
            return True
        if word not in _BETWEEN:
            return False
    return False
