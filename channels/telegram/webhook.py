"""Where Telegram calls the service, in webhook mode: the secret is checked, then 200 at once."""

import hmac
import json
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, HTTPException, Request, Response

from channels.access import Access
from channels.telegram.options import PATH
from channels.telegram.service import TelegramChannel

log = structlog.get_logger("channels.telegram")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
router = APIRouter()


class FromTelegram:
    """Telegram alone: whoever knows the secret given with the webhook."""

    access = Access.PUBLIC

    def __call__(self, request: Request) -> TelegramChannel:
        """Return the channel; 404 when no webhook is awaited, 403 for another secret."""
        channel = getattr(request.app.state, "telegram", None)
        if not isinstance(channel, TelegramChannel) or channel.options.mode != "webhook":
            raise HTTPException(404)
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, channel.options.webhook_secret.encode()):
            log.warning("telegram.secret_refused")
            raise HTTPException(403)
        return channel


@router.post(PATH, include_in_schema=False)
async def receive(request: Request,
                  channel: Annotated[TelegramChannel, Depends(FromTelegram())]) -> Response:
    """Queue the update. What cannot be read is dropped: sent again, it would not be better."""
    try:
        raw = json.loads(await request.body())
        await channel.accept(raw)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        log.warning("telegram.update_unreadable", cause=type(fault).__name__)
    return Response(status_code=200)
