"""The registry of organisations: what each does, how to call it, where to find it."""

from enum import StrEnum
from pathlib import Path

from pydantic import HttpUrl

from knowledge.entry import Line, OrganisationKey, Strict
from knowledge.reading import read_yaml


class CallCost(StrEnum):
    """What the caller pays."""

    FREE = "free"
    LOCAL = "local"
    PAID = "paid"


class Phone(Strict):
    """A national number. `hours` in OSM opening_hours, or null when no text gives them."""

    number: Line
    cost: CallCost
    hours: str | None = None
    hours_text: Line | None = None
    source: HttpUrl
    checked_on: str


class Finder(Strict):
    """The official page that finds the local office."""

    label: Line
    url: HttpUrl


class Organisation(Strict):
    """One body. `name_in_text` carries its article ("la Caf"); `former_names` are never said."""

    key: OrganisationKey
    name: Line
    short_name: Line
    name_in_text: Line
    does: Line
    phone: Phone | None = None
    website: HttpUrl | None = None
    finder: Finder | None = None
    aliases: tuple[Line, ...] = ()
    former_names: tuple[Line, ...] = ()
    pivots: tuple[str, ...] = ()


class Organisations:
    """Read-only registry by key."""

    def __init__(self, organisations: tuple[Organisation, ...]) -> None:
        self._by_key = {each.key: each for each in organisations}

    def __getitem__(self, key: str) -> Organisation:
        return self._by_key[key]

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def all(self) -> tuple[Organisation, ...]:
        """Return every organisation, in file order."""
        return tuple(self._by_key.values())


def load_organisations(path: Path) -> Organisations:
    """Read `organisations.yml`: a mapping key → fields. Raises pydantic's error on a fault."""
    raw = read_yaml(path)
    return Organisations(tuple(Organisation(key=key, **fields) for key, fields in raw.items()))
