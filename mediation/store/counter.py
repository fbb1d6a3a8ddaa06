"""Visits, given sheets and counts, in the database."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Delete, delete, exists, func, select, update

from mediation.case import CHOSEN_RESULTS
from mediation.outcome import CaseStatus
from mediation.store.case_rows import CaseRow
from mediation.store.counter_rows import SheetRow, VisitCountRow, VisitRow
from mediation.store.database import Db


async def latest(db: Db, mediator_id: str, since: datetime) -> VisitRow | None:
    """Return a mediator's visit under way, if any was touched since then."""
    return await db.scalar(select(VisitRow).where(
        VisitRow.mediator_id == mediator_id, VisitRow.last_at > since,
    ).order_by(VisitRow.opened_at.desc()).limit(1))


async def find(db: Db, visit_id: str, mediator_id: str, since: datetime, *,
               is_changed: bool = False) -> VisitRow | None:
    """Return a visit of this mediator and no one else's; locked when it is to be changed."""
    wanted = select(VisitRow).where(
        VisitRow.id == visit_id, VisitRow.mediator_id == mediator_id, VisitRow.last_at > since)
    return await db.scalar(wanted.with_for_update() if is_changed else wanted)


async def open_visit(db: Db, visit_id: str, mediator_id: str, box: bytes, now: datetime) -> None:
    """Write a new visit; the one before of this mediator ends."""
    await db.execute(delete(VisitRow).where(VisitRow.mediator_id == mediator_id))
    db.add(VisitRow(id=visit_id, mediator_id=mediator_id, box=box, opened_at=now, last_at=now))


async def touch(db: Db, visit_id: str, now: datetime) -> None:
    """Note that a visit goes on."""
    await db.execute(update(VisitRow).where(VisitRow.id == visit_id).values(last_at=now))


async def end_visit(db: Db, visit_id: str) -> None:
    """Erase a visit."""
    await db.execute(delete(VisitRow).where(VisitRow.id == visit_id))


async def give(db: Db, digest: str, box: bytes, expires_at: datetime,
               conversation_id: str | None) -> bool:
    """Keep a sheet under a code's fingerprint; False when another has the same."""
    if await db.scalar(select(exists().where(SheetRow.digest == digest))):
        return False
    db.add(SheetRow(digest=digest, box=box, expires_at=expires_at,
                    conversation_id=conversation_id))
    return True


async def given(db: Db, digest: str, now: datetime) -> bytes | None:
    """Return the sealed sheet of a code, until it expires."""
    return await db.scalar(select(SheetRow.box).where(
        SheetRow.digest == digest, SheetRow.expires_at > now))


async def erase(db: Db, conversation_id: str) -> None:
    """Erase the sheets sent to a conversation, with it."""
    await db.execute(delete(SheetRow).where(SheetRow.conversation_id == conversation_id))


async def purge(db: Db, now: datetime, idle_since: datetime, month: str) -> dict[str, int]:
    """Erase the visits left idle, the sheets past their end, the counts older than a month."""
    return {
        "visits": await _count(db, delete(VisitRow).where(VisitRow.last_at <= idle_since)),
        "given_sheets": await _count(db, delete(SheetRow).where(SheetRow.expires_at <= now)),
        "visit_counts": await _count(db, delete(VisitCountRow).where(
            VisitCountRow.month < month)),
    }


def count(db: Db, **said: str | None) -> None:
    """Add a visit to the counts; its number is drawn, so that their order tells nothing."""
    db.add(VisitCountRow(id=secrets.randbelow(2**31 - 1) + 1, **said))


async def counts(db: Db, year: str) -> Sequence[dict[str, Any]]:
    """Return how many visits share the same month, theme, nature, duration, outcome, place."""
    row = VisitCountRow
    columns = (row.month, row.theme, row.nature, row.duration, row.outcome, row.place_name)
    found = await db.execute(select(*columns, func.count().label("count")).where(
        row.month.startswith(year, autoescape=True)).group_by(*columns))
    return [dict(each) for each in found.mappings()]


async def closed_cases(db: Db, since: datetime, until: datetime) -> Sequence[dict[str, Any]]:
    """Return the exchanges closed by a mediator: when, theme, place and result."""
    found = await db.execute(select(
        CaseRow.closed_at, CaseRow.domain, CaseRow.place_name, CaseRow.result).where(
            CaseRow.status == CaseStatus.CLOSED.value, CaseRow.closed_at >= since,
            CaseRow.closed_at < until,
            CaseRow.result.in_([each.value for each in CHOSEN_RESULTS])))
    return [dict(each) for each in found.mappings()]


async def _count(db: Db, statement: Delete) -> int:
    result: Any = await db.execute(statement)
    return int(result.rowcount)
