"""The resident's side of a logbook: opened by code, without an account; theirs to erase."""

import json
from collections.abc import Callable
from datetime import datetime

from mediation.follow_up.agreement import How
from mediation.follow_up.logbook import (
    RESIDENT,
    Logbook,
    digest_of,
    digits_of,
    fresh_code,
    read_logbook,
)
from mediation.follow_up.states import LOGBOOK_LASTS, LOGBOOK_PASS, StepState
from mediation.sealing import Sealer
from mediation.store import accounts, follow_up, follow_up_logbooks
from mediation.store.database import Db, Store
from mediation.store.follow_up_rows import LogbookRow

KIND = "logbook pass"


class OwnLogbooks:
    """Counting the tries is the channel's part: it knows who asks."""

    def __init__(self, store: Store, sealer: Sealer, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sealer = sealer
        self._clock = clock

    async def open(self, typed: str) -> str | None:
        """Return a pass of half an hour for a code; None when it opens nothing."""
        digits, now = digits_of(typed), self._clock()
        if digits is None:
            return None
        async with self._store.writing() as db:
            row = await follow_up_logbooks.of_code(db, digest_of(self._sealer, digits), now)
            if row is None:
                return None
            accounts.note(db, now, RESIDENT, "logbook.read", row.id)
            return self._pass(row, now)

    async def read(self, held: str) -> Logbook | None:
        """Return the logbook of a pass; None when the pass ended, or the code changed."""
        now = self._clock()
        async with self._store.reading() as db:
            row = await self._row(db, held, now)
            return await read_logbook(db, row, self._sealer, now) if row else None

    async def change_step(self, held: str, step_id: str, state: StepState) -> bool:
        """Change the state of a step; False when the pass ended or the step is not theirs."""
        now = self._clock()
        async with self._store.writing() as db:
            row = await self._row(db, held, now)
            if row is None:
                return False
            accounts.note(db, now, RESIDENT, "logbook.step_changed", row.id)
            return await follow_up_logbooks.change_step(db, row.id, step_id, state.value, now)

    async def revoke(self, held: str, mediator_id: str) -> bool:
        """Take a mediator's access away; False when the pass ended."""
        now = self._clock()
        async with self._store.writing() as db:
            row = await self._row(db, held, now)
            if row is None:
                return False
            await follow_up_logbooks.revoke(db, row.id, mediator_id, now)
            accounts.note(db, now, RESIDENT, "logbook.revoked", row.id)
        return True

    async def renew(self, held: str) -> bool:
        """Keep it six more months from now; False when the pass ended."""
        now = self._clock()
        async with self._store.writing() as db:
            row = await self._row(db, held, now)
            if row is None:
                return False
            await follow_up_logbooks.change(db, row.id, ends_at=now + LOGBOOK_LASTS,
                                            agreed_at=now, agreed_how=How.CODE.value)
            accounts.note(db, now, RESIDENT, "logbook.renewed", row.id)
        return True

    async def new_code(self, held: str) -> tuple[str, str] | None:
        """Return a new code, shown once, and a new pass; the code before opens nothing."""
        now = self._clock()
        async with self._store.writing() as db:
            row = await self._row(db, held, now)
            if row is None:
                return None
            code, row.code_digest = await fresh_code(db, self._sealer)
            accounts.note(db, now, RESIDENT, "logbook.code_renewed", row.id)
            return code, self._pass(row, now)

    async def erase(self, held: str) -> bool:
        """Delete the logbook; False when the pass ended."""
        now = self._clock()
        async with self._store.writing() as db:
            row = await self._row(db, held, now)
            if row is None:
                return False
            await follow_up.erase_logbooks(db, [row.id])
            accounts.note(db, now, RESIDENT, "logbook.erased", row.id)
        await self._store.forget_traces()
        return True

    def _pass(self, row: LogbookRow, now: datetime) -> str:
        ends = int((now + LOGBOOK_PASS).timestamp())
        return self._sealer.seal(json.dumps([KIND, row.id, row.code_digest, ends])).decode()

    async def _row(self, db: Db, held: str, now: datetime) -> LogbookRow | None:
        opened = self._sealer.open(held.encode("ascii", "ignore"))
        said = json.loads(opened) if opened and opened.startswith("[") else []
        if len(said) != 4 or said[0] != KIND or said[3] <= now.timestamp():
            return None
        row = await follow_up_logbooks.find(db, str(said[1]), now)
        return row if row and row.code_digest == said[2] else None
