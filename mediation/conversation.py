"""The residents' door: conversations opened, answered one message at a time, erased."""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from weakref import WeakValueDictionary

import structlog

from knowledge.entry import Entry
from mediation.answer import Button, HistoryItem, Message, Opened, TurnReply
from mediation.case import Result
from mediation.framing import Framing
from mediation.handoff import OFFER
from mediation.history import read_history
from mediation.means import Means
from mediation.official import OfficialDoor
from mediation.outcome import Holder, Outcome, Speaker
from mediation.pipeline import answer, unread
from mediation.ports import Bot, Notices, PlaceReports, Publisher
from mediation.presence import Presence
from mediation.protection import Protector
from mediation.queueing.notices import NOBODY
from mediation.said import Voice
from mediation.sealing import Sealer
from mediation.sentences import Sentences, load_sentences
from mediation.steps.understand import FORGET_SECONDS, forget
from mediation.store import cases, conversations, events, retention, turns
from mediation.store.database import Store
from mediation.talk import UnknownConversation, bare_talk
from mediation.turn import Turn
from mediation.utterance import Channel, Utterance

log = structlog.get_logger("mediation.conversation")
LONGEST_REASON = 500


class Conversations:
    """Implements `ports.ResidentDoor` and `ports.ChatDoor`."""

    def __init__(self, store: Store, bot: Bot, voice: Voice, protector: Protector,
                 publisher: Publisher, presence: Presence, sealer: Sealer,
                 clock: Callable[[], datetime], entry_of: Callable[[str], Entry | None],
                 places: PlaceReports,
                 sentences: Sentences | None = None,
                 official: OfficialDoor | None = None,
                 framing: Framing | None = None, notices: Notices = NOBODY) -> None:
        self._means = Means(store, bot, voice, protector, presence, sealer, clock, entry_of,
                            sentences or load_sentences(), places, official, framing, notices)
        self._publisher = publisher
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def open(self, channel: Channel, locale: str | None = None) -> Opened:
        """Start a conversation and greet."""
        key, token = secrets.token_urlsafe(16), secrets.token_urlsafe(32)
        now = self._means.clock()
        words = self._means.sentences
        greeting = Message(speaker=Speaker.ASSISTANT, text=words.say("greeting"),
                           buttons=(Button(label=words.say("person"), choice=OFFER),))
        async with self._means.store.writing() as db:
            row = await conversations.add(db, key, _digest(token), channel,
                                          locale[:20] if locale else None, now)
            events.add(db, row, events.Event(Speaker.ASSISTANT, greeting.text, is_pushed=False),
                       now)
        log.info("conversation.opened", channel=channel.value)
        return Opened(conversation_id=key, token=token, messages=(greeting,))

    async def check(self, conversation_id: str, token: str) -> bool:
        """Say whether this token opens this conversation (constant time)."""
        async with self._means.store.reading() as db:
            known = await conversations.token_hash(db, conversation_id[:40])
        return hmac.compare_digest(known or "-" * 64, _digest(token))

    async def receive(self, conversation_id: str, utterance: Utterance) -> TurnReply:
        """Answer one message or choice, after the one before it."""
        async with self._lock(conversation_id):
            turn = Turn(secrets.token_hex(12), self._means.clock(),
                        bare_talk(conversation_id, utterance.channel), utterance)
            try:
                async with self._means.store.reading() as db:
                    talk = await conversations.load(db, conversation_id[:40])
                reply = await answer(replace(turn, talk=talk), self._means)
            except UnknownConversation:
                return self._gone(turn)
            except Exception as fault:  # the database does not answer: danger is still seen
                return await unread(turn, self._means, fault)
            await self._note_choice(conversation_id, utterance, reply)
        self._publisher.wake(conversation_id)
        return reply

    async def history(self, conversation_id: str, after: int = 0) -> tuple[HistoryItem, ...]:
        """Return the stored events with seq > after, masked, oldest first."""
        return await read_history(self._means.store, self._means.sealer, conversation_id, after,
                                  with_codes=True)

    async def give_feedback(self, conversation_id: str, turn_id: str, verdict: str,
                            reason: str | None) -> None:
        """Store « utile / pas utile » for a turn of this conversation; the reason is masked."""
        masked = None
        if reason and reason.strip():
            protect = self._means.protector.protect
            masked = (await asyncio.to_thread(protect, reason[:LONGEST_REASON])).masked
        async with self._means.store.writing() as db:
            await turns.add_feedback(db, conversation_id, turn_id, verdict[:20], masked,
                                     self._means.clock())

    async def erase(self, conversation_id: str) -> None:
        """Erase a conversation with its words, contacts and dialogue state."""
        now = self._means.clock()
        async with self._lock(conversation_id):
            async with self._means.store.writing() as db:
                await cases.close_own(db, conversation_id, Result.ERASED, now)
                await retention.erase(db, conversation_id, now)
            await self._means.store.forget_traces()
            await forget(self._means, conversation_id)
        log.info("conversation.erased")
        self._publisher.wake(conversation_id)

    async def bind_chat(self, conversation_id: str, chat_id: str) -> None:
        """Seal the outside chat id with the conversation."""
        sealer = self._means.sealer
        async with self._means.store.writing() as db:
            await conversations.bind_chat(db, conversation_id, sealer.seal(chat_id),
                                          sealer.digest(chat_id))

    async def conversation_of_chat(self, chat_id: str) -> str | None:
        """Return the chat's latest conversation that was not erased."""
        async with self._means.store.reading() as db:
            return await conversations.of_chat(db, self._means.sealer.digest(chat_id))

    async def chat_of(self, conversation_id: str) -> str | None:
        """Return the outside chat id of a conversation."""
        async with self._means.store.reading() as db:
            return self._means.sealer.open(await conversations.sealed_chat(db, conversation_id))

    def _gone(self, turn: Turn) -> TurnReply:
        text = self._means.sentences.say("gone")
        return TurnReply(turn_id=turn.id, outcome=Outcome.ERROR_UNEXPECTED,
                         holder=Holder.ASSISTANT, is_stored=False,
                         messages=(Message(speaker=Speaker.SYSTEM, text=text),))

    def _lock(self, conversation_id: str) -> asyncio.Lock:
        return self._locks.setdefault(conversation_id, asyncio.Lock())

    async def _note_choice(self, conversation_id: str, utterance: Utterance,
                           reply: TurnReply) -> None:
        """Tell the dialogue which entry a button opened, so that a follow-up is about it."""
        if utterance.choice is None or reply.answer is None:
            return
        try:
            async with asyncio.timeout(FORGET_SECONDS):
                await self._means.bot.note_choice(conversation_id, reply.answer.entry_id,
                                                  reply.answer.case_id)
        except Exception as fault:
            log.info("bot.choice_not_noted", turn_id=reply.turn_id, cause=type(fault).__name__)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
