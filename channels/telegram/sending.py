"""Sends one Telegram message, and the small gestures that may fail without harm."""

import html
import re
from collections.abc import Awaitable, Sequence
from typing import Any

import structlog
from telegram import Bot, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from channels.telegram.formatting import Sheet

log = structlog.get_logger("channels.telegram")
_TAG = re.compile(r"<[^>]*>")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, chat_id: int, sheet: Sheet, *, is_silent: bool = False,
               reply_to: int | None = None) -> None:
    """Send one message. Raises TelegramError (RetryAfter, Forbidden, NetworkError…)."""
    shared: dict[str, Any] = {"reply_markup": sheet.keyboard, "link_preview_options": NO_PREVIEW}
    if is_silent:
        shared["disable_notification"] = True
    if reply_to is not None:
        shared["reply_parameters"] = ReplyParameters(reply_to, allow_sending_without_reply=True)
    try:
        await bot.send_message(chat_id, sheet.markup, parse_mode=ParseMode.HTML, **shared)
    except BadRequest as fault:
        if "parse entities" not in str(fault):
            raise
        log.error("telegram.markup_refused")
        await bot.send_message(chat_id, html.unescape(_TAG.sub("", sheet.markup)), **shared)


async def send_now(bot: Bot, chat_id: int, sheets: Sequence[Sheet],
                   reply_to: int | None = None) -> bool:
    """Send what is in no outbox; a failure is only logged, since the person can write again."""
    try:
        for sheet in sheets:
            await send(bot, chat_id, sheet, reply_to=reply_to)
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
