"""What the Telegram channel may call in the house; app/main.py gives them."""

from dataclasses import dataclass
from typing import Protocol

from channels.doors import CodesDoor, ComfortDoor
from channels.telegram.communes import NearbyDoor
from mediation.news import ToAsk
from mediation.notices import StaffNotices
from mediation.ports import ChatDoor, OutboxDoor, ResidentDoor
from mediation.utterance import Channel
from mediation.voice_note import VoiceNote


class Resident(ResidentDoor, ChatDoor, Protocol):
    """The residents' door, which also knows which chat a conversation belongs to."""


class ChatsDoor(Protocol):
    """What is said of a chat beside its messages, as `mediation.chats` implements it."""

    async def is_held(self, conversation_id: str) -> bool: ...

    async def forget(self, conversation_id: str) -> None:
        """Forget a chat that can no longer be written to, and what waited for it."""
        ...

    async def attach_voice(self, conversation_id: str, note: VoiceNote) -> bool:
        """Join a voice message to a request agreed to; False when nobody holds it."""
        ...


class NewsDoor(Protocol):
    """Whom to ask news of, as `mediation.news` implements it."""

    async def take_due(self, channel: Channel) -> tuple[ToAsk, ...]:
        """Return whom to ask now; each is given once."""
        ...


class TeamDoor(Protocol):
    """Ties the chat of someone of the team, as `mediation.staff` implements it."""

    async def tie_chat(self, code: str, chat_id: str) -> bool:
        """Tie a chat to whoever asked for this code; False when it is unknown."""
        ...


@dataclass(frozen=True)
class TelegramDoors:
    """The doors, together."""

    resident: Resident
    outbox: OutboxDoor
    comfort: ComfortDoor
    codes: CodesDoor
    chats: ChatsDoor
    news: NewsDoor
    nearby: NearbyDoor
    team: TeamDoor | None = None
    notices: StaffNotices | None = None
