"""When a call-back is for: the next hours of the desk that suit the person."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from opening_hours import OpeningHours

from knowledge.hours import PARIS, clock_text, day_name, day_text
from mediation.callbacks.shapes import Moment
from mediation.presence import Look

LOOKED_AHEAD = timedelta(days=30)
ROOM = timedelta(minutes=60)  # less than that before closing is for the next day
MIDDAY = 13
Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class DeskDay:
    """One day of the desk: the intervals still to come."""

    intervals: tuple[Interval, ...]

    @property
    def ends_at(self) -> datetime:
        """Return when the desk closes that day."""
        return self.intervals[-1][1]

    @property
    def text(self) -> str:
        """Say the day: « mardi 24 novembre »."""
        start = self.intervals[0][0]
        return f"{day_name(start)} {day_text(start)}"

    @property
    def hours_text(self) -> str:
        """Say its hours: « de 9 h à 12 h et de 14 h à 17 h »."""
        return " et ".join(f"de {clock_text(start)} à {clock_text(end)}"
                           for start, end in self.intervals)


def next_day(look: Look, now: datetime, moment: Moment | None = None) -> DeskDay | None:
    """Return the first day with an hour left at this moment; None when no opening is known."""
    if not look.is_open and look.opens_at is None:
        return None
    start = now if look.is_open or look.opens_at is None else look.opens_at
    days: dict[str, list[Interval]] = {}
    for opens, closes in _intervals(look.place.hours, start.astimezone(PARIS)):
        if closes - max(opens, now) < ROOM:
            continue
        days.setdefault(opens.date().isoformat(), []).append((opens, closes))
    for intervals in days.values():
        if any(_suits(each, moment) for each in intervals):
            return DeskDay(tuple(intervals))
    return None


def _intervals(hours: str, start: datetime) -> list[Interval]:
    parsed = OpeningHours(hours, timezone=PARIS, country="FR")
    return [(opens, closes) for opens, closes, state, _ in parsed.intervals(
        start, start + LOOKED_AHEAD) if str(state).lower().endswith("open") and closes]


def _suits(interval: Interval, moment: Moment | None) -> bool:
    opens, closes = interval
    if moment is Moment.MORNING:
        return opens.hour < MIDDAY - 1
    if moment is Moment.AFTERNOON:
        return closes.hour > MIDDAY
    return True
