"""The three kinds of items an editor keeps: entries, partners, notices."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from knowledge.editing.fields import Field, describe
from knowledge.entry import Entry
from knowledge.notices import Notice
from knowledge.partner import Partner


class Kind(StrEnum):
    """What an item is."""

    ENTRY = "entry"
    PARTNER = "partner"
    NOTICE = "notice"


MODELS: dict[Kind, type[BaseModel]] = {
    Kind.ENTRY: Entry, Kind.PARTNER: Partner, Kind.NOTICE: Notice}


@dataclass(frozen=True)
class KindWords:
    """How a kind is said. `definite` is « la fiche », `slug` the part of the address."""

    slug: str
    one: str
    definite: str
    many: str


WORDS = {
    Kind.ENTRY: KindWords("fiches", "Fiche", "la fiche", "Fiches"),
    Kind.PARTNER: KindWords("lieux", "Lieu", "le lieu", "Lieux"),
    Kind.NOTICE: KindWords("avis", "Avis", "l'avis", "Avis"),
}
KIND_OF_SLUG = {words.slug: kind for kind, words in WORDS.items()}


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Return the form of a kind."""
    return describe(kind.value, MODELS[kind])


def build(kind: Kind, item_id: str, raw: dict[str, Any]) -> BaseModel:
    """Return the item. Raises pydantic's ValidationError."""
    return MODELS[kind].model_validate({**raw, "id": item_id})


def title_of(kind: Kind, values: dict[str, Any]) -> str:
    """Return the name people know an item by."""
    name = {Kind.ENTRY: "title", Kind.PARTNER: "name", Kind.NOTICE: "text"}[kind]
    return str(values.get(name) or "").strip()[:90] or f"{WORDS[kind].one} sans titre"
