"""Words of a message that may be part of a name, and how one follows another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mediation.personal.sheet import Sheet

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PARTICLES = frozenset({"de", "du", "des", "d", "le", "la", "l", "van", "von", "der", "den", "ben",
                       "bin", "bint", "ould", "el", "al", "da", "das", "do", "dos", "di", "del",
                       "della", "y"})
_BEFORE_APOSTROPHE = frozenset({"o", "d", "n", "m", "l", "k"})
LABELS = frozenset({"nom", "prenom", "prenoms", "ne", "nee", "tel", "telephone", "adresse", "mail",
                    "email", "date", "age", "objet", "numero", "n", "dossier"})
SHOUTED = 0.7  # share of capitals above which they say nothing


@dataclass(frozen=True)
class Word:
    """One word, its place, and whether it has a capital."""

    start: int
    end: int
    low: str
    is_capital: bool
    is_upper: bool


def words_of(sheet: Sheet) -> list[Word]:
    """Return the words that no rule has taken or set aside."""
    letters = [sign for sign in sheet.text if sign.isalpha()]
    shouts = len(letters) > 25 and sum(map(str.isupper, letters)) > SHOUTED * len(letters)
    found = []
    for met in _WORD.finditer(sheet.low):
        said = sheet.text[met.start():met.end()]
        found.append(Word(met.start(), met.end(), met[0], said[0].isupper() and not shouts,
                          said.isupper() and len(said) > 1 and not shouts))
    return found


def is_next(sheet: Sheet, one: Word, other: Word) -> bool:
    """Say whether two words belong to one name: a space, or an apostrophe as in « O'Brien »."""
    between = sheet.low[one.end:other.start]
    if between == "'":
        return one.low in _BEFORE_APOSTROPHE
    return between in (" ", "  ", ". ", ".") and (between[0] != "." or len(one.low) == 1)


def run_from(sheet: Sheet, words: Sequence[Word], first: int) -> int:
    """Return the place after the last capitalised word that follows `first` without a break."""
    last = after = first
    while after + 1 < len(words) and is_next(sheet, words[after], words[after + 1]):
        after += 1
        if words[after].low in LABELS:
            break
        if words[after].is_capital:
            last = after
        elif words[after].low not in PARTICLES or after - last > 2:
            break
    return last + 1
