"""What the team writes about a case in the database: notes, labels; what became of messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from mediation.outcome import CaseStatus, Speaker
from mediation.store.case_rows import CaseRow, OutboxRow
from mediation.store.conversation_rows import MessageRow, TurnRow
from mediation.store.database import Db
from mediation.store.tool_rows import LabelRow, NoteRow


@dataclass(frozen=True)
class Held:
    """What a case says of who may write about it, and of where it is."""

    conversation_id: str
    status: CaseStatus
    claimed_by: str | None
    place_insee: str | None


async def held(db: Db, case_id: str) -> Held | None:
    """Return a case that was agreed to."""
    row = await db.get(CaseRow, case_id)
    if row is None or row.status == CaseStatus.OFFERED.value:
        return None
    return Held(row.conversation_id, CaseStatus(row.status), row.claimed_by, row.place_insee)


def add_note(db: Db, case_id: str, author: str, box: bytes, now: datetime) -> None:
    """Write a note."""
    db.add(NoteRow(case_id=case_id, author=author, box=box, at=now))


async def notes(db: Db, case_id: str) -> Sequence[NoteRow]:
    """Return the notes of a case, the oldest first."""
    return list(await db.scalars(select(NoteRow).where(NoteRow.case_id == case_id)
                                 .order_by(NoteRow.id)))


async def labels(db: Db, case_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the labels of cases, by case."""
    rows = await db.execute(select(LabelRow.case_id, LabelRow.label).where(
        LabelRow.case_id.in_(case_ids)).order_by(LabelRow.label))
    found: dict[str, tuple[str, ...]] = {}
    for case_id, label in rows:
        found[case_id] = (*found.get(case_id, ()), label)
    return found


async def set_labels(db: Db, case_id: str, chosen: Sequence[str]) -> None:
    """Put these labels on a case, and take the others away."""
    await db.execute(delete(LabelRow).where(LabelRow.case_id == case_id))
    db.add_all(LabelRow(case_id=case_id, label=each) for each in dict.fromkeys(chosen))


async def last_typed(db: Db, conversation_id: str, since: datetime, shortest: int) -> str:
    """Return the last masked words typed since a moment that are not too short; no button."""
    rows = await db.scalars(select(TurnRow.text).where(
        TurnRow.conversation_id == conversation_id, TurnRow.at >= since,
        TurnRow.choice.is_(None)).order_by(TurnRow.at.desc()).limit(10))
    return next((text for text in rows if text and len(text) >= shortest), "")


async def deliveries(db: Db, conversation_id: str, since: datetime
                     ) -> Sequence[tuple[int, datetime | None, str | None]]:
    """Return each mediator's message: seq, when it arrived, its state on a pushed channel."""
    rows = await db.execute(
        select(MessageRow.seq, MessageRow.delivered_at, OutboxRow.state)
        .outerjoin(OutboxRow, (OutboxRow.conversation_id == MessageRow.conversation_id)
                   & (OutboxRow.seq == MessageRow.seq))
        .where(MessageRow.conversation_id == conversation_id, MessageRow.at >= since,
               MessageRow.speaker == Speaker.MEDIATOR.value).order_by(MessageRow.seq))
    return [(seq, at, state) for seq, at, state in rows]


async def has_unread(db: Db, conversation_id: str, upto: int) -> bool:
    """Say whether a mediator's message up to a seq is not known to have arrived."""
    return bool(await db.scalar(select(MessageRow.id).where(
        MessageRow.conversation_id == conversation_id, MessageRow.seq <= upto,
        MessageRow.speaker == Speaker.MEDIATOR.value, MessageRow.delivered_at.is_(None),
    ).limit(1)))


async def mark_read(db: Db, conversation_id: str, upto: int, now: datetime) -> None:
    """Note that the mediator's messages up to a seq reached the resident's page."""
    await db.execute(update(MessageRow).where(
        MessageRow.conversation_id == conversation_id, MessageRow.seq <= upto,
        MessageRow.speaker == Speaker.MEDIATOR.value, MessageRow.delivered_at.is_(None),
    ).values(delivered_at=now))


async def erase(db: Db, conversation_id: str) -> None:
    """Erase the notes and the labels of a conversation's cases."""
    cases = select(CaseRow.id).where(CaseRow.conversation_id == conversation_id)
    for table in (NoteRow, LabelRow):
        await db.execute(delete(table).where(table.case_id.in_(cases)))


async def purge_notes(db: Db, closed_before: datetime) -> int:
    """Delete the notes of the cases closed before a moment, with their sealed words."""
    closed = select(CaseRow.id).where(CaseRow.closed_at <= closed_before)
    result: Any = await db.execute(delete(NoteRow).where(NoteRow.case_id.in_(closed)))
    return int(result.rowcount)
