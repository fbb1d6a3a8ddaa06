"""What retrieval is asked and what it returns."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

MENU_SIZE = 3
MENU_LEAST = 2  # a menu of one is no choice
MENU_FLOOR = 0.04  # a less likely choice only makes the menu longer


class Band(StrEnum):
    """What the confidence rule allows: one answer, up to three choices, or neither."""

    ANSWER = "answer"
    CHOICES = "choices"
    DECLINE = "decline"


@dataclass(frozen=True)
class Query:
    """One question. `domains` are the dialogue layer's scores by domain, in [0, 1]."""

    text: str
    domains: dict[str, float] = field(default_factory=dict)
    limit: int = 5


@dataclass(frozen=True)
class Candidate:
    """One entry found. `probability` in [0, 1] is that this entry is the right one."""

    entry_id: str
    score: float
    probability: float
    features: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """The ranked candidates, the band, and the version of the rule that set it."""

    candidates: tuple[Candidate, ...]
    band: Band
    confidence: float
    versions: dict[str, str]
    took_ms: float

    @property
    def menu(self) -> tuple[Candidate, ...]:
        """Return two or three candidates worth proposing: the third only when likely enough."""
        return tuple(each for place, each in enumerate(self.candidates[:MENU_SIZE])
                     if place < MENU_LEAST or each.probability >= MENU_FLOOR)

    @property
    def best(self) -> Candidate | None:
        """Return the first candidate, or None when nothing was found."""
        return self.candidates[0] if self.candidates else None


class Retriever(Protocol):
    """Finds entries for a question. Raises IndexMissing when there is no index to ask."""

    def search(self, query: Query) -> Found:
        """Return the candidates, best first; CPU-bound, so call it in a thread."""
        ...


class IndexMissing(RuntimeError):
    """No usable index: the caller falls back on a person and says so."""
