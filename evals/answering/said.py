"""What one system said to one question, whatever the system."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.entry import Entry
from knowledge.who_does import leads

Finds = Callable[[str], Entry | None]


class Shown(StrEnum):
    """What reached the resident: one answer, a menu, or neither (a person is offered)."""

    SINGLE = "single"
    MENU = "menu"
    NONE = "none"


@dataclass(frozen=True)
class Said:
    """`ranked` are entries, best first; `shown` says how many of them were put forward.

    `confidence` is the stated probability that the first is right; None when none is stated.
    `offices` are organisations in the order they are named. `versions` say what produced it.
    """

    ranked: tuple[str, ...]
    shown: Shown
    proposed: tuple[str, ...] = ()
    confidence: float | None = None
    offices: tuple[str, ...] = ()
    domain: str | None = None
    outcome: str = ""
    offers_person: bool | None = None
    milliseconds: float = 0.0
    texts: tuple[str, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)


def offices_of(ranked: Sequence[str], find: Finds, most: int = 10) -> tuple[str, ...]:
    """Return whom to contact, from the first entries: each one's lead, or its cases' leads.

    The same for every system, so that only the ranking is compared; the situation told by the
    resident is the dialogue layer's work, measured by `python -m evals cases` and by the chain.
    """
    found: dict[str, None] = {}
    for entry_id in ranked[:most]:
        entry = find(entry_id)
        if entry is not None:
            found.update(dict.fromkeys(leads(entry, entry.lead_for(None))))
    return tuple(found)


def domain_of(ranked: Sequence[str], find: Finds) -> str | None:
    """Return the theme of the first entry."""
    entry = find(ranked[0]) if ranked else None
    return entry.domain.value if entry else None
