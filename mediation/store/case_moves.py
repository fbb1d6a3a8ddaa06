"""Cases that change hands or wait aside, each by one conditional UPDATE."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, or_, select, update

from mediation.case import DANGER
from mediation.outcome import CaseStatus, Holder, Speaker
from mediation.store.account_rows import AccountRow
from mediation.store.case_rows import CaseRow
from mediation.store.cases import back_in_queue, changed, held
from mediation.store.conversation_rows import ConversationRow, MessageRow
from mediation.store.database import Db


async def transfer(db: Db, case_id: str, mediator_id: str, to: str, now: datetime) -> bool:
    """Give a held case to a colleague, who has read nothing yet."""
    return await changed(db, held(case_id, mediator_id).values(
        claimed_by=to, claimed_at=now, read_seq=0))


async def set_aside(db: Db, case_id: str, mediator_id: str, reason: str, back_on: date) -> bool:
    """Keep a held case for another day."""
    return await changed(db, held(case_id, mediator_id).values(
        status=CaseStatus.PENDING.value, aside_reason=reason, back_on=back_on))


async def resume(db: Db, case_id: str, mediator_id: str, now: datetime) -> bool:
    """Take up again a case one has set aside."""
    return await changed(db, update(CaseRow).where(
        CaseRow.id == case_id, CaseRow.status == CaseStatus.PENDING.value,
        CaseRow.claimed_by == mediator_id,
    ).values(status=CaseStatus.CLAIMED.value, claimed_at=now, aside_reason=None, back_on=None))


async def note_read(db: Db, case_id: str, mediator_id: str, seq: int) -> None:
    """Note the last event the holder's page showed; it only goes up."""
    await db.execute(update(CaseRow).where(
        CaseRow.id == case_id, CaseRow.claimed_by == mediator_id, CaseRow.read_seq < seq,
        CaseRow.status != CaseStatus.CLOSED.value).values(read_seq=seq))


async def left_unread(db: Db, gone_since: datetime) -> list[tuple[str, str, str]]:
    """Return (case, conversation, mediator) where the mediator is gone with words unread."""
    rows = await db.execute(select(CaseRow.id, CaseRow.conversation_id, CaseRow.claimed_by)
                            .where(_is_left(gone_since)))
    return [(row[0], row[1], row[2]) for row in rows if row[2]]


async def take_back(db: Db, case_id: str, mediator_id: str, gone_since: datetime,
                    now: datetime) -> bool:
    """Put it back in the queue, if it is still so."""
    return await changed(db, update(CaseRow).where(
        CaseRow.id == case_id, CaseRow.claimed_by == mediator_id, _is_left(gone_since),
    ).values(**back_in_queue(now)).execution_options(synchronize_session=False))


async def overdue(db: Db, today: date) -> list[tuple[str, str, str]]:
    """Return (case, conversation, mediator) set aside until a day that is past."""
    rows = await db.execute(select(CaseRow.id, CaseRow.conversation_id, CaseRow.claimed_by)
                            .where(_is_overdue(today)))
    return [(row[0], row[1], row[2]) for row in rows if row[2]]


async def take_up(db: Db, case_id: str, today: date, now: datetime) -> bool:
    """Put a forgotten case back in the queue, if it is still so."""
    return await changed(db, update(CaseRow).where(CaseRow.id == case_id, _is_overdue(today))
                         .values(**back_in_queue(now))
                         .execution_options(synchronize_session=False))


async def danger_unread(db: Db, before: datetime) -> list[tuple[str, str]]:
    """Return (case, conversation) of the dangers that nobody took since then, not told yet."""
    rows = await db.execute(select(CaseRow.id, CaseRow.conversation_id).where(_is_ignored(before)))
    return [(row[0], row[1]) for row in rows]


async def tell_danger(db: Db, case_id: str, before: datetime, now: datetime) -> bool:
    """Note that the number is said again, once a case; False when it was, or it is held."""
    return await changed(db, update(CaseRow).where(CaseRow.id == case_id, _is_ignored(before))
                         .values(danger_told_at=now)
                         .execution_options(synchronize_session=False))


def _is_left(gone_since: datetime) -> ColumnElement[bool]:
    is_there = exists().where(AccountRow.id == CaseRow.claimed_by,
                              AccountRow.last_seen_at > gone_since)
    return (_is_with_someone() & (CaseRow.claimed_at <= gone_since) & ~is_there
            & exists().where(*unread_of_case()))


def _is_with_someone() -> ColumnElement[bool]:
    """Say which cases wait for their mediator: claimed, or set aside when a danger is told."""
    return or_(CaseRow.status == CaseStatus.CLAIMED.value,
               (CaseRow.status == CaseStatus.PENDING.value) & (CaseRow.priority >= DANGER))


def unread_of_case() -> tuple[ColumnElement[bool], ...]:
    """Return what says that a message is a resident's, agreed to and not shown yet.

    Those of someone who goes on with the assistant, waiting for a call, are not for the mediator.
    """
    return (MessageRow.conversation_id == CaseRow.conversation_id,
            ConversationRow.id == MessageRow.conversation_id,
            ConversationRow.holder != Holder.ASSISTANT.value,
            MessageRow.speaker == Speaker.RESIDENT.value, MessageRow.seq > CaseRow.read_seq,
            MessageRow.at >= CaseRow.queued_at)


def _is_overdue(today: date) -> ColumnElement[bool]:
    return (CaseRow.status == CaseStatus.PENDING.value) & (CaseRow.back_on < today)


def _is_ignored(before: datetime) -> ColumnElement[bool]:
    return ((CaseRow.status == CaseStatus.WAITING.value) & (CaseRow.priority >= DANGER)
            & CaseRow.danger_told_at.is_(None) & (CaseRow.waiting_since <= before)
            & (CaseRow.danger_at <= before))
