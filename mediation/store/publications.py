"""What was published, undone or switched back, in the database."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select, update

from mediation.store.account_rows import AccountRow
from mediation.store.database import Db
from mediation.store.editing_rows import PublicationRow

CHECKING = ("pending", "running")


async def add(db: Db, row: PublicationRow) -> None:
    """Write a publication."""
    db.add(row)


async def find(db: Db, publication_id: str) -> PublicationRow | None:
    """Return one publication."""
    return await db.scalar(select(PublicationRow).where(PublicationRow.id == publication_id))


async def of_item(db: Db, kind: str, item_id: str, most: int = 30) -> Sequence[PublicationRow]:
    """Return the publications of an item, the newest first."""
    found = await db.scalars(select(PublicationRow).where(
        PublicationRow.kind == kind, PublicationRow.item_id == item_id)
        .order_by(PublicationRow.number.desc()).limit(most))
    return found.all()


async def latest(db: Db, most: int = 50) -> Sequence[PublicationRow]:
    """Return the last publications, the newest first."""
    found = await db.scalars(select(PublicationRow).order_by(PublicationRow.number.desc())
                             .limit(most))
    return found.all()


async def is_checking(db: Db, path: str) -> bool:
    """Say whether a publication of this file waits for its dialogues to be replayed."""
    return await db.scalar(select(PublicationRow.number).where(
        PublicationRow.path == path, PublicationRow.state == "live",
        PublicationRow.replay_state.in_(CHECKING)).limit(1)) is not None


async def next_to_check(db: Db) -> PublicationRow | None:
    """Return the oldest publication whose dialogues wait to be replayed."""
    return await db.scalar(select(PublicationRow).where(PublicationRow.replay_state == "pending")
                           .order_by(PublicationRow.number).limit(1))


async def change(db: Db, publication_id: str, **values: Any) -> None:
    """Change the state of a publication or of its replay."""
    await db.execute(update(PublicationRow).where(PublicationRow.id == publication_id)
                     .values(**values))


async def requeue(db: Db) -> None:
    """Put back what was being replayed when the service stopped."""
    await db.execute(update(PublicationRow).where(PublicationRow.replay_state == "running")
                     .values(replay_state="pending"))


async def emails(db: Db, ids: Iterable[str]) -> dict[str, str]:
    """Return the e-mail of each account, to name who wrote and who published."""
    rows = await db.execute(select(AccountRow.id, AccountRow.email).where(
        AccountRow.id.in_(list(ids))))
    return {row[0]: row[1] for row in rows}
