"""The team on Telegram: `/equipe CODE` ties one's own chat, then a sentence when a case waits."""

import asyncio

import structlog
from telegram import Bot
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from channels.staff_mail import words_of
from channels.telegram import words
from channels.telegram.doors import TelegramDoors
from channels.telegram.rates import ChatRates
from channels.telegram.reading import Incoming
from channels.telegram.talks import Talks
from mediation.notices import StaffNotices

log = structlog.get_logger("channels.telegram")
LOOK_SECONDS = 5.0
TRIES, WITHIN_SECONDS = 5, 900.0


class Tying:
    """Ties a chat by a code asked on the account's page; five tries in a quarter of an hour."""

    def __init__(self, doors: TelegramDoors, talks: Talks) -> None:
        self._doors = doors
        self._talks = talks
        self._tries = ChatRates(TRIES, window_seconds=WITHIN_SECONDS)

    async def command(self, incoming: Incoming) -> None:
        """Tie the chat, or say where the code is asked."""
        _, _, code = incoming.text.strip().partition(" ")
        if not self._tries.may_write(incoming.chat_id):
            await self._talks.say(incoming.chat_id, words.CODE_WAIT)
            return
        is_tied = (self._doors.team is not None and bool(code.strip())
                   and await self._doors.team.tie_chat(code, str(incoming.chat_id)))
        await self._talks.say(incoming.chat_id,
                              words.TEAM_TIED if is_tied else words.TEAM_UNKNOWN)


async def tell_team(bot: Bot, doors: TelegramDoors, public_url: str | None) -> None:
    """Send what is due every few seconds, until cancelled."""
    while doors.notices is not None:
        try:
            await tell_due(bot, doors.notices, public_url)
        except Exception as fault:  # the database: everything is still in it
            log.error("telegram.team_not_told", cause=type(fault).__name__)
        await asyncio.sleep(LOOK_SECONDS)


async def tell_due(bot: Bot, notices: StaffNotices, public_url: str | None) -> None:
    """Send each notice to its chat; a chat that was closed is given up."""
    for told in await notices.due("chat"):
        try:
            await bot.send_message(int(told.to), words_of(told, public_url).strip())
        except RetryAfter:
            await notices.try_later("chat", told)
        except (Forbidden, BadRequest):
            await notices.mark("chat", told.id, "failed")
        except TelegramError as fault:
            log.warning("telegram.team_not_told", cause=type(fault).__name__)
            await notices.try_later("chat", told)
        else:
            await notices.mark("chat", told.id, "delivered")
