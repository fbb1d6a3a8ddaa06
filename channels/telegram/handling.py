"""Answers one update: to the assistant if it can be read, a plain sentence if it cannot."""

from collections import OrderedDict
from dataclasses import replace

import structlog
from telegram import Bot, Chat, Update

from channels.telegram import communes, judging, news, voices, words
from channels.telegram.buttons import Buttons
from channels.telegram.doors import TelegramDoors
from channels.telegram.formatting import sheets_of_reply
from channels.telegram.greetings import Greetings
from channels.telegram.judging import Judging
from channels.telegram.keyboards import DECLINE
from channels.telegram.news import NewsButtons
from channels.telegram.rates import ChatRates
from channels.telegram.reading import Incoming, Kind, read
from channels.telegram.resuming import Resuming
from channels.telegram.sending import send_now, try_to
from channels.telegram.talks import Talks
from channels.telegram.team import Tying
from channels.telegram.voices import Voices
from mediation.outcome import Outcome
from mediation.store.database import StoreUnavailable
from mediation.utterance import Channel, Utterance

log = structlog.get_logger("channels.telegram")
MAX_GROUPS = 1000


class Handler:
    """Handles updates. The replies of the assistant are sent by the outbox, not from here."""

    def __init__(self, bot: Bot, doors: TelegramDoors, buttons: Buttons, rates: ChatRates,
                 greetings: Greetings, page: str | None = None) -> None:
        self._bot = bot
        self._doors = doors
        self._buttons = buttons
        self._rates = rates
        self._talks = Talks(bot, doors, greetings)
        self._voices = Voices(doors, self._talks)
        self._judging = Judging(doors, self._talks)
        self._news = NewsButtons(doors, self._talks)
        self._resuming = Resuming(doors, self._talks, page)
        self._tying = Tying(doors, self._talks)
        self._groups: OrderedDict[int, None] = OrderedDict()

    async def handle(self, update: Update) -> None:
        """Answer; whatever happens, the person reads a sentence."""
        try:
            incoming = read(update, self._doors.nearby)
            if incoming is not None and await self._is_accepted(incoming):
                await self._answer(incoming)
        except Exception as fault:  # by its type only: a message may quote people
            log.error("telegram.update_failed", cause=type(fault).__name__)
            chat = update.effective_chat
            if chat and chat.type == Chat.PRIVATE:
                await self._talks.say(chat.id, words.TROUBLE, words.PERSON)

    async def _is_accepted(self, incoming: Incoming) -> bool:
        """Say whether to answer: a private chat, that does not write too fast."""
        if incoming.kind is Kind.GROUP:
            await self._leave(incoming.chat_id)
            return False
        if incoming.kind is Kind.BLOCKED or self._rates.may_write(incoming.chat_id):
            return True
        await self._buttons.stop_waiting(incoming)
        if self._rates.may_be_told(incoming.chat_id):
            await self._talks.say(incoming.chat_id, words.SLOW_DOWN)
        return False

    async def _answer(self, incoming: Incoming) -> None:
        chat_id = incoming.chat_id
        match incoming.kind:
            case Kind.START:
                await self._start(incoming)
            case Kind.ERASE:
                await self._erase(chat_id)
            case Kind.HELP:
                await self._talks.say(chat_id, words.HELP, words.PERSON)
            case Kind.EASY:
                await self._choose_easy(incoming)
            case Kind.CODE:
                await self._resuming.command(incoming)
            case Kind.TEAM:
                await self._tying.command(incoming)
            case Kind.BLOCKED:
                self._forget_marks(chat_id)
                await self._talks.forget(chat_id)
            case Kind.VOICE | Kind.UNREADABLE:
                if incoming.kind is Kind.VOICE:
                    await self._voices.offer(incoming)
                else:
                    await self._talks.say(chat_id, incoming.notice, *incoming.communes,
                                          words.PERSON)
                if incoming.text.strip():
                    await self._receive(incoming)
            case Kind.CHOICE:
                choice = await self._press(incoming)
                if choice is not None:
                    await self._receive(incoming, choice)
            case _:
                await self._receive(incoming)

    async def _press(self, incoming: Incoming) -> str | None:
        """Do what a button of this channel does, or return the choice for the assistant."""
        if incoming.choice.startswith(judging.PREFIX) and incoming.choice.count(":") > 1:
            await self._judging.press(incoming)
            return None
        if incoming.choice.startswith(news.PREFIX):
            await self._buttons.stop_waiting(incoming)
            await self._news.press(incoming)
            return None
        if incoming.choice.startswith(communes.PREFIX):
            await self._buttons.stop_waiting(incoming)
            await self._choose_commune(incoming)
            return None
        if incoming.choice in (voices.GIVE, voices.KEEP):
            await self._buttons.stop_waiting(incoming)
            return await self._voices.press(incoming)
        if incoming.choice in (words.IN_EASY.choice, words.IN_USUAL.choice):
            await self._buttons.stop_waiting(incoming)
            await self._choose_easy(incoming)
            return None
        return await self._buttons.press(incoming)

    async def _receive(self, incoming: Incoming, choice: str | None = None) -> None:
        """Give the words or the choice to the assistant; the outbox brings its reply."""
        chat_id = incoming.chat_id
        utterance = Utterance(
            Channel.TELEGRAM, text=None if choice else incoming.text, choice=choice,
            strike=tuple(sorted(self._buttons.strikes.of(chat_id))),
            channel_message_id=incoming.message_id)
        try:
            conversation_id = await self._talks.opened(incoming)
        except StoreUnavailable:  # no conversation can be found: the numbers are still said
            conversation_id = ""
        reply = await self._doors.resident.receive(conversation_id, utterance)
        if reply.outcome is Outcome.HANDOFF_QUEUED or choice == DECLINE:
            self._buttons.strikes.clear(chat_id)
        if not reply.is_stored:
            await send_now(self._bot, chat_id, self._talks.greetings.around(
                chat_id, reply, sheets_of_reply(reply)))
            self._talks.greetings.drop(chat_id)
        await self._voices.after(chat_id, conversation_id, reply, choice)

    async def _choose_commune(self, incoming: Incoming) -> None:
        """Take the pressed commune as if it had been written, or ask for its name."""
        said = communes.pressed(self._doors.nearby, incoming.choice)
        if said is None:
            await self._talks.say(incoming.chat_id, words.LOCATION, words.PERSON)
        else:
            await self._receive(replace(incoming, text=said, choice=""))

    async def _choose_easy(self, incoming: Incoming) -> None:
        """Turn easy French on, or off when it was on or when its button says so."""
        known = await self._talks.opened(incoming)
        await self._talks.greet(incoming.chat_id)
        is_easy = (incoming.choice == words.IN_EASY.choice if incoming.choice
                   else not (await self._doors.comfort.read(known)).is_easy)
        await self._doors.comfort.choose_easy(known, is_easy)
        said, other = ((words.EASY, words.IN_USUAL) if is_easy else (words.USUAL, words.IN_EASY))
        await self._talks.say(incoming.chat_id, said, other)

    async def _start(self, incoming: Incoming) -> None:
        if await self._talks.of(incoming.chat_id) is None:
            await self._talks.opened(incoming)
            await self._talks.greet(incoming.chat_id)
        else:
            await self._talks.say(incoming.chat_id, words.BACK, words.PERSON)

    async def _erase(self, chat_id: int) -> None:
        erased = await self._talks.erase(chat_id)
        self._forget_marks(chat_id)
        await self._talks.say(chat_id, words.ERASED if erased else words.NOTHING_TO_ERASE)

    def _forget_marks(self, chat_id: int) -> None:
        self._buttons.strikes.clear(chat_id)
        self._voices.drop(chat_id)
        self._talks.greetings.drop(chat_id)

    async def _leave(self, chat_id: int) -> None:
        """Say once why, and leave the group."""
        if chat_id not in self._groups:
            self._groups[chat_id] = None
            if len(self._groups) > MAX_GROUPS:
                self._groups.popitem(last=False)
            await self._talks.say(chat_id, words.GROUP)
        await try_to(self._bot.leave_chat(chat_id))
