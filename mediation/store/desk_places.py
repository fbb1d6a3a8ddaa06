"""The desks in the database, and which desk each account belongs to."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, update

from mediation.queueing.desk_place import DEFAULT_ID, DeskPlace
from mediation.store.account_rows import AccountRow
from mediation.store.case_rows import CaseRow
from mediation.store.database import Db
from mediation.store.desk_place_rows import DeskPlaceRow

_NAMES = tuple(each.name for each in fields(DeskPlace))


async def listed(db: Db) -> list[DeskPlace]:
    """Return every desk, in the order of their names."""
    rows = await db.scalars(select(DeskPlaceRow).order_by(DeskPlaceRow.name))
    return [_place(row) for row in rows]


async def save(db: Db, place: DeskPlace, edited_by: str | None, now: datetime) -> None:
    """Write a desk, new or not."""
    row = await db.get(DeskPlaceRow, place.id)
    if row is None:
        row = DeskPlaceRow(id=place.id)
        db.add(row)
    values = asdict(place) | {"areas": list(place.areas), "poles": list(place.poles)}
    for name in _NAMES:
        setattr(row, name, values[name])
    row.edited_by, row.changed_at = edited_by, now


async def follow_settings(db: Db, place: DeskPlace, now: datetime) -> None:
    """Write the default desk as the settings say, unless someone edited it."""
    row = await db.get(DeskPlaceRow, place.id)
    if row is None or row.edited_by is None and _place(row) != place:
        await save(db, place, None, now)


async def lock(db: Db, place_id: str) -> None:
    """Hold a desk until the end of the transaction: its ceiling is counted by one at a time."""
    await db.execute(select(DeskPlaceRow.id).where(DeskPlaceRow.id == place_id)
                     .with_for_update())


async def count_present(db: Db, seen_after: datetime, place_ids: Sequence[str] = ()) -> int:
    """Count the mediators there and available: of these desks, or of all."""
    query = select(func.count()).select_from(AccountRow).where(
        AccountRow.role == "mediator", AccountRow.disabled_at.is_(None),
        AccountRow.is_available, AccountRow.last_seen_at > seen_after)
    return await db.scalar(query.where(_of(place_ids)) if place_ids else query) or 0


async def of_account(db: Db, account_id: str) -> str:
    """Return the desk of an account; the default one for an account without a desk."""
    found = await db.scalar(select(AccountRow.desk_id).where(AccountRow.id == account_id))
    return found or DEFAULT_ID


async def assign(db: Db, account_id: str, place_id: str) -> None:
    """Give an account to a desk."""
    await db.execute(update(AccountRow).where(AccountRow.id == account_id)
                     .values(desk_id=place_id))


async def mediators(db: Db) -> Sequence[AccountRow]:
    """Return the open accounts of mediators, in the order of their e-mails."""
    rows = await db.scalars(select(AccountRow).where(
        AccountRow.role == "mediator", AccountRow.disabled_at.is_(None)
    ).order_by(AccountRow.email))
    return rows.all()


async def where_of_claimed(db: Db) -> list[tuple[str | None, str | None]]:
    """Return the commune and domain of each claimed case."""
    rows = await db.execute(select(CaseRow.place_insee, CaseRow.domain).where(
        CaseRow.status == "claimed"))
    return [(row[0], row[1]) for row in rows]


def _of(place_ids: Sequence[str]) -> ColumnElement[bool]:
    is_here = AccountRow.desk_id.in_(place_ids)
    return or_(is_here, AccountRow.desk_id.is_(None)) if DEFAULT_ID in place_ids else is_here


def _place(row: DeskPlaceRow) -> DeskPlace:
    values = {name: getattr(row, name) for name in _NAMES}
    return DeskPlace(**values | {"areas": tuple(row.areas), "poles": tuple(row.poles)})
