"""What a resident sends: a text, or the choice of a button."""

from dataclasses import dataclass, field
from enum import StrEnum


class Channel(StrEnum):
    """Where the words come from."""

    WEB = "web"
    TELEGRAM = "telegram"
    CONSOLE = "console"
    API = "api"


@dataclass(frozen=True)
class Utterance:
    """One message. Exactly one of `text` and `choice` is set; `strike` goes with a choice."""

    channel: Channel
    text: str | None = None
    choice: str | None = None
    strike: tuple[str, ...] = field(default=())
    channel_message_id: str | None = None
