"""Answers one update: to the assistant if it can be read, a plain sentence if it cannot."""

from collections import OrderedDict
from typing import Protocol

import structlog
from telegram import Bot, Chat, Update

from channels.telegram import words
from channels.telegram.buttons import Buttons
from channels.telegram.formatting import sheets_of_message, sheets_of_reply
from channels.telegram.keyboards import DECLINE
from channels.telegram.rates import ChatRates
from channels.telegram.reading import Incoming, Kind, read
from channels.telegram.sending import send_now, try_to
from mediation.answer import Button, Message
from mediation.outcome import Outcome, Speaker
from mediation.ports import ChatDoor, ResidentDoor
from mediation.store.database import StoreUnavailable
from mediation.utterance import Channel, Utterance

log = structlog.get_logger("channels.telegram")
MAX_GROUPS = 1000
MAX_ERASED = 100


class Resident(ResidentDoor, ChatDoor, Protocol):
    """The residents' door, which also knows which chat a conversation belongs to."""


class Handler:
    """Handles updates. The replies of the assistant are sent by the outbox, not from here."""

    def __init__(self, bot: Bot, resident: Resident, buttons: Buttons, rates: ChatRates) -> None:
        self._bot = bot
        self._resident = resident
        self._buttons = buttons
        self._rates = rates
        self._groups: OrderedDict[int, None] = OrderedDict()

    async def handle(self, update: Update) -> None:
        """Answer; whatever happens, the person reads a sentence."""
        try:
            incoming = read(update)
            if incoming is not None and await self._is_accepted(incoming):
                await self._answer(incoming)
        except Exception as fault:  # by its type only: a message may quote people
            log.error("telegram.update_failed", cause=type(fault).__name__)
            chat = update.effective_chat
            if chat and chat.type == Chat.PRIVATE:
                await self._say(chat.id, words.TROUBLE, words.PERSON)

    async def _is_accepted(self, incoming: Incoming) -> bool:
        """Say whether to answer: a private chat, that does not write too fast."""
        if incoming.kind is Kind.GROUP:
            await self._leave(incoming.chat_id)
            return False
        if self._rates.may_write(incoming.chat_id):
            return True
        await self._buttons.stop_waiting(incoming)
        if self._rates.may_be_told(incoming.chat_id):
            await self._say(incoming.chat_id, words.SLOW_DOWN)
        return False

    async def _answer(self, incoming: Incoming) -> None:
        match incoming.kind:
            case Kind.START:
                await self._start(incoming)
            case Kind.ERASE:
                await self._erase(incoming.chat_id)
            case Kind.HELP:
                await self._say(incoming.chat_id, words.HELP, words.PERSON)
            case Kind.UNREADABLE:
                await self._say(incoming.chat_id, incoming.notice, words.PERSON)
                if incoming.text.strip():
                    await self._receive(incoming)
            case Kind.CHOICE:
                choice = await self._buttons.press(incoming)
                if choice is not None:
                    await self._receive(incoming, choice)
            case _:
                await self._receive(incoming)

    async def _receive(self, incoming: Incoming, choice: str | None = None) -> None:
        """Give the words or the choice to the assistant; the outbox brings its reply."""
        chat_id = incoming.chat_id
        utterance = Utterance(
            Channel.TELEGRAM, text=None if choice else incoming.text, choice=choice,
            strike=tuple(sorted(self._buttons.strikes.of(chat_id))),
            channel_message_id=incoming.message_id)
        try:
            conversation_id = await self._conversation(incoming)
        except StoreUnavailable:  # no conversation can be found: the numbers are still said
            conversation_id = ""
        reply = await self._resident.receive(conversation_id, utterance)
        if reply.outcome is Outcome.HANDOFF_QUEUED or choice == DECLINE:
            self._buttons.strikes.clear(chat_id)
        if not reply.is_stored:
            await send_now(self._bot, chat_id, sheets_of_reply(reply))

    async def _conversation(self, incoming: Incoming) -> str:
        """Return the chat's conversation; a new one starts with the greeting."""
        known = await self._resident.conversation_of_chat(str(incoming.chat_id))
        if known is not None:
            return known
        opened = await self._resident.open(Channel.TELEGRAM, incoming.locale)
        await self._resident.bind_chat(opened.conversation_id, str(incoming.chat_id))
        for message in opened.messages:
            await send_now(self._bot, incoming.chat_id, sheets_of_message(message))
        return opened.conversation_id

    async def _start(self, incoming: Incoming) -> None:
        if await self._resident.conversation_of_chat(str(incoming.chat_id)) is None:
            await self._conversation(incoming)
        else:
            await self._say(incoming.chat_id, words.BACK, words.PERSON)

    async def _erase(self, chat_id: int) -> None:
        erased = 0
        while erased < MAX_ERASED:
            conversation_id = await self._resident.conversation_of_chat(str(chat_id))
            if conversation_id is None:
                break
            await self._resident.erase(conversation_id)
            erased += 1
        self._buttons.strikes.clear(chat_id)
        await self._say(chat_id, words.ERASED if erased else words.NOTHING_TO_ERASE)

    async def _leave(self, chat_id: int) -> None:
        """Say once why, and leave the group."""
        if chat_id not in self._groups:
            self._groups[chat_id] = None
            if len(self._groups) > MAX_GROUPS:
                self._groups.popitem(last=False)
            await self._say(chat_id, words.GROUP)
        await try_to(self._bot.leave_chat(chat_id))

    async def _say(self, chat_id: int, text: str, *buttons: Button) -> None:
        message = Message(speaker=Speaker.SYSTEM, text=text, buttons=buttons)
        await send_now(self._bot, chat_id, sheets_of_message(message))
