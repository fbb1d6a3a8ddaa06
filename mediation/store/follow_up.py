"""The follow-up's own erasures: by day, with a conversation, or cut from one that was purged."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from mediation.store.conversation_rows import ConversationRow, TurnRow
from mediation.store.database import Db
from mediation.store.follow_up_rows import (
    AppointmentRow,
    LogbookAgreementRow,
    LogbookRow,
    LogbookStepRow,
    ReferralRow,
)


async def purge(db: Db, now: datetime) -> int:
    """Delete what reached its day: referrals, appointments, logbooks; return how many."""
    ended = list(await db.scalars(select(LogbookRow.id).where(LogbookRow.ends_at <= now)))
    await erase_logbooks(db, ended)
    counts = [len(ended)]
    for table in (ReferralRow, AppointmentRow):
        result: Any = await db.execute(delete(table).where(table.purge_after <= now))
        counts.append(int(result.rowcount))
    return sum(counts)


async def erase(db: Db, conversation_id: str) -> None:
    """Delete what a conversation's resident agreed to, when they erase it."""
    books = list(await db.scalars(select(LogbookRow.id).where(
        LogbookRow.conversation_id == conversation_id)))
    await erase_logbooks(db, books)
    for table in (AppointmentRow, ReferralRow):
        await db.execute(delete(table).where(table.conversation_id == conversation_id))


async def detach(db: Db, conversation_id: str) -> None:
    """Cut what was agreed to from a conversation purged by age: each keeps its own end date."""
    for table in (AppointmentRow, ReferralRow):
        await db.execute(update(table).where(table.conversation_id == conversation_id)
                         .values(conversation_id=None, case_id=None))
    await db.execute(update(LogbookRow).where(LogbookRow.conversation_id == conversation_id)
                     .values(conversation_id=None))


async def erase_logbooks(db: Db, logbook_ids: list[str]) -> None:
    """Delete logbooks with their steps, agreements and appointments."""
    for table in (LogbookStepRow, LogbookAgreementRow, AppointmentRow):
        await db.execute(delete(table).where(table.logbook_id.in_(logbook_ids)))
    await db.execute(delete(LogbookRow).where(LogbookRow.id.in_(logbook_ids)))


async def is_erased(db: Db, conversation_id: str) -> bool:
    """Say whether a conversation's words are gone."""
    return not await db.scalar(select(ConversationRow.id).where(
        ConversationRow.id == conversation_id, ConversationRow.erased_at.is_(None)))


async def texts_of(db: Db, conversation_id: str) -> list[str]:
    """Return the masked words of a conversation's turns, to hear a child."""
    return [each for each in await db.scalars(select(TurnRow.text).where(
        TurnRow.conversation_id == conversation_id)) if each]
