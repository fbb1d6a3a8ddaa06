"""What to do when two offices send a person to one another: rule, mediators, last resort."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import HttpUrl, StringConstraints

from knowledge.entry import Line, OrganisationKey, Strict
from knowledge.reading import read_yaml
from knowledge.vocabulary import ReadVia

FILE = Path(__file__).resolve().parent / "recourse.yml"
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=20, max_length=400)]


class TextRead(Strict):
    """The official text a fact was read in. `text_dated_on` is the date it bears, or null."""

    title: Line
    url: HttpUrl
    publisher: Line
    text_dated_on: date | None
    read_via: ReadVia
    checked_on: date


class TransferRule(Strict):
    """The duty to pass a request on, and the bodies it was read for."""

    says: Words
    applies_to: tuple[OrganisationKey, ...]
    source: TextRead


class Mediator(Strict):
    """Who hears a complaint about one body, after what, and how to write."""

    name: Line
    how: Words
    source: TextRead


class LastResort(Mediator):
    """The body above them all; its number is in the registry of organisations."""

    organisation: OrganisationKey


class Recourse(Strict):
    """All of recourse.yml."""

    transfer_rule: TransferRule
    mediators: dict[OrganisationKey, Mediator]
    last_resort: LastResort


@lru_cache(maxsize=1)
def recourse() -> Recourse:
    """Read recourse.yml, once. Raises pydantic's error on a fault."""
    return Recourse.model_validate(read_yaml(FILE))
