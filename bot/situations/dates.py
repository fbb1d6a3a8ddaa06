"""Reads the date of a letter in a message: « le 12 octobre », « 12/10/2026 », « hier »."""

import re

from bot.decision import LetterDate
from retrieval.french import fold
from retrieval.normalise import normalise

_MONTHS = {"janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7,
           "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
           "janv": 1, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_LONGEST_FIRST = sorted(_MONTHS, key=len, reverse=True)
_WRITTEN = re.compile(rf"\b(?P<day>\d{{1,2}}|1er|premier) (?P<month>{'|'.join(_LONGEST_FIRST)})\b"
                      r"(?: (?P<year>20\d\d))?")
_FIGURES = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})"
                      r"(?:[/.-](?P<year>20\d\d|\d\d))?(?![\d/])")
_AGO = (
    (re.compile(r"\bavant[- ]hier\b"), 2),
    (re.compile(r"\bhier\b"), 1),
    (re.compile(r"\b(?:aujourd'? ?hui|ce matin|tout a l'heure)\b"), 0),
)
_OF_A_LETTER = re.compile(
    r"\b(?:lettre|courrier|decision|notification|notifie\w*|avis|recommande|papier|jugement|"
    r"refus\w*|recu|recue|recus|date|date du|datee|arrive\w*|mise en demeure|commandement|"
    r"reclam\w+|contester|recours|jusqu'a quand|delai)\b")
_FEARS = re.compile(
    r"\btrop tard\b|\b(?:delai|date|limite)\w*\b.{0,25}\b(?:depass|passe|rate|loup|fini|termin|"
    r"expir)\w*|\b(?:depass|rate|loup|laisse pass)\w*\b.{0,20}\b(?:delai|date|limite)\w*"
    r"|\bplus dans les (?:temps|delais)\b|\bhors delais?\b")


def letter_date_in(text: str) -> LetterDate | None:
    """Return the one exact date said; None for none, for several, or for a vague one."""
    folded = fold(text)
    words = fold(normalise(text))
    found = [_of(match["day"], _MONTHS[match["month"]], match["year"])
             for match in _WRITTEN.finditer(" ".join(re.findall(r"[a-z0-9]+", words)))]
    found += [_of(match["day"], int(match["month"]), match["year"])
              for match in _FIGURES.finditer(folded)]
    dates = list(dict.fromkeys(each for each in found if each))
    if dates:
        return dates[0] if len(dates) == 1 else None
    return next((LetterDate(days_ago=days) for said, days in _AGO if said.search(folded)), None)


def speaks_of_a_letter(text: str) -> bool:
    """Say whether the words are about a letter, a decision or a delay to contest it."""
    return bool(_OF_A_LETTER.search(fold(normalise(text))))


def fears_too_late(text: str) -> bool:
    """Say whether the person fears that a date to act has gone by."""
    return bool(_FEARS.search(fold(normalise(text))))


def _of(day: str, month: int, year: str | None) -> LetterDate | None:
    number = 1 if day in ("1er", "premier") else int(day)
    if not (1 <= number <= 31 and 1 <= month <= 12):
        return None
    full = None if year is None else int(year) if len(year) == 4 else 2000 + int(year)
    return LetterDate(day=number, month=month, year=full)
