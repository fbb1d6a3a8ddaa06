"""Fiches de route given by code: eight digits, 72 hours, opened without an account."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from mediation.counter.sheet import Printed
from mediation.sealing import Sealer
from mediation.store import accounts, counter
from mediation.store.database import Store

SHEET_CODE_LASTS = timedelta(hours=72)
DIGITS = 8
log = structlog.get_logger("mediation.counter")


class GivenSheets:
    """Gives a copy of a sheet, and opens it. Counting the tries is the channel's part."""

    def __init__(self, store: Store, sealer: Sealer, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sealer = sealer
        self._clock = clock

    async def give(self, printed: Printed, mediator_id: str, visit_id: str,
                   conversation_id: str | None = None) -> str:
        """Keep a copy and return its code; erased with the conversation it is sent to, if any."""
        box = self._sealer.seal(printed.model_dump_json())
        now = self._clock()
        while True:
            code = f"{secrets.randbelow(10 ** DIGITS):0{DIGITS}d}"
            async with self._store.writing() as db:
                if await counter.give(db, self._digest(code), box, now + SHEET_CODE_LASTS,
                                      conversation_id):
                    accounts.note(db, now, mediator_id, "sheet.given", visit_id)
                    log.info("sheet.given")
                    return code

    async def open(self, typed: str) -> Printed | None:
        """Return the sheet of a code; None when it opens nothing. Signs between do not matter."""
        digits = "".join(sign for sign in typed[:40] if sign.isascii() and sign.isdigit())
        if len(digits) != DIGITS:
            return None
        async with self._store.reading() as db:
            box = await counter.given(db, self._digest(digits), self._clock())
        clear = self._sealer.open(box)
        log.info("sheet.opened" if clear else "sheet.refused")
        return Printed.model_validate_json(clear) if clear else None

    def _digest(self, code: str) -> str:
        return self._sealer.digest(f"sheet:{code}")
