"""Sends messages to one chat, and does the small things that may fail without harm."""

import html
import re
from collections.abc import Awaitable, Sequence
from typing import Any

import structlog
from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from channels.telegram.formatting import Sheet

log = structlog.get_logger("channels.telegram")
_TAG = re.compile(r"<[^>]*>")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, chat_id: int, sheet: Sheet) -> None:
    """Send one message. Raises TelegramError (RetryAfter, Forbidden, NetworkError…)."""
    try:
        await bot.send_message(chat_id, sheet.markup, parse_mode=ParseMode.HTML,
                               reply_markup=sheet.keyboard, link_preview_options=NO_PREVIEW)
    except BadRequest as fault:
        if "parse entities" not in str(fault):
            raise
        log.error("telegram.markup_refused")
        await bot.send_message(chat_id, html.unescape(_TAG.sub("", sheet.markup)),
                               reply_markup=sheet.keyboard, link_preview_options=NO_PREVIEW)


async def send_now(bot: Bot, chat_id: int, sheets: Sequence[Sheet]) -> bool:
    """Send what is in no outbox; a failure is only logged, since the person can write again."""
    try:
        for sheet in sheets:
            await send(bot, chat_id, sheet)
    except TelegramError as fault:
        log.warning("telegram.not_sent", cause=type(fault).__name__)
        return False
    return True


async def try_to(action: Awaitable[Any]) -> bool:
    """Do what only makes the chat nicer; a failure changes nothing."""
    try:
        await action
    except TelegramError as fault:
        log.info("telegram.gesture_failed", cause=type(fault).__name__)
        return False
    return True
