"""A small mediation in memory: conversations, their chats and an outbox, for one robot."""

import asyncio
from dataclasses import dataclass, field

from channels.live import Live
from channels.telegram.doors import TelegramDoors
from mediation.answer import BriefLine, HistoryItem, Message, Opened, TurnReply
from mediation.codes import Resumed
from mediation.comfort import Comfort, FollowUp
from mediation.news import ToAsk
from mediation.outcome import Holder, Outcome, Speaker
from mediation.ports import Delivery
from mediation.store.database import StoreUnavailable
from mediation.utterance import Channel, Utterance
from mediation.voice_note import VoiceNote
from tests.channels import samples
from tests.nearby import around

GREETING = "Bonjour. Je suis un programme, pas une personne."
CODE = "12345678"
CALM = "Appelez le 115, c'est gratuit, jour et nuit."


@dataclass
class Row:
    """One outbox row; `state` is pending, delivered or failed."""

    delivery: Delivery
    state: str = "pending"
    attempts: int = 0


@dataclass
class FakeMediation:
    """Implements every door of the channel; `slow` delays a text, `held` are a person's."""

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
    easy: set[str] = field(default_factory=set)
    discreet: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    forgotten: list[str] = field(default_factory=list)
    voices: list[tuple[str, VoiceNote]] = field(default_factory=list)
    judged: list[tuple[str, str, str, str | None]] = field(default_factory=list)
    open_code: str | None = None
    asks_later: bool = False
    follow_ups: list[str] = field(default_factory=list)
    to_ask: list[ToAsk] = field(default_factory=list)

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
        if reply.outcome is Outcome.HANDOFF_QUEUED:
            self.held.add(conversation_id)
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
        """Keep it."""
        self.judged.append((conversation_id, turn_id, verdict, reason))

    async def read(self, conversation_id: str) -> Comfort:
        """Return what was chosen."""
        is_discreet = conversation_id in self.discreet
        return Comfort(conversation_id in self.easy, is_discreet,
                       may_ask_later=self.asks_later and not is_discreet)

    async def choose_easy(self, conversation_id: str, is_easy: bool) -> None:
        """Keep it."""
        (self.easy.add if is_easy else self.easy.discard)(conversation_id)

    async def choose_follow_up(self, conversation_id: str, is_agreed: bool) -> bool:
        """Keep it."""
        self.follow_ups.append("agreed" if is_agreed else "refused")
        return is_agreed

    async def answer_follow_up(self, conversation_id: str, said: FollowUp) -> None:
        """Keep it."""
        self.follow_ups.append(said.value)

    async def take_due(self, channel: Channel) -> tuple[ToAsk, ...]:
        """Give each once."""
        taken, self.to_ask = tuple(self.to_ask), []
        return taken

    async def leave(self, conversation_id: str) -> bool:
        """Nobody waits."""
        return True

    async def issue(self, conversation_id: str) -> str:
        """Give a code."""
        self.open_code = conversation_id
        return CODE

    async def redeem(self, typed: str, channel: Channel) -> Resumed | None:
        """Take it once."""
        if self.open_code is None or typed.replace(" ", "") != CODE:
            return None
        found, self.open_code = self.open_code, None
        return Resumed(found, "jeton")

    async def is_held(self, conversation_id: str) -> bool:
        """Say whether a person has it."""
        return conversation_id in self.held

    async def forget(self, conversation_id: str) -> None:
        """Forget the chat and what waited for it."""
        self.forgotten.append(conversation_id)
        self.chats.pop(conversation_id, None)
        for row in self.rows:
            if row.delivery.conversation_id == conversation_id and row.state == "pending":
                row.state = "failed"

    async def attach_voice(self, conversation_id: str, note: VoiceNote) -> bool:
        """Keep it when a person has the conversation."""
        if conversation_id not in self.held:
            return False
        self.voices.append((conversation_id, note))
        return True

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


def doors(house: FakeMediation) -> TelegramDoors:
    """Return one house behind every door."""
    return TelegramDoors(house, house, house, house, house, house, around())


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
