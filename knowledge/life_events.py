"""Life events ("parcours de vie") and poles: the entries of a situation, in a useful order."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, TypeAdapter

from knowledge.entry import Line, OrganisationKey, Slug, Strict
from knowledge.reading import read_yaml
from knowledge.vocabulary import Domain

EVENTS_FILE, POLES_FILE = "life_events.yml", "poles.yml"
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=20, max_length=300)]


class LifeEvent(Strict):
    """One situation. `path` is ordered, the most pressing entry first.

    `first` says what cannot wait; the entry `first_from` carries it with its source.
    """

    title: Line
    summary: Sentence
    first: Sentence
    first_from: Slug
    path: tuple[Slug, ...] = Field(min_length=3)


class Pole(Strict):
    """One advice pole of a place ("Cité des métiers"): a referent, domains and life events."""

    title: Line
    does: Sentence
    referents: tuple[OrganisationKey, ...] = Field(min_length=1)
    domains: tuple[Domain, ...] = ()
    life_events: tuple[Slug, ...] = ()
    entries: tuple[Slug, ...] = ()


def load_life_events(folder: Path) -> dict[str, LifeEvent]:
    """Read `life_events.yml`. Raises OSError, yaml.YAMLError or pydantic's ValidationError."""
    return TypeAdapter(dict[Slug, LifeEvent]).validate_python(_read(folder / EVENTS_FILE))


def load_poles(folder: Path) -> dict[str, Pole]:
    """Read `poles.yml`; empty when the place has no poles. Raises like `load_life_events`."""
    return TypeAdapter(dict[Slug, Pole]).validate_python(_read(folder / POLES_FILE))


def _read(path: Path) -> object:
    return (read_yaml(path) or {}) if path.exists() else {}
