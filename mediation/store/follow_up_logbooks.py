"""Logbooks in the database: who may read each, its steps, who opened it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, func, select, update

from mediation.store.account_rows import AccountRow, AuditRow
from mediation.store.database import Db
from mediation.store.follow_up_rows import LogbookAgreementRow, LogbookRow, LogbookStepRow

MEDIATOR = "mediator"


async def add(db: Db, **values: Any) -> None:
    """Write a logbook."""
    db.add(LogbookRow(**values))
    await db.flush()


async def find(db: Db, logbook_id: str, now: datetime) -> LogbookRow | None:
    """Return a logbook that has not ended."""
    return await db.scalar(select(LogbookRow).where(
        LogbookRow.id == logbook_id, LogbookRow.ends_at > now))


async def of_code(db: Db, digest: str, now: datetime) -> LogbookRow | None:
    """Return the logbook of a code, until it ends."""
    return await db.scalar(select(LogbookRow).where(
        LogbookRow.code_digest == digest, LogbookRow.ends_at > now))


async def has_code(db: Db, digest: str) -> bool:
    """Say whether a code is already one logbook's."""
    return bool(await db.scalar(select(exists().where(LogbookRow.code_digest == digest))))


async def listed(db: Db, mediator_id: str, now: datetime) -> Sequence[LogbookRow]:
    """Return the logbooks whose resident agrees to this mediator, the newest first."""
    return list(await db.scalars(select(LogbookRow).join(
        LogbookAgreementRow, LogbookAgreementRow.logbook_id == LogbookRow.id).where(
        LogbookAgreementRow.mediator_id == mediator_id, LogbookAgreementRow.revoked_at.is_(None),
        LogbookRow.ends_at > now).order_by(LogbookRow.created_at.desc())))


async def is_agreed(db: Db, logbook_id: str, mediator_id: str) -> bool:
    """Say whether the resident agrees to this mediator now."""
    return bool(await db.scalar(select(exists().where(
        LogbookAgreementRow.logbook_id == logbook_id,
        LogbookAgreementRow.mediator_id == mediator_id,
        LogbookAgreementRow.revoked_at.is_(None)))))


async def agree(db: Db, logbook_id: str, mediator_id: str, how: str, now: datetime) -> None:
    """Record that the resident agrees to a mediator, again if it was taken back."""
    row = await db.get(LogbookAgreementRow, (logbook_id, mediator_id))
    if row is None:
        row = LogbookAgreementRow(logbook_id=logbook_id, mediator_id=mediator_id)
        db.add(row)
    row.how, row.agreed_at, row.revoked_at = how, now, None


async def revoke(db: Db, logbook_id: str, mediator_id: str, now: datetime) -> None:
    """Take an agreement back; a referent who may no longer read is no longer the referent."""
    await db.execute(update(LogbookAgreementRow).where(
        LogbookAgreementRow.logbook_id == logbook_id,
        LogbookAgreementRow.mediator_id == mediator_id,
        LogbookAgreementRow.revoked_at.is_(None)).values(revoked_at=now))
    await db.execute(update(LogbookRow).where(
        LogbookRow.id == logbook_id, LogbookRow.referent_id == mediator_id,
    ).values(referent_id=None))


async def readers(db: Db, logbook_id: str) -> list[tuple[str, str, datetime]]:
    """Return who may read: (account, e-mail, since)."""
    rows = await db.execute(select(
        LogbookAgreementRow.mediator_id, AccountRow.email, LogbookAgreementRow.agreed_at)
        .outerjoin(AccountRow, AccountRow.id == LogbookAgreementRow.mediator_id)
        .where(LogbookAgreementRow.logbook_id == logbook_id,
               LogbookAgreementRow.revoked_at.is_(None))
        .order_by(LogbookAgreementRow.agreed_at))
    return [(key, email or "", since) for key, email, since in rows]


async def mediators(db: Db) -> list[tuple[str, str]]:
    """Return the mediators with an open account: (account, e-mail)."""
    rows = await db.execute(select(AccountRow.id, AccountRow.email).where(
        AccountRow.role == MEDIATOR, AccountRow.disabled_at.is_(None)).order_by(AccountRow.email))
    return [(key, email) for key, email in rows]


async def steps(db: Db, logbook_id: str) -> Sequence[LogbookStepRow]:
    """Return the steps, in order."""
    return list(await db.scalars(select(LogbookStepRow).where(
        LogbookStepRow.logbook_id == logbook_id).order_by(LogbookStepRow.position)))


async def add_step(db: Db, **values: Any) -> None:
    """Write a step after the others."""
    last = await db.scalar(select(func.max(LogbookStepRow.position)).where(
        LogbookStepRow.logbook_id == values["logbook_id"]))
    db.add(LogbookStepRow(position=(last or 0) + 1, **values))
    await db.flush()


async def change_step(db: Db, logbook_id: str, step_id: str, state: str, now: datetime) -> bool:
    """Change the state of a step of this logbook; False when it is not one of its steps."""
    result: Any = await db.execute(update(LogbookStepRow).where(
        LogbookStepRow.id == step_id, LogbookStepRow.logbook_id == logbook_id,
    ).values(state=state, changed_at=now))
    return int(result.rowcount) == 1


async def erase_step(db: Db, logbook_id: str, step_id: str) -> None:
    """Delete a step of this logbook."""
    await db.execute(delete(LogbookStepRow).where(
        LogbookStepRow.id == step_id, LogbookStepRow.logbook_id == logbook_id))


async def change(db: Db, logbook_id: str, **values: Any) -> None:
    """Change a logbook."""
    await db.execute(update(LogbookRow).where(LogbookRow.id == logbook_id).values(**values))


async def journal(db: Db, logbook_id: str, limit: int = 200) -> list[tuple[datetime, str, str]]:
    """Return the last accesses: (when, e-mail or nothing for the resident, action)."""
    rows = await db.execute(select(AuditRow.at, AccountRow.email, AuditRow.action)
                            .outerjoin(AccountRow, AccountRow.id == AuditRow.actor)
                            .where(AuditRow.subject == logbook_id)
                            .order_by(AuditRow.at.desc(), AuditRow.id.desc()).limit(limit))
    return [(at, email or "", action) for at, email, action in rows]
