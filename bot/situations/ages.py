"""Reads an age in a message, and the case of an entry whose cases are ages."""

import operator
import re
from collections.abc import Callable

from knowledge.entry import Entry
from retrieval.french import fold
from retrieval.normalise import normalise

YOUNGEST, OLDEST = 14, 99
_NUMBERS = {"seize": 16, "dix sept": 17, "dix huit": 18, "dix neuf": 19, "vingt": 20,
            "vingt et un": 21, "vingt deux": 22, "vingt trois": 23, "vingt quatre": 24,
            "vingt cinq": 25, "vingt six": 26, "trente": 30, "quarante": 40, "cinquante": 50,
            "soixante": 60}
_WRITTEN = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_AGE = re.compile(rf"(?P<before>(?:\w+ ){{0,2}})\b(?P<age>\d{{2}}|{_WRITTEN}) ?ans?\b"
                  r"(?P<after>(?: \w+){0,2})")
_DURATION_BEFORE = re.compile(
    r"\b(?:depuis|pendant|durant|y a|dans|en|apres|tous les|d ici|encore|moins de|plus de) $")
_DURATION_AFTER = re.compile(
    r"^ (?:de|d) (?:carriere|service|metier|travail|boite|maison|mariage|experience|cotisation\w*|"
    r"anciennete|bail|loyer)")
_Test = Callable[[int, int], bool]
_BOUNDS: tuple[tuple[re.Pattern[str], _Test], ...] = (
    (re.compile(r"moins de (\d+) ans"), operator.lt),
    (re.compile(r"(\d+) ans (?:et|ou) plus"), operator.ge),
    (re.compile(r"(\d+) ans ou moins"), operator.le),
    (re.compile(r"plus de (\d+) ans"), operator.gt),
)


def ages_in(text: str) -> tuple[int, ...]:
    """Return the ages said, in years; durations (« depuis 15 ans ») are not ages."""
    words = " ".join(re.findall(r"[a-z]+|[0-9]+", fold(normalise(text))))
    found = []
    for match in _AGE.finditer(words):
        if _DURATION_BEFORE.search(match["before"]) or _DURATION_AFTER.search(match["after"]):
            continue
        age = _NUMBERS.get(match["age"]) or int(match["age"])
        if YOUNGEST <= age <= OLDEST:
            found.append(age)
    return tuple(found)


def case_of_age(entry: Entry, ages: tuple[int, ...]) -> str | None:
    """Return the case that holds every age; None when no case or not all cases are ages."""
    if not ages or not entry.cases:
        return None
    held = {case.id: _holds(case.label, ages) for case in entry.cases}
    if None in held.values():
        return None
    fitting = [case_id for case_id, holds in held.items() if holds]
    return fitting[0] if len(fitting) == 1 else None


def _holds(label: str, ages: tuple[int, ...]) -> bool | None:
    said = fold(label)
    for bound, test in _BOUNDS:
        if match := bound.search(said):
            return all(test(age, int(match[1])) for age in ages)
    return None
