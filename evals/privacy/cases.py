"""Reads a set of messages whose personal data is marked, one JSON object a line."""

from dataclasses import dataclass
from pathlib import Path

from evals.answering.config import read_lines

KINDS = ("nir", "phone", "email", "iban", "card", "address", "birth_date", "name", "allocataire",
         "fiscal", "france_travail", "foreigner", "file_number", "paper")
Span = tuple[int, int]


@dataclass(frozen=True)
class Secret:
    """One piece of personal data, at each place where the message says it."""

    value: str
    kind: str
    places: tuple[Span, ...]


@dataclass(frozen=True)
class Case:
    """One message. Without secrets it is a hard negative: nothing of it is to be hidden."""

    id: str
    text: str
    secrets: tuple[Secret, ...]


class UnreadableSet(ValueError):
    """A line has no text, an unknown kind, or a value that its text does not say."""


def load_cases(file: Path) -> tuple[Case, ...]:
    """Read a set. Raises UnreadableSet, OSError."""
    return tuple(_case(number, row) for number, row in enumerate(read_lines(file), start=1))


def _case(number: int, row: dict[str, object]) -> Case:
    text, spans = str(row.get("text") or ""), row.get("spans") or []
    if not text or not isinstance(spans, list):
        raise UnreadableSet(f"ligne {number} : « text » ou « spans » manque")
    return Case(str(row.get("id") or number), text,
                tuple(_secret(number, text, each) for each in spans))


def _secret(number: int, text: str, span: dict[str, str]) -> Secret:
    value, kind = span.get("value", ""), span.get("kind", "")
    if kind not in KINDS:
        raise UnreadableSet(f"ligne {number} : la sorte « {kind} » est inconnue")
    places = tuple(_all_places(text, value)) if value else ()
    if not places:
        raise UnreadableSet(f"ligne {number} : le texte ne dit pas une des valeurs")
    return Secret(value, kind, places)


def _all_places(text: str, value: str) -> list[Span]:
    found, start = [], text.find(value)
    while start >= 0:
        found.append((start, start + len(value)))
        start = text.find(value, start + len(value))
    return found
