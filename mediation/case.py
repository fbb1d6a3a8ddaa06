"""A case: what a mediator receives when a resident agrees to be handed over."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mediation.answer import BriefLine, Urgent
from mediation.outcome import CaseStatus
from mediation.utterance import Channel


class Result(StrEnum):
    """How a case ended. Mediators choose among the first three."""

    RESOLVED = "resolved"
    REFERRED = "referred"
    ABANDONED = "abandoned"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    ERASED = "erased"


DANGER = 2
CHOSEN_RESULTS = (Result.RESOLVED, Result.REFERRED, Result.ABANDONED)


@dataclass(frozen=True)
class OpenCase:
    """The case under way in a conversation, from the offer to the closing."""

    id: str
    status: CaseStatus
    priority: int
    brief: tuple[BriefLine, ...]
    queued_at: datetime | None
    is_position_told: bool
    sealed_code: bytes | None
    deadline_on: date | None = None
    claimed_by: str | None = None


@dataclass(frozen=True)
class CaseCard:
    """A case as the desk lists it. `created_at` is when it entered the queue."""

    id: str
    conversation_id: str
    status: CaseStatus
    cause: str
    urgent_kind: str | None
    channel: Channel
    place_name: str | None
    domain: str | None
    created_at: datetime
    claimed_by: str | None
    brief: tuple[BriefLine, ...]
    priority: int = 0
    closed_at: datetime | None = None
    place_insee: str | None = None
    deadline_on: date | None = None
    result: str | None = None
    read_seq: int = 0
    aside_reason: str | None = None
    back_on: date | None = None
    danger_told_at: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Say whether a moment is between the agreement and the closing: theirs to read."""
        return self.created_at <= at and (self.closed_at is None or at <= self.closed_at)


class CeilingReached(RuntimeError):
    """The desk already has as many live exchanges as it can hold."""


def priority_of(urgent: Urgent | None) -> int:
    """Return 2 for a danger, 1 for a date that is near or a pressing letter, 0 otherwise."""
    return priority_of_level(urgent.level) if urgent else 0


def priority_of_level(level: str | None) -> int:
    """Return the priority of a level of urgency; 0 for none."""
    return {"danger": DANGER, "days": 1, "important": 1}.get(level or "", 0)
