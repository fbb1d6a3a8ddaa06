"""The conversation behind a chat: opened with the greeting, found again, erased, forgotten."""

from telegram import Bot

from channels.telegram.doors import TelegramDoors
from channels.telegram.formatting import sheets_of_message
from channels.telegram.greetings import Greetings
from channels.telegram.reading import Incoming
from channels.telegram.sending import send_now
from mediation.answer import Button, Message
from mediation.outcome import Speaker
from mediation.utterance import Channel

MOST = 100  # conversations of one chat


class Talks:
    """Finds conversations by chat, and says what the channel says by itself."""

    def __init__(self, bot: Bot, doors: TelegramDoors, greetings: Greetings) -> None:
        self._bot = bot
        self.greetings = greetings
        self._doors = doors

    async def of(self, chat_id: int) -> str | None:
        """Return the chat's conversation, or None."""
        return await self._doors.resident.conversation_of_chat(str(chat_id))

    async def opened(self, incoming: Incoming) -> str:
        """Return the chat's conversation; a new one's greeting waits for its first answer."""
        known = await self.of(incoming.chat_id)
        if known is not None:
            return known
        opened = await self._doors.resident.open(Channel.TELEGRAM, incoming.locale)
        await self._doors.resident.bind_chat(opened.conversation_id, str(incoming.chat_id))
        self.greetings.add(incoming.chat_id, opened.messages)
        return opened.conversation_id

    async def greet(self, chat_id: int) -> None:
        """Say the greeting now, if it still waits."""
        sheets = self.greetings.around(chat_id, None, [])
        self.greetings.drop(chat_id)
        await send_now(self._bot, chat_id, sheets)

    async def erase(self, chat_id: int) -> int:
        """Erase every conversation of the chat; return how many there were."""
        for erased in range(MOST):
            known = await self.of(chat_id)
            if known is None:
                return erased
            await self._doors.resident.erase(known)
        return MOST

    async def forget(self, chat_id: int) -> None:
        """Forget the chat in every conversation it had."""
        for _ in range(MOST):
            known = await self.of(chat_id)
            if known is None:
                return
            await self._doors.chats.forget(known)

    async def say(self, chat_id: int, text: str, *buttons: Button,
                  reply_to: int | None = None) -> None:
        """Say something that is in no outbox."""
        message = Message(speaker=Speaker.SYSTEM, text=text, buttons=buttons)
        await send_now(self._bot, chat_id, sheets_of_message(message), reply_to=reply_to)
