"""The mediators' side of logbooks: opened with an agreement, read by who the resident agrees to."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from mediation.cleaning import clean
from mediation.follow_up.agreement import Agreement, How, NotAgreed, check
from mediation.follow_up.logbook import (
    Logbook,
    digest_of,
    digits_of,
    fresh_code,
    label_of,
    read_logbook,
)
from mediation.follow_up.states import LOGBOOK_LASTS, StepState
from mediation.follow_up.tied import Tie, tie_to
from mediation.sealing import Sealer
from mediation.store import accounts, follow_up, follow_up_logbooks
from mediation.store.database import Db, Store

log = structlog.get_logger("mediation.follow_up")
MISSES, MISSED_SINCE = 5, timedelta(minutes=15)
LONGEST_STEP, LONGEST_LABEL, MOST_STEPS = 300, 120, 40


@dataclass(frozen=True)
class NewLogbook:
    """What the mediator fills in, with the person."""

    agreement: Agreement
    label: str = ""
    steps: tuple[str, ...] = ()
    case_id: str | None = None


class Logbooks:
    """Every call says who asks: without the resident's agreement, the logbook does not exist."""

    def __init__(self, store: Store, sealer: Sealer, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sealer = sealer
        self._clock = clock

    async def open(self, new: NewLogbook, mediator_id: str) -> tuple[str, str]:
        """Write a logbook; return its id and its code, shown once.

        Raises NotAgreed, or NotYours for a case held by someone else.
        """
        check(new.agreement)
        now, key, agreed = self._clock(), secrets.token_urlsafe(16), new.agreement
        async with self._store.writing() as db:
            tie = await tie_to(db, new.case_id, mediator_id) if new.case_id else Tie()
            if tie.is_child:
                raise NotAgreed("child")
            code, digest = await fresh_code(db, self._sealer)
            await follow_up_logbooks.add(
                db, id=key, opened_by=mediator_id, referent_id=mediator_id,
                conversation_id=tie.conversation_id, code_digest=digest,
                subject=agreed.subject.value, agreed_by=agreed.by.value,
                agreed_how=agreed.how.value,
                mandate=agreed.mandate.value if agreed.mandate else None, agreed_at=now,
                box=self._sealer.seal(json.dumps({"label": clean(new.label)[:LONGEST_LABEL]})),
                created_at=now, ends_at=now + LOGBOOK_LASTS)
            await follow_up_logbooks.agree(db, key, mediator_id, agreed.how.value, now)
            for text in new.steps:
                await self._write_step(db, key, text, now)
            accounts.note(db, now, mediator_id, "logbook.opened", key)
        log.info("logbook.opened")
        return key, code

    async def listed(self, mediator_id: str) -> tuple[tuple[str, str, datetime], ...]:
        """Return the logbooks this mediator may read: (id, what for, end)."""
        async with self._store.reading() as db:
            rows = await follow_up_logbooks.listed(db, mediator_id, self._clock())
        return tuple((row.id, label_of(row, self._sealer), row.ends_at) for row in rows)

    async def read(self, logbook_id: str, mediator_id: str) -> Logbook | None:
        """Return a logbook, and note who read it; None without the resident's agreement."""
        now = self._clock()
        async with self._store.writing() as db:
            row = await follow_up_logbooks.find(db, logbook_id, now)
            if row is None or not await follow_up_logbooks.is_agreed(db, row.id, mediator_id):
                return None
            accounts.note(db, now, mediator_id, "logbook.read", logbook_id)
            await db.flush()
            return await read_logbook(db, row, self._sealer, now)

    async def join(self, typed: str, mediator_id: str) -> str | None:
        """Open a logbook to a mediator the person says the code to; None when it opens nothing.

        After 5 misses in 15 minutes nothing opens any more, for this mediator.
        """
        now, digits = self._clock(), digits_of(typed)
        async with self._store.writing() as db:
            since = now - MISSED_SINCE
            if await accounts.count_noted(db, mediator_id, "logbook.missed", since) >= MISSES:
                return None
            row = await follow_up_logbooks.of_code(
                db, digest_of(self._sealer, digits), now) if digits else None
            if row is None:
                accounts.note(db, now, mediator_id, "logbook.missed", "")
                return None
            await follow_up_logbooks.agree(db, row.id, mediator_id, How.CODE.value, now)
            accounts.note(db, now, mediator_id, "logbook.joined", row.id)
            return row.id

    async def add_steps(self, logbook_id: str, mediator_id: str, texts: tuple[str, ...]) -> bool:
        """Write steps at the end; False without the resident's agreement."""
        now = self._clock()
        async with self._store.writing() as db:
            if not await self._may(db, logbook_id, mediator_id, now, "logbook.step_added"):
                return False
            for text in texts:
                await self._write_step(db, logbook_id, text, now)
        return True

    async def change_step(self, logbook_id: str, mediator_id: str, step_id: str,
                          state: StepState | None) -> bool:
        """Change the state of a step, or delete it (None); False when it is not theirs."""
        now = self._clock()
        async with self._store.writing() as db:
            if not await self._may(db, logbook_id, mediator_id, now, "logbook.step_changed"):
                return False
            if state is None:
                await follow_up_logbooks.erase_step(db, logbook_id, step_id)
                return True
            return await follow_up_logbooks.change_step(db, logbook_id, step_id, state.value, now)

    async def colleagues(self, mediator_id: str) -> tuple[tuple[str, str], ...]:
        """Return the other mediators of the place: (account, e-mail)."""
        async with self._store.reading() as db:
            found = await follow_up_logbooks.mediators(db)
        return tuple(each for each in found if each[0] != mediator_id)

    async def share(self, logbook_id: str, mediator_id: str, with_id: str, how: How) -> bool:
        """Record that the person agrees to a colleague; False when it is not theirs to share."""
        now = self._clock()
        async with self._store.writing() as db:
            known = {key for key, _ in await follow_up_logbooks.mediators(db)}
            if with_id not in known or not await self._may(db, logbook_id, mediator_id, now,
                                                           "logbook.shared"):
                return False
            await follow_up_logbooks.agree(db, logbook_id, with_id, how.value, now)
        return True

    async def refer_to(self, logbook_id: str, mediator_id: str, referent_id: str) -> bool:
        """Name the referent among who may read; False when it is not theirs."""
        now = self._clock()
        async with self._store.writing() as db:
            if not await self._may(db, logbook_id, mediator_id, now, "logbook.referent"):
                return False
            if not await follow_up_logbooks.is_agreed(db, logbook_id, referent_id):
                return False
            await follow_up_logbooks.change(db, logbook_id, referent_id=referent_id)
        return True

    async def renew(self, logbook_id: str, mediator_id: str, how: How) -> bool:
        """Keep it six more months from now, the person agreeing again; False when not theirs."""
        now = self._clock()
        async with self._store.writing() as db:
            if not await self._may(db, logbook_id, mediator_id, now, "logbook.renewed"):
                return False
            await follow_up_logbooks.change(db, logbook_id, ends_at=now + LOGBOOK_LASTS,
                                            agreed_at=now, agreed_how=how.value)
        return True

    async def new_code(self, logbook_id: str, mediator_id: str) -> str | None:
        """Return a new code for the person who lost it; the one before opens nothing."""
        now = self._clock()
        async with self._store.writing() as db:
            if not await self._may(db, logbook_id, mediator_id, now, "logbook.code_renewed"):
                return None
            code, digest = await fresh_code(db, self._sealer)
            await follow_up_logbooks.change(db, logbook_id, code_digest=digest)
        return code

    async def leave(self, logbook_id: str, mediator_id: str) -> None:
        """Give up this mediator's own access."""
        now = self._clock()
        async with self._store.writing() as db:
            if await self._may(db, logbook_id, mediator_id, now, "logbook.left"):
                await follow_up_logbooks.revoke(db, logbook_id, mediator_id, now)

    async def erase(self, logbook_id: str, mediator_id: str) -> bool:
        """Delete it, the person asking at the desk; False when it is not theirs."""
        now = self._clock()
        async with self._store.writing() as db:
            if not await self._may(db, logbook_id, mediator_id, now, "logbook.erased"):
                return False
            await follow_up.erase_logbooks(db, [logbook_id])
        await self._store.forget_traces()
        return True

    async def _may(self, db: Db, logbook_id: str, mediator_id: str, now: datetime,
                   action: str) -> bool:
        """Say whether the resident agrees to this mediator, and note what they do."""
        if await follow_up_logbooks.find(db, logbook_id, now) is None or (
                not await follow_up_logbooks.is_agreed(db, logbook_id, mediator_id)):
            return False
        accounts.note(db, now, mediator_id, action, logbook_id)
        return True

    async def _write_step(self, db: Db, logbook_id: str, text: str, now: datetime) -> None:
        words = clean(text)[:LONGEST_STEP]
        if words and len(await follow_up_logbooks.steps(db, logbook_id)) < MOST_STEPS:
            await follow_up_logbooks.add_step(
                db, id=secrets.token_urlsafe(16), logbook_id=logbook_id,
                state=StepState.TO_DO.value, box=self._sealer.seal(words), changed_at=now)
