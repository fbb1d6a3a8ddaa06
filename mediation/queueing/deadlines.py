"""The date a brief says, when it says one: the queue is sorted by it."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from knowledge.hours import PARIS
from mediation.answer import BriefLine

DEADLINE = "deadline"  # the line of the brief, or "deadline-3"
_MONTHS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
           "octobre", "novembre", "decembre")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})(?:/(\d{4}))?\b")
_WORDED = re.compile(rf"\b(\d{{1,2}})(?:er)? ({'|'.join(_MONTHS)})(?: (\d{{4}}))?\b")
_PLAIN = str.maketrans("éèûùà", "eeuua")


def deadline_of(brief: Sequence[BriefLine], now: datetime) -> date | None:
    """Return the nearest date of the brief's deadline lines; None when there is none."""
    today = now.astimezone(PARIS).date()
    found = [day for line in brief if line.line_id.split("-")[0] == DEADLINE
             if (day := date_in(line.text, today))]
    return min(found, default=None)


def date_in(text: str, today: date) -> date | None:
    """Return the first date of a text; without a year, the next one to come."""
    plain = text.lower().translate(_PLAIN)
    if met := _ISO.search(plain):
        return _day(int(met[1]), int(met[2]), int(met[3]))
    if met := _SLASHED.search(plain):
        return _coming(met[3], int(met[2]), int(met[1]), today)
    if met := _WORDED.search(plain):
        return _coming(met[3], _MONTHS.index(met[2]) + 1, int(met[1]), today)
    return None


def _coming(year: str | None, month: int, day: int, today: date) -> date | None:
    if year:
        return _day(int(year), month, day)
    this_year = _day(today.year, month, day)
    if this_year is not None and this_year < today:
        return _day(today.year + 1, month, day)
    return this_year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
