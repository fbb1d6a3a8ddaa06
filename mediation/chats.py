"""Outside chats: one that can no longer be written to, and a voice message given to a person."""

from collections.abc import Callable
from datetime import datetime

import structlog

from mediation.outcome import Holder, Speaker
from mediation.ports import Publisher
from mediation.sealing import Sealer
from mediation.sentences import Sentences, load_sentences
from mediation.steps.commit import SEALED_AT_MOST
from mediation.store import chats, conversations, events
from mediation.store.database import Store
from mediation.talk import UnknownConversation
from mediation.voice_note import VoiceNote

log = structlog.get_logger("mediation.chats")


class Chats:
    """What a pushed channel tells mediation beside messages."""

    def __init__(self, store: Store, sealer: Sealer, publisher: Publisher,
                 clock: Callable[[], datetime], sentences: Sentences | None = None) -> None:
        self._store = store
        self._sealer = sealer
        self._publisher = publisher
        self._clock = clock
        self._sentences = sentences or load_sentences()

    async def is_held(self, conversation_id: str) -> bool:
        """Say whether a person, or the queue, holds the conversation."""
        async with self._store.reading() as db:
            return await chats.is_held(db, conversation_id)

    async def forget(self, conversation_id: str) -> None:
        """Forget the chat: nothing more is sent to it; who holds the case reads why."""
        async with self._store.writing() as db:
            try:
                row = await conversations.lock(db, conversation_id)
            except UnknownConversation:
                return
            await chats.unbind(db, conversation_id)
            if row.holder != Holder.ASSISTANT.value:
                events.add(db, row, events.Event(
                    Speaker.SYSTEM, self._sentences.say("chat_closed"), is_pushed=False),
                    self._clock())
        log.info("chat.forgotten")
        self._publisher.wake(conversation_id)

    async def attach_voice(self, conversation_id: str, note: VoiceNote) -> bool:
        """Join a voice message to a request already agreed to; False when nobody holds it."""
        now = self._clock()
        async with self._store.writing() as db:
            try:
                row = await conversations.lock(db, conversation_id)
            except UnknownConversation:
                return False
            if row.holder == Holder.ASSISTANT.value:
                return False
            events.add(db, row, events.Event(
                Speaker.RESIDENT, note.line, box=self._sealer.seal(note.box),
                purge_after=now + SEALED_AT_MOST), now)
        log.info("voice.joined")
        self._publisher.wake(conversation_id)
        return True
