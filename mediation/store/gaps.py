"""Gaps in the knowledge, in the database: written by the desk, decided by the editors."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from mediation.store.database import Db
from mediation.store.tool_rows import GapRow


def add(db: Db, gap_id: str, now: datetime, **values: Any) -> None:
    """Write a gap, new."""
    db.add(GapRow(id=gap_id, at=now, state="new", answer="", **values))


async def find(db: Db, gap_id: str) -> GapRow | None:
    """Return one gap."""
    return await db.get(GapRow, gap_id)


async def listed(db: Db, states: Sequence[str], author: str | None = None,
                 limit: int = 200) -> Sequence[GapRow]:
    """Return the gaps in these states, the latest first."""
    asked = select(GapRow).where(GapRow.state.in_(states)).order_by(GapRow.at.desc()).limit(limit)
    if author:
        asked = asked.where(GapRow.author == author)
    return list(await db.scalars(asked))


async def counts(db: Db) -> dict[str, int]:
    """Count the gaps by state."""
    rows = (await db.execute(
        select(GapRow.state, func.count()).group_by(GapRow.state))).all()
    return {row[0]: row[1] for row in rows}


async def erase(db: Db, conversation_id: str) -> None:
    """Cut a conversation's gaps from it: its words and the link go, the suggestion stays."""
    await db.execute(update(GapRow).where(GapRow.conversation_id == conversation_id).values(
        question="", conversation_id=None, case_id=None, tells_resident=False))


async def purge(db: Db, words_before: datetime, all_before: datetime) -> int:
    """Empty the old questions, then delete the oldest gaps."""
    await db.execute(update(GapRow).where(GapRow.at < words_before, GapRow.question != "")
                     .values(question=""))
    result: Any = await db.execute(delete(GapRow).where(GapRow.at < all_before))
    return int(result.rowcount)
