"""« Avez-vous pu faire la démarche ? » : agreed to first, asked once, days later, by day."""

import asyncio

import structlog
from telegram import Bot
from telegram.error import Forbidden, TelegramError

from channels.telegram import words
from channels.telegram.doors import TelegramDoors
from channels.telegram.formatting import sheets_of_message
from channels.telegram.reading import Incoming
from channels.telegram.sending import send, try_to
from channels.telegram.talks import Talks
from mediation.answer import Message
from mediation.comfort import ANSWERS, FollowUp
from mediation.outcome import Speaker
from mediation.utterance import Channel

log = structlog.get_logger("channels.telegram")
PREFIX = "news:"
LOOK_SECONDS = 600.0


class NewsButtons:
    """Notes the agreement, then how the procedure went."""

    def __init__(self, doors: TelegramDoors, talks: Talks) -> None:
        self._doors = doors
        self._talks = talks

    async def press(self, incoming: Incoming) -> None:
        """Store what the button says, and take the buttons away."""
        said = incoming.choice.removeprefix(PREFIX)
        known = await self._talks.of(incoming.chat_id)
        if incoming.query is not None:
            await try_to(incoming.query.edit_message_reply_markup(None))
        if known is None:
            return
        if said == "agree":
            is_agreed = await self._doors.comfort.choose_follow_up(known, True)
            await self._talks.say(incoming.chat_id,
                                  words.WILL_ASK if is_agreed else words.WILL_NOT_ASK)
        elif said in words.NEWS_SAID and FollowUp(said) in ANSWERS:
            if said == FollowUp.REFUSED:
                await self._doors.comfort.choose_follow_up(known, False)
            await self._doors.comfort.answer_follow_up(known, FollowUp(said))
            person = (words.PERSON,) if said == FollowUp.BLOCKED else ()
            await self._talks.say(incoming.chat_id, words.NEWS_SAID[said], *person)


async def ask_for_news(bot: Bot, doors: TelegramDoors) -> None:
    """Ask those whose day has come, every ten minutes, until cancelled."""
    while True:
        try:
            await ask_due(bot, doors)
        except Exception as fault:  # the database: they are still in it
            log.error("telegram.news_failed", cause=type(fault).__name__)
        await asyncio.sleep(LOOK_SECONDS)


async def ask_due(bot: Bot, doors: TelegramDoors) -> None:
    """Ask each once; a discussion closed meanwhile is forgotten."""
    for each in await doors.news.take_due(Channel.TELEGRAM):
        chat = await doors.resident.chat_of(each.conversation_id)
        if chat is None:
            continue
        asked = Message(speaker=Speaker.SYSTEM, text=words.ASK_NEWS.format(title=each.title),
                        buttons=words.NEWS_ANSWERS)
        try:
            for sheet in sheets_of_message(asked):
                await send(bot, int(chat), sheet, is_silent=True)
        except Forbidden:
            await doors.chats.forget(each.conversation_id)
        except TelegramError as fault:
            log.warning("telegram.news_not_sent", cause=type(fault).__name__)
