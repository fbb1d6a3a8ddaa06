"""A voice message: nobody listens before the person agrees; then it goes with the request."""

from collections import OrderedDict

from telegram import CallbackQuery, Message

from channels.telegram import words
from channels.telegram.doors import TelegramDoors
from channels.telegram.keyboards import DECLINE, OFFER
from channels.telegram.reading import Incoming
from channels.telegram.sending import try_to
from channels.telegram.talks import Talks
from mediation.answer import TurnReply
from mediation.outcome import Holder, Outcome
from mediation.voice_note import VoiceNote

GIVE, KEEP = "voice:give", "voice:keep"
MAX_CHATS = 1000


class Voices:
    """Offers voice messages to a mediator. One that waits for an agreement is only in memory.

    The offer answers the voice message: its button finds the recording again, so nothing of it
    is stored before the person says yes.
    """

    def __init__(self, doors: TelegramDoors, talks: Talks) -> None:
        self._doors = doors
        self._talks = talks
        self._waiting: OrderedDict[int, VoiceNote] = OrderedDict()

    async def offer(self, incoming: Incoming) -> None:
        """Say that nobody listens yet, and ask whether a mediator may."""
        await self._talks.say(incoming.chat_id, words.VOICE, words.GIVE_VOICE, words.KEEP_VOICE,
                              words.PERSON, reply_to=incoming.number)

    async def press(self, incoming: Incoming) -> str | None:
        """Give the recording, or not; return the choice to go on with, if any."""
        chat_id, query = incoming.chat_id, incoming.query
        note = _note_of(query) if query else None
        if query is not None:
            await try_to(query.edit_message_reply_markup(None))
        if incoming.choice == KEEP:
            self.drop(chat_id)
            await self._talks.say(chat_id, words.VOICE_KEPT, words.PERSON)
            return None
        if note is None:
            await self._talks.say(chat_id, words.VOICE_LOST, words.PERSON)
            return None
        known = await self._talks.of(chat_id)
        if known is not None and await self._doors.chats.attach_voice(known, note):
            await self._talks.say(chat_id, words.VOICE_GIVEN)
            return None
        self._waiting[chat_id] = note
        if len(self._waiting) > MAX_CHATS:
            self._waiting.popitem(last=False)
        await self._talks.say(chat_id, words.VOICE_NEEDS_REQUEST)
        return OFFER

    async def after(self, chat_id: int, conversation_id: str, reply: TurnReply,
                    choice: str | None) -> None:
        """Join the recording that waited, once the request is agreed to; forget it if refused."""
        if chat_id not in self._waiting:
            return
        if choice == DECLINE:
            self.drop(chat_id)
        elif reply.outcome is Outcome.HANDOFF_QUEUED or reply.holder is not Holder.ASSISTANT:
            note = self._waiting.pop(chat_id)
            is_joined = await self._doors.chats.attach_voice(conversation_id, note)
            await self._talks.say(chat_id, words.VOICE_GIVEN if is_joined else words.VOICE_LOST)

    def drop(self, chat_id: int) -> None:
        """Forget a recording that waited."""
        self._waiting.pop(chat_id, None)


def _note_of(query: CallbackQuery) -> VoiceNote | None:
    """Return the recording that the offer answers; None when it is too old to be read."""
    shown = query.message
    heard = shown.reply_to_message if isinstance(shown, Message) else None
    sound = (heard.voice or heard.audio) if heard else None
    if sound is None:
        return None
    # Read as Telegram wrote it: the library is changing the type of its own attribute.
    return VoiceNote(sound.file_id, int(sound.to_dict().get("duration", 0)))
