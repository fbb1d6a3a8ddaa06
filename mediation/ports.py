"""What mediation needs from outside, and what channels may call: the seams."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.decision import Decision
from knowledge.partner import Partner
from mediation.answer import HistoryItem, Message, Opened, TurnReply
from mediation.case import CaseCard
from mediation.queueing.shapes import Colleague, QueueLists
from mediation.utterance import Channel, Utterance


class BotUnavailable(RuntimeError):
    """The dialogue layer is down, slow, or replied with nothing: the turn goes on without it."""


class Bot(Protocol):
    """The dialogue layer, as `bot.client.RasaClient` implements it."""

    async def ask(self, conversation_id: str, text: str, turn_id: str) -> "BotReply":
        """Send one masked message. Raises BotUnavailable after 8 seconds or on an empty reply."""
        ...

    async def note_choice(self, conversation_id: str, entry_id: str,
                          case_id: str | None = None) -> None:
        """Tell the dialogue which entry, and case, is now current; a failure is only logged."""
        ...

    async def forget(self, conversation_id: str) -> None:
        """Reset the dialogue of a conversation (after a fault, a closing or an erasure)."""
        ...


class BotReply(Protocol):
    """What came back: one decision, and the small-talk or clarifying sentences of the domain."""

    @property
    def decision(self) -> Decision: ...
    @property
    def texts(self) -> tuple[str, ...]: ...


class PlaceReports(Protocol):
    """Where « le numéro ne répond pas » goes, as `mediation.place_life` implements it."""

    async def report(self, partner_id: str, conversation_id: str) -> Partner | None:
        """Note it once a conversation; None when no such place is known."""
        ...


class Publisher(Protocol):
    """Wakes the channels after a commit; losing a wake-up loses nothing (the outbox is read)."""

    def wake(self, conversation_id: str) -> None:
        """Say that new outbox rows or messages exist for this conversation."""
        ...


class Notices(Protocol):
    """Tells the team that a case changed hands or waits; never a resident's words."""

    def tell(self, kind: str, case_id: str, to: str | None = None) -> None:
        """Ask for a notice after the commit; `to` is one account, None everyone concerned.

        Kinds: case.waiting, case.returned, case.transferred, case.answered, danger.unread,
        callback.asked. It never raises and waits for nothing.
        """
        ...


CaseSummary = CaseCard  # a case as the desk lists it


@dataclass(frozen=True)
class Delivery:
    """One thing to send on a pushed channel (Telegram). Render `reply` when set, else `message`."""

    id: int
    conversation_id: str
    seq: int
    message: Message
    reply: TurnReply | None
    attempts: int


class OutboxDoor(Protocol):
    """What a delivery loop reads. Implemented by `mediation.outbox.Outbox`.

    On a pushed channel the outbox is the only sender: the reply that `receive` returns is in it
    too, so the loop sends it and the handler does not. The greeting of `open` is not in it.
    """

    async def pending(self, channel: Channel, limit: int = 50) -> tuple[Delivery, ...]:
        """Return what is due, in order; a row that waits holds back the later ones of its chat."""
        ...

    async def mark_delivered(self, delivery_id: int) -> None: ...

    async def mark_failed(self, delivery_id: int, is_final: bool = False) -> None:
        """Try again later (2 s, 4 s… 10 min at most, 12 times), or never when `is_final`."""
        ...


class ChatDoor(Protocol):
    """Which outside chat a conversation belongs to. Implemented by `Conversations`."""

    async def bind_chat(self, conversation_id: str, chat_id: str) -> None:
        """Seal the chat id with the conversation; it is forgotten with `erase`."""
        ...

    async def conversation_of_chat(self, chat_id: str) -> str | None:
        """Return the chat's latest conversation that was not erased."""
        ...

    async def chat_of(self, conversation_id: str) -> str | None: ...


class ResidentDoor(Protocol):
    """What the resident's channels call. Implemented by `mediation.conversation.Conversations`."""

    async def open(self, channel: Channel, locale: str | None = None) -> Opened:
        """Start a conversation and greet."""
        ...

    async def check(self, conversation_id: str, token: str) -> bool:
        """Say whether this token opens this conversation (constant time)."""
        ...

    async def receive(self, conversation_id: str, utterance: Utterance) -> TurnReply:
        """Answer one message or choice. Never raises for anything a resident can send.

        An unknown or erased conversation gets `error_unexpected` with a way out: call `check`.
        """
        ...

    async def history(self, conversation_id: str, after: int = 0) -> tuple[HistoryItem, ...]:
        """Return the stored events with seq > after, masked, oldest first.

        One event is a resident's message, a whole reply (`reply` set, its bubbles joined in
        `text`), or one message of a mediator or of the system.
        """
        ...

    async def give_feedback(self, conversation_id: str, turn_id: str, verdict: str,
                            reason: str | None) -> None:
        """Store « utile / pas utile » for a turn."""
        ...

    async def erase(self, conversation_id: str) -> None:
        """Erase a conversation with its words, contacts and dialogue state."""
        ...


class DeskDoor(Protocol):
    """What the mediators' pages call. Implemented by `mediation.desk.Desk`."""

    async def queue(self) -> tuple[CaseSummary, ...]:
        """Return the open cases: danger first, then the nearest date, then the oldest."""
        ...

    async def lists(self, mediator_id: str) -> QueueLists:
        """Return the queue as this mediator sees it."""
        ...

    async def colleagues(self, mediator_id: str) -> tuple[Colleague, ...]:
        """Return whom a case can be given to, those who are there first."""
        ...

    async def case(self, case_id: str) -> CaseSummary | None: ...

    async def find_by_code(self, code: str, mediator_id: str) -> CaseSummary | None:
        """Return the case of a code said aloud; None when unknown, ended, or tried too often."""
        ...

    async def claim(self, case_id: str, mediator_id: str) -> bool:
        """Take a waiting case; False when someone else has it. Raises CeilingReached."""
        ...

    async def transfer(self, case_id: str, mediator_id: str, to: str) -> None:
        """Give the case to a named colleague. Raises NotYours or UnknownColleague."""
        ...

    async def set_aside(self, case_id: str, mediator_id: str, reason: str,
                        back_on: date) -> None:
        """Keep the case for a coming day. Raises NotYours or ValueError."""
        ...

    async def resume(self, case_id: str, mediator_id: str) -> None:
        """Take up again a case one has set aside. Raises NotYours."""
        ...

    async def note_read(self, case_id: str, mediator_id: str, seq: int) -> None:
        """Note the last event that the holder's page has shown."""
        ...

    async def say(self, case_id: str, mediator_id: str, text: str) -> None:
        """Send the mediator's words to the resident's channel. Raises NotYours."""
        ...

    async def release(self, case_id: str, mediator_id: str) -> None: ...

    async def close(self, case_id: str, mediator_id: str, result: str) -> None:
        """Close as resolved, referred or abandoned; the assistant answers again."""
        ...

    async def reveal(self, case_id: str, mediator_id: str, seq: int) -> str | None:
        """Return the sealed clear words of one message to the holder; audited.

        None once purged, or when nothing was masked. Raises NotYours.
        """
        ...

    async def conversation(self, case_id: str, after: int = 0) -> tuple[HistoryItem, ...]:
        """Return what was said from the agreement to the closing, masked, with seq > after."""
        ...


class NotYours(PermissionError):
    """This case is held by someone else, or by nobody."""
