"""A small mediation in memory: conversations, their chats and an outbox, for one robot."""

import asyncio
from dataclasses import dataclass, field

from channels.live import Live
from mediation.answer import BriefLine, HistoryItem, Message, Opened, TurnReply
from mediation.outcome import Holder, Outcome, Speaker
from mediation.ports import Delivery
from mediation.store.database import StoreUnavailable
from mediation.utterance import Channel, Utterance
from tests.channels import samples

GREETING = "Bonjour. Je suis un programme, pas une personne."
CALM = "Appelez le 115, c'est gratuit, jour et nuit."


@dataclass
class Row:
    """One outbox row; `state` is pending, delivered or failed."""

    delivery: Delivery
    state: str = "pending"
    attempts: int = 0


@dataclass
class FakeMediation:
    """Implements the residents' door, the chats' and the outbox's; `slow` delays a text."""

    live: Live
    received: list[tuple[str, Utterance]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    chats: dict[str, str] = field(default_factory=dict)
    begun: list[str] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)
    locales: list[str | None] = field(default_factory=list)
    slow: dict[str, float] = field(default_factory=dict)
    replies: dict[str, TurnReply] = field(default_factory=dict)
    seen: set[tuple[str, str | None]] = field(default_factory=set)
    is_down: bool = False
    fault: Exception | None = None

    async def open(self, channel: Channel, locale: str | None = None) -> Opened:
        """Greet."""
        self.locales.append(locale)
        name = f"conversation{len(self.locales)}"
        greeting = Message(speaker=Speaker.ASSISTANT, text=GREETING, buttons=(samples.PERSON,))
        return Opened(conversation_id=name, token="jeton", messages=(greeting,))

    async def check(self, conversation_id: str, token: str) -> bool:
        """Let everyone in."""
        return True

    async def receive(self, conversation_id: str, utterance: Utterance) -> TurnReply:
        """Answer by the word, put the reply in the outbox, and wake the loop."""
        if self.fault:
            raise self.fault
        words = utterance.choice or utterance.text or ""
        self.begun.append(words)
        await asyncio.sleep(self.slow.get(words, 0.0))
        reply = self.replies.get(words) or samples.said(
            "tour", Outcome.SMALL_TALK, f"Réponse à {words}")
        if self.is_down:
            return samples.in_danger("tour").model_copy(update={"is_stored": False})
        if (conversation_id, utterance.channel_message_id) not in self.seen:
            self.seen.add((conversation_id, utterance.channel_message_id))
            self.received.append((conversation_id, utterance))
            if reply.messages:
                self.put(conversation_id, reply)
        return reply

    def put(self, conversation_id: str, reply: TurnReply | None,
            message: Message | None = None) -> None:
        """Add an outbox row."""
        number = len(self.rows) + 1
        said = message or Message(speaker=Speaker.ASSISTANT, text="")
        self.rows.append(Row(Delivery(number, conversation_id, number, said, reply, 0)))
        self.live.wake(conversation_id)

    async def history(self, conversation_id: str, after: int = 0) -> tuple[HistoryItem, ...]:
        """Keep none."""
        return ()

    async def give_feedback(self, conversation_id: str, turn_id: str, verdict: str,
                            reason: str | None) -> None:
        """Keep none."""

    async def erase(self, conversation_id: str) -> None:
        """Forget the chat."""
        self.erased.append(conversation_id)
        self.chats.pop(conversation_id, None)

    async def bind_chat(self, conversation_id: str, chat_id: str) -> None:
        """Keep the pair."""
        self.chats[conversation_id] = chat_id

    async def conversation_of_chat(self, chat_id: str) -> str | None:
        """Return the latest one."""
        if self.is_down:
            raise StoreUnavailable("locked")
        found = [name for name, chat in self.chats.items() if chat == chat_id]
        return found[-1] if found else None

    async def chat_of(self, conversation_id: str) -> str | None:
        """Return its chat."""
        return self.chats.get(conversation_id)

    async def pending(self, channel: Channel, limit: int = 50) -> tuple[Delivery, ...]:
        """Return the rows to send."""
        assert channel is Channel.TELEGRAM
        return tuple(row.delivery for row in self.rows if row.state == "pending")[:limit]

    async def mark_delivered(self, delivery_id: int) -> None:
        """Note it."""
        self.rows[delivery_id - 1].state = "delivered"

    async def mark_failed(self, delivery_id: int, is_final: bool = False) -> None:
        """Note it."""
        row = self.rows[delivery_id - 1]
        row.attempts += 1
        row.state = "failed" if is_final else "pending"

    def texts(self) -> list[str | None]:
        """Return the texts received, in order."""
        return [utterance.text for _, utterance in self.received]

    def choices(self) -> list[str]:
        """Return the choices received, in order."""
        return [utterance.choice for _, utterance in self.received if utterance.choice]


OFFER = samples.offered("offre")
QUEUED = samples.queued("file")
LINES = tuple(line.line_id for line in samples.BRIEF)


def long_brief() -> TurnReply:
    """Return an offer whose brief has a line longer than a button may be."""
    case = OFFER.case
    assert case is not None
    line = BriefLine(line_id="need-1", text="Demande : « " + "très longue " * 20 + "»")
    return OFFER.model_copy(update={"case": case.model_copy(update={"brief": (line,)})})


def held(reply: TurnReply) -> TurnReply:
    """Return the reply that a person's conversation gets: nothing to say."""
    return reply.model_copy(update={"messages": (), "answer": None, "holder": Holder.MEDIATOR,
                                    "outcome": Outcome.HANDOFF_RELAYED})
