"""Drafts of the editors in the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, and_, or_, select, update

from mediation.store.database import Db
from mediation.store.editing_rows import DraftRow

OPEN = ("draft", "ready", "publishing")
# A process that stopped while it published leaves the draft so: another may try again.
STUCK_AFTER = timedelta(minutes=2)


async def add(db: Db, row: DraftRow) -> None:
    """Write a new draft."""
    db.add(row)


async def find(db: Db, draft_id: str) -> DraftRow | None:
    """Return one draft, whatever its state."""
    return await db.get(DraftRow, draft_id)


async def open_of(db: Db, kind: str, item_id: str) -> Sequence[DraftRow]:
    """Return the open drafts of an item, the newest first."""
    found = await db.scalars(select(DraftRow).where(
        DraftRow.kind == kind, DraftRow.item_id == item_id, DraftRow.state.in_(OPEN))
        .order_by(DraftRow.updated_at.desc()))
    return found.all()


async def all_open(db: Db) -> Sequence[DraftRow]:
    """Return every open draft, the newest first."""
    found = await db.scalars(select(DraftRow).where(DraftRow.state.in_(OPEN))
                             .order_by(DraftRow.updated_at.desc()))
    return found.all()


async def set_aside(db: Db, author: str, most: int = 20) -> Sequence[DraftRow]:
    """Return what an author gave up or what a merge kept, the newest first."""
    found = await db.scalars(select(DraftRow).where(
        DraftRow.author == author, DraftRow.state.in_(("abandoned", "kept")))
        .order_by(DraftRow.updated_at.desc()).limit(most))
    return found.all()


async def change(db: Db, draft_id: str, version: int, now: datetime, **values: Any) -> bool:
    """Write values over a version that is still the last one; False when it is not."""
    return await _changed(db, update(DraftRow).where(
        DraftRow.id == draft_id, DraftRow.version == version,
    ).values(version=version + 1, updated_at=now, **values))


async def claim(db: Db, draft_id: str, version: int, now: datetime) -> bool:
    """Take a draft that waits, to publish it; False when someone else already does."""
    waits = or_(DraftRow.state == "ready",
                and_(DraftRow.state == "publishing", DraftRow.updated_at < now - STUCK_AFTER))
    return await _changed(db, update(DraftRow).where(
        DraftRow.id == draft_id, DraftRow.version == version, waits,
    ).values(state="publishing", updated_at=now))


async def settle(db: Db, draft_id: str, state: str, now: datetime) -> None:
    """Say what became of a draft that was being published, or was published."""
    await db.execute(update(DraftRow).where(DraftRow.id == draft_id)
                     .values(state=state, updated_at=now))


async def _changed(db: Db, statement: Any) -> bool:
    done = await db.execute(statement)
    return isinstance(done, CursorResult) and done.rowcount == 1
