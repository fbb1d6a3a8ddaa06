"""What a call-back is made of: a way, a moment, a contact that is sealed, a state, an end."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

CALLBACK_KEPT = timedelta(days=30)
CALLBACK_KEPT_AFTER = timedelta(days=7)
CHILD_CALLBACK_KEPT = timedelta(days=7)
MOST_ATTEMPTS = 3


class Way(StrEnum):
    """How the person wants an answer."""

    PHONE = "phone"
    EMAIL = "email"
    DESK = "desk"
    HERE = "here"


class Moment(StrEnum):
    """When the person prefers to be called."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    ANY = "any"


class State(StrEnum):
    """The life of a call-back: the contact is awaited, then it is open, then one of three ends."""

    ASKING = "asking"
    OPEN = "open"
    DONE = "done"
    UNREACHABLE = "unreachable"
    EXPIRED = "expired"


WITH_CONTACT = frozenset({Way.PHONE, Way.EMAIL})
FOR_CHILD = (Way.PHONE, Way.DESK, Way.HERE)  # a number to call back is all that is kept
PURPOSES = {Way.PHONE: "call_back", Way.EMAIL: "write_back", Way.DESK: "visit", Way.HERE: "chat"}


@dataclass(frozen=True)
class Contact:
    """A number or an address, as it will be used. `note` is what was said around it."""

    way: Way
    value: str
    note: str = ""

    @property
    def end(self) -> str:
        """Return what is shown back: the last two digits, or the end of the address."""
        return self.value[-2:] if self.way is Way.PHONE else self.value[-6:]

    @property
    def shown(self) -> str:
        """Return the number by pairs, or the address."""
        if self.way is not Way.PHONE or not self.value.startswith("0"):
            return self.value
        return " ".join(self.value[place:place + 2] for place in range(0, len(self.value), 2))

    def packed(self) -> str:
        """Return the text to seal."""
        return json.dumps([self.way.value, self.value, self.note], ensure_ascii=False)


def unpacked(text: str | None) -> Contact | None:
    """Return the contact of a sealed text; None when it is gone."""
    if text is None:
        return None
    way, value, note = json.loads(text)
    return Contact(Way(way), value, note)


@dataclass(frozen=True)
class Callback:
    """One call-back, as it is kept. `contact` is sealed."""

    way: Way
    state: State
    asked_at: datetime
    ends_at: datetime
    moment: Moment | None = None
    contact: bytes | None = field(default=None, repr=False)
    is_child: bool = False
    attempts: int = 0
    due_at: datetime | None = None
    done_at: datetime | None = None
    case_id: str = ""
    conversation_id: str = ""

    @property
    def purpose(self) -> str:
        """Return what the contact is for."""
        return PURPOSES[self.way]

    @property
    def is_awaited(self) -> bool:
        """Say whether someone still has to answer."""
        return self.state in (State.ASKING, State.OPEN)

    def is_late(self, now: datetime) -> bool:
        """Say whether the day it was for has ended."""
        return self.state is State.OPEN and self.due_at is not None and now > self.due_at


def end_of(is_child: bool, now: datetime) -> datetime:
    """Return when the contact goes, done or not."""
    return now + (CHILD_CALLBACK_KEPT if is_child else CALLBACK_KEPT)
