"""Workshops and events of the place: the calendar of a quarter."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, TypeAdapter, model_validator

from knowledge.entry import Line, Slug, Strict
from knowledge.hours import PARIS
from knowledge.reading import read_yaml
from knowledge.vocabulary import Domain

FILE = "workshops.yml"


def _local(value: object) -> object:
    """Read a date and time of France; a value without a zone is the place's own clock."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.replace(tzinfo=PARIS)
    return moment


Moment = Annotated[datetime, BeforeValidator(_local)]


class Workshop(Strict):
    """One event. `place` is a partner's id; `source` says who announced it and when."""

    id: Slug
    title: Line
    place: Slug
    starts_at: Moment
    ends_at: Moment
    domains: tuple[Domain, ...] = ()
    audience: Line | None = None
    booking: Line | None = None
    source: Line = Field(description="Qui l'annonce, et quand on l'a lu")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.ends_at <= self.starts_at:
            raise ValueError("« ends_at » vient après « starts_at »")
        return self


def load_workshops(folder: Path) -> tuple[Workshop, ...]:
    """Read `workshops.yml`. Raises OSError, yaml.YAMLError or pydantic's ValidationError."""
    path = folder / FILE
    raw = read_yaml(path) if path.exists() else None
    return TypeAdapter(tuple[Workshop, ...]).validate_python(tuple(raw or ()))


def quarter(day: date) -> tuple[date, date]:
    """Return the first day of a day's quarter and of the next one."""
    month = 3 * ((day.month - 1) // 3) + 1
    first = date(day.year, month, 1)
    return first, date(day.year + (month == 10), (month + 2) % 12 + 1, 1)


def of_quarter(workshops: Iterable[Workshop], day: date) -> tuple[Workshop, ...]:
    """Return the events of a day's quarter, the soonest first."""
    first, after = quarter(day)
    found = [each for each in workshops
             if first <= each.starts_at.astimezone(PARIS).date() < after]
    return tuple(sorted(found, key=lambda each: each.starts_at))
