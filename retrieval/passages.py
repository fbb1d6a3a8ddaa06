"""Cuts an entry into the passages that are searched: its wordings, and its sections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from knowledge.entry import Entry
from knowledge.vocabulary import ROLE_LABELS

if TYPE_CHECKING:
    from langchain_core.documents import Document


class Kind(StrEnum):
    """What part of its entry a passage is."""

    TITLE = "title"
    WORDING = "wording"
    SUMMARY = "summary"
    WHO = "who"
    CONDITIONS = "conditions"
    DOCUMENTS = "documents"
    STEPS = "steps"
    PRACTICAL = "practical"


RECIPE = {Kind.WORDING: ("as a question",)}  # changed when a kind is encoded otherwise
WORDINGS = frozenset({Kind.TITLE, Kind.WORDING})  # short texts that sound like a question


@dataclass(frozen=True)
class Passage:
    """One searched text. `id` is a digest of its content, so an edited text is a new passage."""

    id: str
    entry_id: str
    domain: str
    kind: Kind
    text: str

    @property
    def is_wording(self) -> bool:
        """Say whether it is a way to ask rather than a section of the answer."""
        return self.kind in WORDINGS


def passage_id(entry_id: str, domain: str, kind: Kind, text: str) -> str:
    """Return 32 hexadecimal characters that depend on everything stored with the passage."""
    content = "\x1f".join((*RECIPE.get(kind, ()), entry_id, domain, kind, text))
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def passages_of(entry: Entry) -> tuple[Passage, ...]:
    """Return the entry's passages without repeats. `not_for` is left out: it names other needs."""
    domain = entry.domain.value
    made: dict[str, Passage] = {}
    for kind, text in _texts(entry):
        key = passage_id(entry.id, domain, kind, text)
        made[key] = Passage(key, entry.id, domain, kind, text)
    return tuple(made.values())


def as_document(passage: Passage) -> Document:
    """Return the passage as LangChain stores it."""
    from langchain_core.documents import Document

    metadata = {
        "entry_id": passage.entry_id,
        "domain": passage.domain,
        "kind": passage.kind.value,
    }
    return Document(id=passage.id, page_content=passage.text, metadata=metadata)


def from_stored(key: str, text: str, metadata: dict[str, str]) -> Passage:
    """Return the passage that a stored document holds."""
    return Passage(key, metadata["entry_id"], metadata["domain"], Kind(metadata["kind"]), text)


def _texts(entry: Entry) -> Iterable[tuple[Kind, str]]:
    yield Kind.TITLE, entry.title
    for wording in entry.asked_as:
        yield Kind.WORDING, wording
    yield Kind.SUMMARY, f"{entry.title}. {entry.body}"
    sections = {
        Kind.WHO: ("Qui s'en occupe", _who(entry)),
        Kind.CONDITIONS: ("Conditions", entry.conditions),
        Kind.DOCUMENTS: ("Papiers à fournir", entry.documents),
        Kind.STEPS: ("Étapes", entry.steps),
        Kind.PRACTICAL: ("Délai et coût", (entry.delay, entry.cost)),
    }
    for kind, (label, lines) in sections.items():
        yield kind, f"{entry.title}. {label} : {' ; '.join(lines)}"


def _who(entry: Entry) -> tuple[str, ...]:
    bodies = [
        " ".join(
            filter(None, (each.organisation.replace("_", " "), ROLE_LABELS[each.role], each.when))
        )
        for each in entry.who
    ]
    cases = [" ".join((case.label, *case.cues)) for case in entry.cases]
    return (*bodies, *cases)
