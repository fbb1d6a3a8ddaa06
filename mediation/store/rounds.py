"""Counts the pairs of offices that send people to one another; nothing of the person is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from knowledge.hours import PARIS
from mediation.store.database import Db
from mediation.store.round_rows import RoundRow


@dataclass(frozen=True)
class Pair:
    """Two offices, and how many people they sent around. `second` is "" when unknown."""

    first: str
    second: str
    count: int


def add(db: Db, offices: Sequence[str], at: datetime) -> None:
    """Count one person sent around; an unknown pair is not counted."""
    keys = sorted(offices)[:2]
    if keys:
        db.add(RoundRow(month=month_of(at), first=keys[0], second=keys[1] if keys[1:] else ""))


async def pairs(db: Db, since_month: str = "", until_month: str = "9999-12") -> Sequence[Pair]:
    """Return the pairs of these months (« 2026-11 », both included), the most frequent first."""
    count = func.count().label("people")
    rows = await db.execute(
        select(RoundRow.first, RoundRow.second, count)
        .where(RoundRow.month >= since_month, RoundRow.month <= until_month)
        .group_by(RoundRow.first, RoundRow.second)
        .order_by(count.desc(), RoundRow.first, RoundRow.second))
    return [Pair(first, second, people) for first, second, people in rows]


def month_of(at: datetime) -> str:
    """Return the month in France: « 2026-11 »."""
    return at.astimezone(PARIS).strftime("%Y-%m")
