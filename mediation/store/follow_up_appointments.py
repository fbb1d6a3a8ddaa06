"""Appointments in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from mediation.store.case_rows import CaseRow
from mediation.store.database import Db
from mediation.store.follow_up_rows import AppointmentRow

Held = tuple[AppointmentRow, str | None]  # an appointment, and who holds its case


def add(db: Db, **values: Any) -> None:
    """Write an appointment."""
    db.add(AppointmentRow(**values))


async def find(db: Db, appointment_id: str) -> Held | None:
    """Return one appointment with who holds its case."""
    found = (await db.execute(_held().where(AppointmentRow.id == appointment_id))).one_or_none()
    return (found[0], found[1]) if found else None


async def coming(db: Db, now: datetime) -> Sequence[Held]:
    """Return the appointments to come, the soonest first."""
    rows = await db.execute(_held().where(AppointmentRow.starts_at >= now)
                            .order_by(AppointmentRow.starts_at))
    return [(row, holder) for row, holder in rows]


async def of_case(db: Db, case_id: str) -> Sequence[Held]:
    """Return the appointments of one case, the soonest first."""
    rows = await db.execute(_held().where(AppointmentRow.case_id == case_id)
                            .order_by(AppointmentRow.starts_at))
    return [(row, holder) for row, holder in rows]


async def next_of_logbook(db: Db, logbook_id: str, now: datetime) -> AppointmentRow | None:
    """Return the next appointment of a logbook."""
    return await db.scalar(select(AppointmentRow).where(
        AppointmentRow.logbook_id == logbook_id, AppointmentRow.starts_at >= now,
    ).order_by(AppointmentRow.starts_at).limit(1))


async def erase(db: Db, appointment_id: str) -> None:
    """Delete one appointment."""
    await db.execute(delete(AppointmentRow).where(AppointmentRow.id == appointment_id))


def _held() -> Any:
    return select(AppointmentRow, CaseRow.claimed_by).outerjoin(
        CaseRow, CaseRow.id == AppointmentRow.case_id)
