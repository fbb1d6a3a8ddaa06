"""Cases in the database: offered, queued, claimed by one conditional UPDATE, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Update, and_, func, or_, select, update

from mediation.answer import BriefLine
from mediation.case import DANGER, CaseCard, OpenCase, Result
from mediation.outcome import CaseStatus
from mediation.queueing.deadlines import deadline_of
from mediation.store.case_rows import CaseRow
from mediation.store.conversation_rows import ConversationRow
from mediation.store.database import Db
from mediation.utterance import Channel

LISTED = (CaseStatus.WAITING.value, CaseStatus.CLAIMED.value, CaseStatus.PENDING.value)


@dataclass(frozen=True)
class NewCase:
    """What a case says when it is offered, or offered again."""

    id: str
    cause: str
    priority: int
    brief: tuple[BriefLine, ...]
    domain: str | None


async def offer(db: Db, conversation: ConversationRow, new: NewCase, now: datetime) -> None:
    """Write the offered case, or write it again when the conversation already has one."""
    row = await db.scalar(select(CaseRow).where(
        CaseRow.conversation_id == conversation.id, CaseRow.status == CaseStatus.OFFERED.value))
    if row is None:
        row = CaseRow(id=new.id, conversation_id=conversation.id, channel=conversation.channel,
                      status=CaseStatus.OFFERED.value)
        db.add(row)
    row.cause, row.priority, row.domain = new.cause, new.priority, new.domain
    row.brief = _lines(new.brief)
    row.urgent_kind = conversation.urgent_kind
    row.place_insee, row.place_name = conversation.place_insee, conversation.place_name
    row.offered_at = now


async def queue(db: Db, case_id: str, brief: tuple[BriefLine, ...], code: tuple[bytes, str],
                code_expires_at: datetime, now: datetime) -> None:
    """Put an offered case in the queue with the brief agreed to. `code` is (sealed, digest).

    What a struck line said does not stay beside the brief; the priority does.
    """
    await db.execute(update(CaseRow).where(CaseRow.id == case_id, CaseRow.priority >= DANGER)
                     .values(danger_at=now))
    await db.execute(update(CaseRow).where(CaseRow.id == case_id).values(
        status=CaseStatus.WAITING.value, brief=_lines(brief), queued_at=now, waiting_since=now,
        deadline_on=deadline_of(brief, now),
        sealed_code=code[0], code_digest=code[1], code_expires_at=code_expires_at,
        **_struck(brief)))


async def relay(db: Db, case_id: str, priority: int, urgent_kind: str | None,
                tells_position: bool, now: datetime | None = None) -> None:
    """Note what a message held by a person changes: priority only goes up."""
    values: dict[str, Any] = {}
    if tells_position:
        values["is_position_told"] = True
    if urgent_kind:
        values["urgent_kind"] = urgent_kind
        values["priority"] = priority
    if values:
        await db.execute(update(CaseRow).where(CaseRow.id == case_id).values(**values))
    if urgent_kind and priority >= DANGER and now:
        await db.execute(update(CaseRow).where(CaseRow.id == case_id, CaseRow.danger_at.is_(None))
                         .values(danger_at=now))


async def hurry(db: Db, case_id: str, now: datetime) -> None:
    """Put a request before the others: a danger was told to the assistant meanwhile.

    What was told is not passed on, only that it hurries.
    """
    await db.execute(update(CaseRow).where(
        CaseRow.id == case_id, CaseRow.priority < DANGER).values(priority=DANGER, danger_at=now))


async def ahead(db: Db, priority: int, case: OpenCase | None = None) -> int:
    """Count the waiting cases that go before: danger, then the nearest date, then age."""
    rule = CaseRow.priority >= priority
    if case is not None and case.queued_at is not None:
        rule = or_(CaseRow.priority > priority,
                   and_(CaseRow.priority == priority, _before(case, case.queued_at)))
    return await db.scalar(select(func.count()).select_from(CaseRow).where(
        CaseRow.status == CaseStatus.WAITING.value, rule)) or 0


async def listed(db: Db) -> Sequence[CaseCard]:
    """Return waiting, claimed and pending cases: danger, then the nearest date, then oldest."""
    rows = await db.scalars(select(CaseRow).where(CaseRow.status.in_(LISTED)).order_by(
        CaseRow.priority.desc(), CaseRow.deadline_on.is_(None), CaseRow.deadline_on,
        CaseRow.queued_at))
    return [card(row) for row in rows]


async def find(db: Db, case_id: str) -> CaseCard | None:
    """Return one case that was agreed to, closed or not."""
    row = await db.get(CaseRow, case_id, populate_existing=True)
    return card(row) if row and row.status != CaseStatus.OFFERED.value else None


async def of_code(db: Db, digest: str, now: datetime) -> CaseCard | None:
    """Return the open case of a code said aloud at the desk, until it expires."""
    row = await db.scalar(select(CaseRow).where(
        CaseRow.code_digest == digest, CaseRow.code_expires_at > now,
        CaseRow.status.in_(LISTED)).limit(1))
    return card(row) if row else None


async def sealed_code(db: Db, conversation_id: str) -> bytes | None:
    """Return the sealed desk code of the conversation's open case."""
    return await db.scalar(select(CaseRow.sealed_code).where(
        CaseRow.conversation_id == conversation_id, CaseRow.status.in_(LISTED)).limit(1))


async def claim(db: Db, case_id: str, mediator_id: str, now: datetime) -> bool:
    """Take a waiting case; False when someone else was first."""
    return await changed(db, update(CaseRow).where(
        CaseRow.id == case_id, CaseRow.status == CaseStatus.WAITING.value,
    ).values(status=CaseStatus.CLAIMED.value, claimed_by=mediator_id, claimed_at=now,
             read_seq=0))


async def give_back(db: Db, case_id: str, mediator_id: str, now: datetime) -> bool:
    """Put a claimed case back in the queue; False when this mediator does not hold it."""
    return await changed(db, held(case_id, mediator_id).values(**back_in_queue(now)))


async def close_held(db: Db, case_id: str, mediator_id: str, result: Result,
                     now: datetime) -> bool:
    """Close a claimed case; False when this mediator does not hold it."""
    return await changed(db, held(case_id, mediator_id).values(
        status=CaseStatus.CLOSED.value, result=result.value, closed_at=now, sealed_code=None,
        code_digest=None))


async def close_own(db: Db, conversation_id: str, result: Result, now: datetime) -> None:
    """Close what a conversation has open: declined, cancelled or erased by the resident."""
    await db.execute(update(CaseRow).where(
        CaseRow.conversation_id == conversation_id, CaseRow.status != CaseStatus.CLOSED.value,
    ).values(status=CaseStatus.CLOSED.value, result=result.value, closed_at=now,
             sealed_code=None, code_digest=None))


def card(row: CaseRow) -> CaseCard:
    """Return a case as the desk lists it."""
    return CaseCard(
        id=row.id, conversation_id=row.conversation_id, status=CaseStatus(row.status),
        cause=row.cause if any(line["line_id"] == "cause" for line in row.brief) else "",
        urgent_kind=row.urgent_kind, channel=Channel(row.channel),
        place_name=row.place_name, domain=row.domain,
        created_at=row.queued_at or row.offered_at, claimed_by=row.claimed_by,
        brief=tuple(BriefLine(**line) for line in row.brief), priority=row.priority,
        closed_at=row.closed_at, place_insee=row.place_insee, deadline_on=row.deadline_on,
        result=row.result, read_seq=row.read_seq, aside_reason=row.aside_reason,
        back_on=row.back_on, danger_told_at=row.danger_told_at)


def held(case_id: str, mediator_id: str) -> Update:
    """Return an UPDATE of a case as long as this mediator holds it."""
    return update(CaseRow).where(CaseRow.id == case_id, CaseRow.claimed_by == mediator_id,
                                 CaseRow.status == CaseStatus.CLAIMED.value)


def back_in_queue(now: datetime) -> dict[str, Any]:
    """Return the values of a case that waits again."""
    return {"status": CaseStatus.WAITING.value, "claimed_by": None, "claimed_at": None,
            "waiting_since": now, "aside_reason": None, "back_on": None}


async def changed(db: Db, statement: Update) -> bool:
    """Say whether an UPDATE changed its case: False when someone was first."""
    result = await db.execute(statement)
    assert isinstance(result, CursorResult)
    return result.rowcount == 1


def _before(case: OpenCase, queued_at: datetime) -> ColumnElement[bool]:
    """Say which cases of the same priority go before: a nearer date, then an older one."""
    is_older = CaseRow.queued_at < queued_at
    if case.deadline_on is None:
        return or_(CaseRow.deadline_on.is_not(None), is_older)
    return or_(CaseRow.deadline_on < case.deadline_on,
               and_(CaseRow.deadline_on == case.deadline_on, is_older))


def _struck(brief: tuple[BriefLine, ...]) -> dict[str, None]:
    """Return the columns to empty: those that say again what is not in the brief."""
    kept = {line.line_id.split("-")[0] for line in brief}
    columns = {"place": ("place_name", "place_insee"), "answer": ("domain",),
               "urgency": ("urgent_kind",)}
    return {column: None for line, said in columns.items() if line not in kept
            for column in said}


def _lines(brief: tuple[BriefLine, ...]) -> list[dict[str, Any]]:
    return [line.model_dump(exclude_none=True) for line in brief]
