"""Opening hours in OSM syntax: open now or not, and when next, said in French."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours

PARIS = ZoneInfo("Europe/Paris")
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
           "octobre", "novembre", "décembre")


@dataclass(frozen=True)
class OpenState:
    """Whether a place is open, and the next opening in French when it is closed."""

    is_open: bool
    next_opening_text: str | None = None
    next_opening_at: datetime | None = None


@lru_cache(maxsize=256)
def _parsed(expression: str) -> OpeningHours:
    return OpeningHours(expression, timezone=PARIS, country="FR")


def is_valid(expression: str) -> bool:
    """Say whether an OSM opening_hours expression can be read."""
    try:
        _parsed(expression)
    except Exception:  # the library raises its own ParserError, not exported by name
        return False
    return True


def open_state(expression: str, now: datetime) -> OpenState:
    """Return whether it is open at `now` (aware), French public holidays included."""
    hours = _parsed(expression)
    local = now.astimezone(PARIS)
    if hours.is_open(local):
        return OpenState(is_open=True)
    opens_at = hours.next_change(local)
    if opens_at is None:
        return OpenState(is_open=False)
    if opens_at.tzinfo is None:
        opens_at = opens_at.replace(tzinfo=PARIS)
    return OpenState(False, when_text(opens_at, local), opens_at)


def when_text(moment: datetime, now: datetime) -> str:
    """Say a coming moment: "aujourd'hui à 14 h", "demain à 9 h 30", "lundi 30 novembre à 9 h"."""
    days = (moment.date() - now.date()).days
    clock = clock_text(moment)
    if days == 0:
        return f"aujourd'hui à {clock}"
    if days == 1:
        return f"demain à {clock}"
    return f"{day_name(moment)} {day_text(moment)} à {clock}"


def clock_text(moment: datetime) -> str:
    """Say an hour: "9 h", "9 h 30"."""
    return f"{moment.hour} h" + (f" {moment.minute:02d}" if moment.minute else "")


def day_name(moment: datetime) -> str:
    """Say the day of the week: "lundi"."""
    return _DAYS[moment.weekday()]


def day_text(moment: datetime) -> str:
    """Say a day without its year: "1er mars", "23 novembre"."""
    number = "1er" if moment.day == 1 else str(moment.day)
    return f"{number} {_MONTHS[moment.month - 1]}"


def date_text(day: date) -> str:
    """Say a date with its year: "23 novembre 2026"."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"
