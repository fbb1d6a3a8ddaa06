"""Reads the curated base from its folder into memory, and says what could not be read."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import frontmatter
import yaml
from pydantic import ValidationError

from knowledge.entry import Entry
from knowledge.life_events import (
    EVENTS_FILE,
    POLES_FILE,
    LifeEvent,
    Pole,
    load_life_events,
    load_poles,
)
from knowledge.notices import FILE as NOTICES_FILE
from knowledge.notices import Notice, load_notices
from knowledge.organisations import Organisations, load_organisations
from knowledge.partner import Partner
from knowledge.reading import read_yaml
from knowledge.workshops import FILE as WORKSHOPS_FILE
from knowledge.workshops import Workshop, load_workshops

Part = TypeVar("Part")


@dataclass(frozen=True)
class Fault:
    """One thing wrong: where, what value, and what to do, in plain French."""

    file: str
    field: str
    value: str
    advice: str

    def __str__(self) -> str:
        return f"{self.file} · {self.field} · {self.value} → {self.advice}"


@dataclass(frozen=True)
class Repository:
    """The base at one moment. `faults` lists the files that were left out and why."""

    by_id: dict[str, Entry]
    organisations: Organisations
    partners: tuple[Partner, ...] = ()
    faults: tuple[Fault, ...] = field(default=())
    notices: tuple[Notice, ...] = ()
    life_events: dict[str, LifeEvent] = field(default_factory=dict)
    poles: dict[str, Pole] = field(default_factory=dict)
    workshops: tuple[Workshop, ...] = ()

    def entries(self) -> tuple[Entry, ...]:
        """Return every entry, by id."""
        return tuple(self.by_id.values())

    def entry(self, entry_id: str) -> Entry | None:
        """Return one entry, or None when it is unknown."""
        return self.by_id.get(entry_id)

    def digest(self) -> str:
        """Return 12 characters that change when any entry changes."""
        lines = (each.model_dump_json() for each in self.by_id.values())
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def load_repository(folder: Path) -> Repository:
    """Read the registry, `procedures/`, `partners/` and `notices.yml`. A faulty file is left out.

    Raises OSError or pydantic's error when the registry of organisations itself is unreadable.
    """
    organisations = load_organisations(folder / "organisations.yml")
    faults: list[Fault] = []
    by_id: dict[str, Entry] = {}
    for path in sorted((folder / "procedures").glob("*.md")):
        entry = read_entry(path, faults)
        if entry is not None:
            by_id[entry.id] = entry
    partners: list[Partner] = []
    for path in sorted((folder / "partners").rglob("*.yml")):
        partner = read_partner(path, faults)
        if partner is not None:
            partners.append(partner)
    notices = read_notices(folder, faults)
    events = _read_part(load_life_events, folder, EVENTS_FILE, faults) or {}
    poles = _read_part(load_poles, folder, POLES_FILE, faults) or {}
    workshops = _read_part(load_workshops, folder, WORKSHOPS_FILE, faults) or ()
    return Repository(by_id, organisations, tuple(partners), tuple(faults), notices, events,
                      poles, workshops)


def read_entry(path: Path, faults: list[Fault]) -> Entry | None:
    """Read one entry; on a fault, append to `faults` and return None."""
    try:
        document = frontmatter.loads(path.read_text(encoding="utf-8"))
        return Entry(id=path.stem, body=document.content, **document.metadata)
    except (ValidationError, yaml.YAMLError, TypeError, UnicodeDecodeError) as fault:
        faults.extend(_faults_of(path, fault))
        return None


def read_partner(path: Path, faults: list[Fault]) -> Partner | None:
    """Read one partner; on a fault, append to `faults` and return None."""
    try:
        raw = read_yaml(path)
        return Partner(**({"id": path.stem} | raw))
    except (ValidationError, yaml.YAMLError, TypeError, UnicodeDecodeError) as fault:
        faults.extend(_faults_of(path, fault))
        return None


def read_notices(folder: Path, faults: list[Fault]) -> tuple[Notice, ...]:
    """Read the notices; on a fault, append to `faults` and return none of them."""
    return _read_part(load_notices, folder, NOTICES_FILE, faults) or ()


def _read_part(load: Callable[[Path], Part], folder: Path, name: str,
               faults: list[Fault]) -> Part | None:
    try:
        return load(folder)
    except (OSError, ValidationError, yaml.YAMLError, TypeError, UnicodeDecodeError) as fault:
        faults.extend(_faults_of(folder / name, fault))
        return None


def _faults_of(path: Path, fault: Exception) -> Iterable[Fault]:
    if not isinstance(fault, ValidationError):
        first_line = str(fault).splitlines()[0]
        yield Fault(path.name, "fichier", first_line, "corrigez l'écriture du fichier")
        return
    for error in fault.errors():
        where = ".".join(str(part) for part in error["loc"]) or "fiche"
        value = str(error.get("input"))[:80]
        yield Fault(path.name, where, value, f"champ à corriger : {error['msg']}")


@dataclass(frozen=True)
class Freshness:
    """How old an entry may be: warned past its review date, withheld past the grace period."""

    grace: timedelta

    def is_due(self, entry: Entry, today: date) -> bool:
        """Say whether the review date has passed."""
        return today > entry.review_before

    def is_withheld(self, entry: Entry, today: date) -> bool:
        """Say whether the grace period has passed too: the entry is not said any more."""
        return today > entry.review_before + self.grace
