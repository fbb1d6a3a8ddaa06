"""Referrals in the database: written, listed with who holds their case, moved, expired."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, delete, select, update

from mediation.follow_up.states import OPEN, REFERRAL_KEPT, ReferralState
from mediation.store.case_rows import CaseRow
from mediation.store.database import Db
from mediation.store.follow_up_rows import ReferralRow

Held = tuple[ReferralRow, str | None]  # a referral, and who holds its case


def add(db: Db, **values: Any) -> None:
    """Write a referral."""
    db.add(ReferralRow(**values))


async def find(db: Db, referral_id: str) -> Held | None:
    """Return one referral with who holds its case."""
    found = (await db.execute(_held().where(ReferralRow.id == referral_id))).one_or_none()
    return (found[0], found[1]) if found else None


async def listed(db: Db) -> Sequence[Held]:
    """Return every referral, the one due first at the top."""
    rows = await db.execute(_held().order_by(
        ReferralRow.due_at.is_(None), ReferralRow.due_at, ReferralRow.changed_at.desc()))
    return [(row, holder) for row, holder in rows]


async def of_case(db: Db, case_id: str) -> Sequence[Held]:
    """Return the referrals of one case, oldest first."""
    rows = await db.execute(_held().where(ReferralRow.case_id == case_id)
                            .order_by(ReferralRow.created_at))
    return [(row, holder) for row, holder in rows]


async def move(db: Db, referral_id: str, was: ReferralState, **values: Any) -> bool:
    """Change a referral that is still in the state it was; False when it moved meanwhile."""
    result = await db.execute(update(ReferralRow).where(
        ReferralRow.id == referral_id, ReferralRow.state == was.value).values(**values))
    assert isinstance(result, CursorResult)
    return result.rowcount == 1


async def expire(db: Db, unchanged_since: datetime, now: datetime) -> int:
    """Expire the open referrals without a change since then; return how many."""
    result = await db.execute(update(ReferralRow).where(
        ReferralRow.state.in_([each.value for each in OPEN]),
        ReferralRow.changed_at <= unchanged_since,
    ).values(state=ReferralState.EXPIRED.value, changed_at=now, due_at=None,
             purge_after=now + REFERRAL_KEPT))
    assert isinstance(result, CursorResult)
    return result.rowcount


async def erase(db: Db, referral_id: str) -> None:
    """Delete one referral."""
    await db.execute(delete(ReferralRow).where(ReferralRow.id == referral_id))


def _held() -> Any:
    return select(ReferralRow, CaseRow.claimed_by).outerjoin(
        CaseRow, CaseRow.id == ReferralRow.case_id)
