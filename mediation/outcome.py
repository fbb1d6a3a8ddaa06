"""What became of a question: the closed list of outcomes, and who holds a conversation."""

from enum import StrEnum


class Outcome(StrEnum):
    """One outcome a turn, `family_reason`. Each has a French sentence in outcomes.yml."""

    ANSWERED = "answered"
    ANSWERED_CHOICES = "answered_choices"
    REFERRED = "referred"
    CLARIFICATION = "clarification"
    SMALL_TALK = "small_talk"
    URGENT_SIGNPOSTED = "urgent_signposted"
    HANDOFF_OFFERED = "handoff_offered"
    HANDOFF_QUEUED = "handoff_queued"
    HANDOFF_RELAYED = "handoff_relayed"
    UNANSWERABLE_NO_SOURCE = "unanswerable_no_source"
    UNANSWERABLE_OUTDATED = "unanswerable_outdated"
    UNANSWERABLE_NOT_UNDERSTOOD = "unanswerable_not_understood"
    UNANSWERABLE_OUT_OF_SCOPE = "unanswerable_out_of_scope"
    REFUSED_PERSONAL_ACCOUNT = "refused_personal_account"
    REFUSED_TOO_LONG = "refused_too_long"
    ERROR_BOT_UNAVAILABLE = "error_bot_unavailable"
    ERROR_UNEXPECTED = "error_unexpected"


class Holder(StrEnum):
    """Who answers in a conversation: the only truth about it."""

    ASSISTANT = "assistant"
    QUEUE = "queue"
    MEDIATOR = "mediator"


class Speaker(StrEnum):
    """Who wrote a message."""

    RESIDENT = "resident"
    ASSISTANT = "assistant"
    MEDIATOR = "mediator"
    SYSTEM = "system"


class CaseStatus(StrEnum):
    """The life of a hand-over to a person."""

    OFFERED = "offered"
    WAITING = "waiting"
    CLAIMED = "claimed"
    PENDING = "pending"
    CLOSED = "closed"
