"""What the desk's pages read of the queue."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mediation.case import CaseCard


@dataclass(frozen=True)
class QueueLists:
    """Each case is in one list. `elsewhere` counts those another desk sees first; `unread` the
    messages not shown yet, by case; `dangers_unread` those of the last 30 days."""

    waiting: tuple[CaseCard, ...] = ()
    mine: tuple[CaseCard, ...] = ()
    pending: tuple[CaseCard, ...] = ()
    others: tuple[CaseCard, ...] = ()
    closed: tuple[CaseCard, ...] = ()
    elsewhere: int = 0
    unread: Mapping[str, int] = field(default_factory=dict)
    dangers_unread: int = 0


@dataclass(frozen=True)
class Colleague:
    """A mediator one can give a case to."""

    id: str
    email: str
    is_there: bool
