"""What imported partners share: a name of today, a dated source, no confirmation."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from knowledge.imports.names import todays
from knowledge.imports.pivots import Pivots
from knowledge.imports.refusal import RecordRefused
from knowledge.organisations import Organisations
from knowledge.partner import Partner
from knowledge.places import Places, fold
from knowledge.vocabulary import ReadVia

LONGEST_ID = 60


@dataclass(frozen=True)
class Ground:
    """What reading a directory needs. `departements` keeps only those; empty keeps all."""

    pivots: Pivots
    registry: Organisations
    places: Places
    today: date
    departements: frozenset[str] = frozenset()

    @property
    def settings(self) -> str:
        """Return what changes the reading of the same file."""
        return repr((sorted(self.pivots.by_code.items()), sorted(self.departements)))


@dataclass(frozen=True)
class Origin:
    """Where a record comes from, as its card says it."""

    key: str
    title: str
    url: str
    publisher: str


def slug_of(prefix: str, text: str) -> str:
    """Return an identifier of at most 60 characters."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(text.replace("_", " "))).strip("-")
    return f"{prefix}-{words}"[:LONGEST_ID].rstrip("-")


def source_of(origin: Origin, day: date | None, today: date) -> dict[str, Any]:
    """Return the source of an imported place; it was checked, at best, the day of the file."""
    return {"key": origin.key, "title": origin.title, "url": origin.url,
            "publisher": origin.publisher, "text_dated_on": day,
            "read_via": ReadVia.STORED_COPY, "checked_on": day or today}


def made(fields: dict[str, Any], published_name: str) -> Partner:
    """Return the partner under today's name. Raises RecordRefused with the fields at fault."""
    shown = " ".join(todays(published_name).split())
    try:
        return Partner(**{**fields, "name": shown, "confirmed_on": None})
    except ValidationError as fault:
        fields_at_fault = sorted({".".join(map(str, each["loc"])) for each in fault.errors()})
        raise RecordRefused(f"champ illisible : {', '.join(fields_at_fault)}") from fault
