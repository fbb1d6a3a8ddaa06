"""Codes that open a conversation on another device: eight digits, once, within 15 minutes."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from mediation.sealing import Sealer
from mediation.store import comfort
from mediation.store.database import Store
from mediation.utterance import Channel

log = structlog.get_logger("mediation.codes")
DIGITS = 8
LIFE = timedelta(minutes=15)


@dataclass(frozen=True)
class Resumed:
    """A conversation opened elsewhere, with its new token; the former one no longer opens it."""

    conversation_id: str
    token: str


class ResumeCodes:
    """Issues and redeems codes. Counting the tries is the channel's part: it knows who asks."""

    def __init__(self, store: Store, sealer: Sealer, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sealer = sealer
        self._clock = clock

    async def issue(self, conversation_id: str) -> str:
        """Return a new code for this conversation; the one before it no longer works."""
        now = self._clock()
        while True:
            code = f"{secrets.randbelow(10 ** DIGITS):0{DIGITS}d}"
            async with self._store.writing() as db:
                if await comfort.put_code(db, conversation_id, self._digest(code), now + LIFE,
                                          now):
                    log.info("code.issued")
                    return code

    async def redeem(self, typed: str, channel: Channel) -> Resumed | None:
        """Spend a code and move its conversation to this channel; None when it opens nothing.

        Spaces and signs between the digits do not matter.
        """
        digits = "".join(sign for sign in typed[:40] if sign.isascii() and sign.isdigit())
        if len(digits) != DIGITS:
            return None
        token = secrets.token_urlsafe(32)
        async with self._store.writing() as db:
            found = await comfort.take_code(db, self._digest(digits), self._clock())
            if found is not None:
                await comfort.move(db, found, hashlib.sha256(token.encode()).hexdigest(), channel)
        log.info("code.redeemed" if found else "code.refused", channel=channel.value)
        return Resumed(found, token) if found else None

    def _digest(self, code: str) -> str:
        return self._sealer.digest(f"resume:{code}")
