"""Reads and writes what residents report of places, and what places confirm."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select

from mediation.store.database import Db
from mediation.store.place_rows import ConfirmationRow, NumberReportRow


async def report(db: Db, partner_id: str, reporter: str, now: datetime) -> None:
    """Note a report once per reporter."""
    known = await db.scalar(select(NumberReportRow.id).where(
        NumberReportRow.partner_id == partner_id, NumberReportRow.reporter == reporter))
    if known is None:
        db.add(NumberReportRow(partner_id=partner_id, reporter=reporter, at=now))


async def confirm(db: Db, partner_id: str, now: datetime) -> None:
    """Note that the place confirmed its record; what was reported before is answered."""
    await db.execute(delete(NumberReportRow).where(NumberReportRow.partner_id == partner_id))
    await db.merge(ConfirmationRow(partner_id=partner_id, at=now))


async def reported(db: Db, least: int) -> frozenset[str]:
    """Return the partners whose number at least `least` people reported."""
    found = await db.scalars(select(NumberReportRow.partner_id).group_by(
        NumberReportRow.partner_id).having(func.count() >= least))
    return frozenset(found)


async def confirmed(db: Db) -> dict[str, date]:
    """Return the day each place last confirmed its record."""
    found = await db.scalars(select(ConfirmationRow))
    return {each.partner_id: each.at.date() for each in found}


async def purge_reports(db: Db, before: datetime) -> int:
    """Forget old reports; return how many."""
    result: Any = await db.execute(delete(NumberReportRow).where(NumberReportRow.at < before))
    return int(result.rowcount)
