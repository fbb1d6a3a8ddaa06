"""Call-backs in the database: asked, tried, done, and their contacts erased on their day."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, delete, select, update

from mediation.callbacks.shapes import (
    CALLBACK_KEPT_AFTER,
    Callback,
    Moment,
    State,
    Way,
)
from mediation.case import Result
from mediation.outcome import CaseStatus
from mediation.store.callback_rows import CallbackRow
from mediation.store.case_rows import CaseRow
from mediation.store.database import Db

AWAITED = (State.ASKING.value, State.OPEN.value)


async def may_change(db: Db, case_id: str) -> bool:
    """Say whether a case still waits for someone: it may have been closed meanwhile."""
    row = await db.get(CaseRow, case_id, populate_existing=True)
    return row is not None and row.status != CaseStatus.CLOSED.value


async def put(db: Db, callback: Callback) -> None:
    """Write the call-back of a case, or write it again when the person changed it."""
    row = await db.get(CallbackRow, callback.case_id)
    if row is None:
        row = CallbackRow(case_id=callback.case_id, conversation_id=callback.conversation_id,
                          attempts=0)
        db.add(row)
    row.way, row.state, row.purpose = callback.way.value, callback.state.value, callback.purpose
    row.moment = callback.moment.value if callback.moment else None
    row.contact, row.is_child = callback.contact, callback.is_child
    row.asked_at, row.due_at, row.ends_at = callback.asked_at, callback.due_at, callback.ends_at
    row.reminded_at = row.done_at = row.result = None


async def of_case(db: Db, case_id: str) -> Callback | None:
    """Return the call-back of a case, if one was asked for."""
    row = await db.get(CallbackRow, case_id, populate_existing=True)
    return _callback(row) if row else None


async def awaited_in(db: Db, conversation_id: str) -> Callback | None:
    """Return the call-back that a conversation still waits for."""
    row = await db.scalar(select(CallbackRow).where(
        CallbackRow.conversation_id == conversation_id, CallbackRow.state.in_(AWAITED)
    ).order_by(CallbackRow.asked_at.desc()).limit(1))
    return _callback(row) if row else None


async def open_ones(db: Db) -> Sequence[Callback]:
    """Return the open call-backs, in the order in which they are due."""
    rows = await db.scalars(select(CallbackRow).where(CallbackRow.state == State.OPEN.value)
                            .order_by(CallbackRow.due_at, CallbackRow.asked_at))
    return [_callback(row) for row in rows]


async def try_again(db: Db, case_id: str, now: datetime, due_at: datetime | None) -> int | None:
    """Count one attempt without an answer; None when the call-back is no longer open."""
    row = await _open(db, case_id)
    if row is None:
        return None
    row.attempts, row.tried_at, row.due_at, row.reminded_at = row.attempts + 1, now, due_at, None
    return row.attempts


async def settle(db: Db, case_id: str, state: State, result: str, by: str | None,
                 now: datetime) -> bool:
    """End a call-back: a child's contact goes at once, another's after some days."""
    row = await db.get(CallbackRow, case_id, with_for_update=True, populate_existing=True)
    if row is None or row.state not in AWAITED:
        return False
    row.state, row.result, row.done_at, row.handled_by = state.value, result, now, by
    if row.is_child:
        row.contact, row.ends_at = None, now
    else:
        row.ends_at = min(row.ends_at, now + CALLBACK_KEPT_AFTER)
    return True


async def close_case(db: Db, case_id: str, mediator_id: str, result: Result,
                     now: datetime) -> None:
    """Close the case of a call-back that its mediator ended."""
    await db.execute(update(CaseRow).where(
        CaseRow.id == case_id, CaseRow.claimed_by == mediator_id).values(
        status=CaseStatus.CLOSED.value, result=result.value, closed_at=now, sealed_code=None,
        code_digest=None))


async def set_code(db: Db, case_id: str, code: tuple[bytes, str]) -> None:
    """Give a case a new code: (sealed, digest)."""
    await db.execute(update(CaseRow).where(CaseRow.id == case_id).values(
        sealed_code=code[0], code_digest=code[1]))


async def keep_code(db: Db, case_id: str, until: datetime) -> None:
    """Keep the code of a case until a later day: the desk opens only then."""
    await db.execute(update(CaseRow).where(
        CaseRow.id == case_id, CaseRow.sealed_code.is_not(None),
        (CaseRow.code_expires_at.is_(None)) | (CaseRow.code_expires_at < until),
    ).values(code_expires_at=until))


async def drop(db: Db, conversation_id: str) -> None:
    """Delete what a conversation asked for, its contact first of all: cancelled, or erased."""
    await db.execute(delete(CallbackRow).where(CallbackRow.conversation_id == conversation_id))


async def to_remind(db: Db, now: datetime, again_after: timedelta) -> list[str]:
    """Mark the late call-backs as recalled to the desk; return their cases."""
    late = list(await db.scalars(select(CallbackRow.case_id).where(
        CallbackRow.state == State.OPEN.value, CallbackRow.due_at < now,
        (CallbackRow.reminded_at.is_(None)) | (CallbackRow.reminded_at < now - again_after))))
    await db.execute(update(CallbackRow).where(CallbackRow.case_id.in_(late))
                     .values(reminded_at=now))
    return late


async def purge_contacts(db: Db, now: datetime) -> int:
    """Delete the contacts whose day has come; an open call-back is then expired."""
    await db.execute(update(CallbackRow).where(
        CallbackRow.ends_at <= now, CallbackRow.state.in_(AWAITED)
    ).values(state=State.EXPIRED.value))
    result: Any = await db.execute(update(CallbackRow).where(
        CallbackRow.ends_at <= now, CallbackRow.contact.is_not(None)).values(contact=None))
    assert isinstance(result, CursorResult)
    return result.rowcount


async def _open(db: Db, case_id: str) -> CallbackRow | None:
    row = await db.get(CallbackRow, case_id, with_for_update=True, populate_existing=True)
    return row if row and row.state == State.OPEN.value else None


def _callback(row: CallbackRow) -> Callback:
    return Callback(
        way=Way(row.way), state=State(row.state), asked_at=row.asked_at, ends_at=row.ends_at,
        moment=Moment(row.moment) if row.moment else None, contact=row.contact,
        is_child=row.is_child, attempts=row.attempts, due_at=row.due_at, done_at=row.done_at,
        case_id=row.case_id, conversation_id=row.conversation_id)
