"""Notices to the team, in the database: written, counted while they still matter, sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.sql import ColumnElement

from mediation.outcome import CaseStatus
from mediation.store.account_rows import AccountRow
from mediation.store.case_rows import CaseRow
from mediation.store.database import Db
from mediation.store.tool_rows import NoticeRow, StaffWishRow

OF_THE_QUEUE = ("case.waiting", "case.returned", "danger.unread")
OF_THE_HOLDER = ("case.transferred", "case.answered")


@dataclass(frozen=True)
class Wishes:
    """How someone wants to be told. `chat` is their own Telegram chat, sealed."""

    has_sound: bool = False
    has_browser: bool = False
    has_mail: bool = False
    has_chat: bool = False
    chat: bytes | None = None


@dataclass(frozen=True)
class DueNotice:
    """One notice to send outside the page. `address` is sealed, or the account's e-mail."""

    id: int
    kind: str
    email: str | None
    address: bytes | None
    chat: bytes | None
    attempts: int


async def concerned(db: Db, account_id: str | None) -> list[tuple[str, Wishes]]:
    """Return who is told, with their wishes: one open account, or every mediator."""
    rule = (AccountRow.id == account_id if account_id else AccountRow.role == "mediator")
    rows = await db.execute(
        select(AccountRow.id, StaffWishRow)
        .outerjoin(StaffWishRow, StaffWishRow.account_id == AccountRow.id)
        .where(rule, AccountRow.disabled_at.is_(None)))
    return [(key, wishes_of(row)) for key, row in rows]


def wishes_of(row: StaffWishRow | None) -> Wishes:
    """Return the wishes of a row; none when there is no row."""
    if row is None:
        return Wishes()
    return Wishes(row.has_sound, row.has_browser, row.has_mail, row.has_chat, row.sealed_chat)


async def is_known(db: Db, account_id: str, kind: str, case_id: str) -> bool:
    """Say whether the same notice still waits to be seen."""
    return bool(await db.scalar(select(NoticeRow.id).where(
        NoticeRow.account_id == account_id, NoticeRow.kind == kind,
        NoticeRow.case_id == case_id, NoticeRow.seen_at.is_(None)).limit(1)))


def add(db: Db, kind: str, case_id: str, now: datetime, **values: Any) -> None:
    """Write one notice."""
    db.add(NoticeRow(kind=kind, case_id=case_id, at=now, **values))


def _matters() -> ColumnElement[bool]:
    """Say whether a notice still asks for something: its case waits, or is its reader's."""
    return or_(
        and_(NoticeRow.kind.in_(OF_THE_QUEUE), CaseRow.status == CaseStatus.WAITING.value),
        and_(NoticeRow.kind.in_(OF_THE_HOLDER), CaseRow.claimed_by == NoticeRow.account_id,
             CaseRow.status != CaseStatus.CLOSED.value),
        and_(NoticeRow.kind.not_in(OF_THE_QUEUE + OF_THE_HOLDER),
             CaseRow.status != CaseStatus.CLOSED.value))


async def unseen(db: Db, account_id: str) -> tuple[int, int, str]:
    """Return how many cases ask for this person, the last notice's number and its kind."""
    rows = (await db.execute(
        select(NoticeRow.id, NoticeRow.case_id, NoticeRow.kind)
        .join(CaseRow, CaseRow.id == NoticeRow.case_id)
        .where(NoticeRow.account_id == account_id, NoticeRow.seen_at.is_(None), _matters())
        .order_by(NoticeRow.id))).all()
    if not rows:
        return 0, 0, ""
    return len({row.case_id for row in rows}), rows[-1].id, rows[-1].kind


async def see(db: Db, account_id: str, now: datetime, upto: int | None = None,
              case_id: str | None = None) -> None:
    """Mark as seen: up to a number, or those of one case."""
    rule = (NoticeRow.id <= upto) if upto is not None else (NoticeRow.case_id == case_id)
    await db.execute(update(NoticeRow).where(
        NoticeRow.account_id == account_id, NoticeRow.seen_at.is_(None), rule,
    ).values(seen_at=now))


async def due(db: Db, way: str, now: datetime, limit: int) -> Sequence[DueNotice]:
    """Return what is to be sent now by `way` (mail or chat)."""
    state = getattr(NoticeRow, way)
    rows = await db.execute(
        select(NoticeRow, AccountRow.email, AccountRow.disabled_at, StaffWishRow.sealed_chat)
        .join(CaseRow, CaseRow.id == NoticeRow.case_id)
        .outerjoin(AccountRow, AccountRow.id == NoticeRow.account_id)
        .outerjoin(StaffWishRow, StaffWishRow.account_id == NoticeRow.account_id)
        .where(state == "pending", NoticeRow.next_try_at <= now, NoticeRow.seen_at.is_(None),
               _matters(), AccountRow.disabled_at.is_(None))
        .order_by(NoticeRow.id).limit(limit))
    return [DueNotice(row.id, row.kind, email, row.address, chat, row.attempts)
            for row, email, _, chat in rows]


async def drop_settled(db: Db, way: str, now: datetime) -> None:
    """Give up what was seen, or whose case was taken, before it had to leave."""
    state = getattr(NoticeRow, way)
    live = select(NoticeRow.id).join(CaseRow, CaseRow.id == NoticeRow.case_id).where(
        NoticeRow.seen_at.is_(None), _matters())
    await db.execute(update(NoticeRow).where(
        state == "pending", NoticeRow.next_try_at <= now, NoticeRow.id.not_in(live),
    ).values({way: "dropped"}))


async def mark(db: Db, way: str, notice_id: int, state: str,
               next_try_at: datetime | None = None) -> None:
    """Note what became of a sending; a later try keeps it pending."""
    values: dict[str, Any] = {way: state}
    if next_try_at is not None:
        values |= {"next_try_at": next_try_at, "attempts": NoticeRow.attempts + 1}
    await db.execute(update(NoticeRow).where(NoticeRow.id == notice_id).values(values))


async def counts(db: Db, way: str) -> dict[str, int]:
    """Count the notices by what became of them."""
    state = getattr(NoticeRow, way)
    rows = (await db.execute(select(state, func.count()).where(state != "none")
                             .group_by(state))).all()
    return {row[0]: row[1] for row in rows}


async def purge(db: Db, before: datetime) -> int:
    """Delete the oldest notices."""
    result: Any = await db.execute(delete(NoticeRow).where(NoticeRow.at < before))
    return int(result.rowcount)
