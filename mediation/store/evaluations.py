"""Reads and writes the evaluators' runs."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CursorResult, delete, select, update

from mediation.store.database import Db
from mediation.store.evaluation_rows import EvaluationRunRow as Row


async def add(db: Db, row: Row) -> None:
    """Write a new run; its number is known after."""
    db.add(row)
    await db.flush()


async def find(db: Db, run_id: str) -> Row | None:
    """Return one run."""
    return await db.scalar(select(Row).where(Row.id == run_id))


async def latest(db: Db, kind: str, most: int) -> Sequence[Row]:
    """Return the last runs of a kind, the newest first."""
    found = await db.scalars(select(Row).where(Row.kind == kind)
                             .order_by(Row.number.desc()).limit(most))
    return found.all()


async def before(db: Db, row: Row) -> Row | None:
    """Return the last run done of the same set before this one, of the same mode if any."""
    same = select(Row).where(Row.kind == row.kind, Row.set_key == row.set_key,
                             Row.state == "done", Row.number < row.number)
    newest = Row.number.desc()
    return (await db.scalar(same.where(Row.mode == row.mode).order_by(newest).limit(1))
            or await db.scalar(same.order_by(newest).limit(1)))


async def count_open(db: Db) -> int:
    """Return how many runs wait or run."""
    return len((await db.scalars(select(Row.number).where(
        Row.state.in_(("waiting", "running"))))).all())


async def next_waiting(db: Db) -> Row | None:
    """Return the oldest run that waits."""
    return await db.scalar(select(Row).where(Row.state == "waiting").order_by(Row.number).limit(1))


async def change(db: Db, run_id: str, states: Sequence[str], **values: Any) -> bool:
    """Change a run that is still in one of these states; False when it is not."""
    done = await db.execute(update(Row).where(Row.id == run_id, Row.state.in_(states))
                            .values(**values))
    return isinstance(done, CursorResult) and done.rowcount == 1


async def requeue(db: Db) -> None:
    """Put back what was running when the service stopped."""
    await db.execute(update(Row).where(Row.state == "running").values(state="waiting"))


async def erase(db: Db, run_id: str) -> None:
    """Forget a run."""
    await db.execute(delete(Row).where(Row.id == run_id))
