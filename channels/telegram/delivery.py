"""Sends what waits in the outbox: in order in each chat, side by side between chats."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

import structlog
from telegram import Bot
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from channels.live import Bell, Live
from channels.telegram.doors import TelegramDoors
from channels.telegram.formatting import (
    Sheet,
    easier,
    is_private,
    sheets_of_message,
    sheets_of_reply,
)
from channels.telegram.greetings import Greetings
from channels.telegram.judging import rows_to_judge
from channels.telegram.sending import send
from channels.telegram.strikes import Strikes
from mediation.answer import TurnReply
from mediation.comfort import Comfort
from mediation.outcome import Outcome
from mediation.ports import Delivery
from mediation.utterance import Channel

log = structlog.get_logger("channels.telegram")
REREAD_SECONDS = 5.0
AFTER_FAULT_SECONDS = 2.0
PAGE = 200


class DeliveryLoop:
    """One loop a process. What was sent is remembered until the outbox has noted it."""

    def __init__(self, bot: Bot, doors: TelegramDoors, live: Live, strikes: Strikes,
                 greetings: Greetings) -> None:
        self._greetings = greetings
        self._bot = bot
        self._doors = doors
        self._outbox = doors.outbox
        self._live = live
        self._strikes = strikes
        self._sent: dict[int, int] = {}
        self._paused_until: dict[str, float] = {}
        self._is_ending = False
        self._bell: Bell | None = None

    async def run(self) -> None:
        """Deliver at each wake-up, and every few seconds, until `end`; once more at the end."""
        with self._live.listen(None) as bell:
            self._bell = bell
            while not self._is_ending:
                await bell.wait(await self.deliver_due())
        await self.deliver_due()

    def end(self) -> None:
        """Ask the loop to stop; what is left stays in the outbox for the next start."""
        self._is_ending = True
        if self._bell is not None:
            self._bell.ring()

    async def deliver_due(self) -> float:
        """Send what is due; return the seconds to wait before looking again."""
        try:
            due = await self._outbox.pending(Channel.TELEGRAM, PAGE)
            talks = [list(rows) for _, rows in groupby(
                sorted(due, key=lambda row: (row.conversation_id, row.seq)),
                key=lambda row: row.conversation_id)]
            delivered = await asyncio.gather(*map(self._deliver, talks))
        except Exception as fault:  # the database: everything is still in it
            log.error("telegram.outbox_failed", cause=type(fault).__name__)
            return AFTER_FAULT_SECONDS
        if len(due) == PAGE and any(delivered):
            return 0.0
        return self._next_look(all(delivered))

    async def _deliver(self, rows: Sequence[Delivery]) -> bool:
        """Send one conversation's rows in order; False when some must wait."""
        conversation_id = rows[0].conversation_id
        if self._paused_until.get(conversation_id, 0.0) > _now():
            return False
        self._paused_until.pop(conversation_id, None)
        chat = await self._doors.resident.chat_of(conversation_id)
        comfort = await self._doors.comfort.read(conversation_id)
        for row in rows:
            if chat is None:  # erased or closed meanwhile: nobody to send it to
                await self._finish(row, is_failed=True)
            elif not await self._send(int(chat), row, comfort):
                return False
        return True

    async def _send(self, chat_id: int, row: Delivery, comfort: Comfort) -> bool:
        """Send one row; False when the later ones of its chat must wait."""
        try:
            await self._send_sheets(chat_id, row, comfort)
        except RetryAfter as fault:
            self._paused_until[row.conversation_id] = _now() + _seconds(fault)
            log.warning("telegram.slowed_down", delivery=row.id)
            return False
        except (Forbidden, BadRequest) as fault:  # blocked, chat gone: trying again is useless
            log.warning("telegram.chat_unreachable", delivery=row.id, cause=type(fault).__name__)
            await self._finish(row, is_failed=True)
            if isinstance(fault, Forbidden) or "chat not found" in str(fault).lower():
                await self._doors.chats.forget(row.conversation_id)
                return False
            return True
        except Exception as fault:
            cause = "network" if isinstance(fault, TelegramError) else "unforeseen"
            log.warning("telegram.not_delivered", delivery=row.id, kind=cause,
                        cause=type(fault).__name__)
            await self._outbox.mark_failed(row.id)
            return False
        await self._finish(row)
        return True

    async def _send_sheets(self, chat_id: int, row: Delivery, comfort: Comfort) -> None:
        """Send what is left of a row; without a sound when someone may be near the phone."""
        sheets: list[Sheet] = (_written(row.reply, comfort.is_easy) if row.reply
                               else sheets_of_message(row.message))
        sheets = self._greetings.around(chat_id, row.reply, sheets)
        is_silent = comfort.is_discreet or bool(row.reply and is_private(row.reply))
        if row.reply and row.reply.outcome is Outcome.HANDOFF_OFFERED:
            self._strikes.clear(chat_id)
        for number, sheet in enumerate(sheets):
            if number >= self._sent.get(row.id, 0):
                await send(self._bot, chat_id, sheet, is_silent=is_silent)
                self._sent[row.id] = number + 1
        self._greetings.drop(chat_id)

    async def _finish(self, row: Delivery, is_failed: bool = False) -> None:
        if is_failed:
            await self._outbox.mark_failed(row.id, is_final=True)
        else:
            await self._outbox.mark_delivered(row.id)
        self._sent.pop(row.id, None)

    def _next_look(self, is_all_sent: bool) -> float:
        if self._paused_until:
            soonest = min(self._paused_until.values()) - _now()
            return min(max(soonest, 0.05), REREAD_SECONDS)
        return REREAD_SECONDS if is_all_sent else AFTER_FAULT_SECONDS


def _written(reply: TurnReply, is_easy: bool) -> list[Sheet]:
    return sheets_of_reply(easier(reply) if is_easy else reply, rows_to_judge(reply))


def _now() -> float:
    return asyncio.get_running_loop().time()


def _seconds(fault: RetryAfter) -> float:
    """Return how long Telegram asks to wait; the library gives a number or a duration."""
    wait = fault.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
