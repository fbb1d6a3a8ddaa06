"""What the desk lists beside the open cases: unread words, today's closings, dangers ignored."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from mediation.case import CHOSEN_RESULTS, CaseCard
from mediation.outcome import CaseStatus
from mediation.store.case_moves import unread_of_case
from mediation.store.case_rows import CaseRow
from mediation.store.cases import card
from mediation.store.conversation_rows import MessageRow
from mediation.store.database import Db

_WITH_SOMEONE = (CaseStatus.CLAIMED.value, CaseStatus.PENDING.value)


async def unread(db: Db, mediator_id: str) -> dict[str, int]:
    """Return how many of the resident's messages this mediator has not been shown, by case."""
    rows = await db.execute(
        select(CaseRow.id, func.count(MessageRow.id)).join(
            MessageRow, MessageRow.conversation_id == CaseRow.conversation_id)
        .where(CaseRow.claimed_by == mediator_id, CaseRow.status.in_(_WITH_SOMEONE),
               *unread_of_case()).group_by(CaseRow.id))
    return {row[0]: row[1] for row in rows}


async def closed_since(db: Db, since: datetime, limit: int = 50) -> Sequence[CaseCard]:
    """Return the cases that mediators closed since then, the latest first."""
    results = [each.value for each in CHOSEN_RESULTS]
    rows = await db.scalars(select(CaseRow).where(
        CaseRow.status == CaseStatus.CLOSED.value, CaseRow.closed_at >= since,
        CaseRow.claimed_by.is_not(None), CaseRow.result.in_(results),
    ).order_by(CaseRow.closed_at.desc()).limit(limit))
    return [card(row) for row in rows]


async def count_danger_told(db: Db, since: datetime) -> int:
    """Count the dangers that nobody had read after three minutes, since then."""
    return await db.scalar(select(func.count()).select_from(CaseRow).where(
        CaseRow.danger_told_at >= since)) or 0
