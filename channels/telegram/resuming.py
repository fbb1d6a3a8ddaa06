"""`/code`: a code to go on elsewhere, or one from elsewhere to go on here."""

from channels.telegram import words
from channels.telegram.doors import TelegramDoors
from channels.telegram.rates import ChatRates
from channels.telegram.reading import Incoming
from channels.telegram.talks import Talks
from mediation.utterance import Channel

TRIES = 5
WITHIN_SECONDS = 900.0


class Resuming:
    """Gives and takes codes; five tries in a quarter of an hour for a chat."""

    def __init__(self, doors: TelegramDoors, talks: Talks, page: str | None) -> None:
        self._doors = doors
        self._talks = talks
        self._page = f"{page.rstrip('/')}/reprendre" if page else words.RESUME_PAGE
        self._tries = ChatRates(TRIES, window_seconds=WITHIN_SECONDS)

    async def command(self, incoming: Incoming) -> None:
        """Take the code that follows the command, or give one when none does."""
        _, _, typed = incoming.text.strip().partition(" ")
        known = await self._talks.of(incoming.chat_id)
        if typed.strip():
            await self._take(incoming.chat_id, typed, known)
        elif known is None:
            await self._talks.say(incoming.chat_id, words.NO_CODE_YET)
        else:
            code = await self._doors.codes.issue(known)
            await self._talks.say(incoming.chat_id, words.CODE.format(
                code=f"{code[:4]} {code[4:]}", page=self._page))

    async def _take(self, chat_id: int, typed: str, known: str | None) -> None:
        if not self._tries.may_write(chat_id):
            await self._talks.say(chat_id, words.CODE_WAIT, words.PERSON)
            return
        if known is not None and await self._doors.chats.is_held(known):
            await self._talks.say(chat_id, words.CODE_BUSY)
            return
        resumed = await self._doors.codes.redeem(typed, Channel.TELEGRAM)
        if resumed is None:
            await self._talks.say(chat_id, words.CODE_UNKNOWN, words.PERSON)
            return
        await self._talks.forget(chat_id)
        await self._doors.resident.bind_chat(resumed.conversation_id, str(chat_id))
        self._tries.forgive(chat_id)
        await self._talks.say(chat_id, words.RESUMED, words.PERSON)
