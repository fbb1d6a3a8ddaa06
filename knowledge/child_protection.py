"""What to do when a child may be in danger: everywhere, and the cell of a département if known."""

from functools import lru_cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, StringConstraints

from knowledge.entry import Line, Slug, Strict
from knowledge.recourse import TextRead

FILE = Path(__file__).resolve().parent / "child_protection.yml"
Departement = Annotated[str, StringConstraints(pattern=r"^(\d{2,3}|2[AB])$")]


class General(Strict):
    """What holds everywhere, and the entry that says it to residents."""

    steps: tuple[Line, ...] = Field(min_length=3)
    entry: Slug
    sources: tuple[TextRead, ...] = Field(min_length=1)


class Cell(Strict):
    """The cell of one département, as its own text gives it."""

    name: Line
    phone: Line | None
    email: Line | None
    source: TextRead


class ChildProtection(Strict):
    """All of child_protection.yml. A département without a cell has none that was read."""

    general: General
    departements: dict[Departement, Cell]


@lru_cache(maxsize=1)
def child_protection() -> ChildProtection:
    """Read child_protection.yml, once. Raises pydantic's error on a fault."""
    return ChildProtection.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
