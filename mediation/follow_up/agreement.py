"""Who said yes, for whom and how: nothing about a person is passed on or kept without it."""

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """Whom it is about: the person here, another adult, someone of 15 to 17, a child."""

    SELF = "self"
    ADULT = "adult"
    YOUNG = "young"
    CHILD = "child"


class AgreedBy(StrEnum):
    """Who said yes."""

    PERSON = "person"
    MANDATE = "mandate"


class How(StrEnum):
    """How the yes was said."""

    SPOKEN = "spoken"
    PHONE = "phone"
    CHAT = "chat"
    WRITTEN = "written"
    CODE = "code"


class Mandate(StrEnum):
    """What lets someone say yes for another. A parent speaks for a minor only."""

    GUARDIANSHIP = "guardianship"
    WRITTEN = "written"
    AIDANTS_CONNECT = "aidants_connect"
    PARENT = "parent"


class NotAgreed(PermissionError):
    """`why` is child, no_agreement or no_mandate."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Agreement:
    """What was agreed to, as the mediator recorded it."""

    subject: Subject
    by: AgreedBy
    how: How
    mandate: Mandate | None = None
    is_given: bool = False


def check(agreement: Agreement) -> None:
    """Let a valid agreement pass. Raises NotAgreed: never for a child under 15."""
    if agreement.subject is Subject.CHILD:
        raise NotAgreed("child")
    if not agreement.is_given:
        raise NotAgreed("no_agreement")
    if agreement.by is AgreedBy.MANDATE and not _has_mandate(agreement):
        raise NotAgreed("no_mandate")


def _has_mandate(agreement: Agreement) -> bool:
    if agreement.subject is Subject.SELF or agreement.mandate is None:
        return False
    return agreement.mandate is not Mandate.PARENT or agreement.subject is Subject.YOUNG
