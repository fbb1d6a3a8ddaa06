"""Erases words: at the resident's request, and when each class of data reaches its day."""

from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Delete, delete, exists, select, update

from mediation.outcome import CaseStatus, Holder
from mediation.store import callbacks, comfort, counter, follow_up, gaps, tools
from mediation.store.account_rows import AuditRow, LoginRow
from mediation.store.case_rows import CaseRow, OutboxRow
from mediation.store.conversation_rows import (
    ChoiceRow,
    ConversationRow,
    FeedbackRow,
    MessageRow,
    SealedRow,
    TurnRow,
)
from mediation.store.database import Db


async def erase(db: Db, conversation_id: str, now: datetime) -> None:
    """Erase every word of a conversation; outcomes and entry ids stay, as counts."""
    for table in (SealedRow, OutboxRow, MessageRow, ChoiceRow):
        await db.execute(delete(table).where(table.conversation_id == conversation_id))
    await comfort.erase(db, conversation_id)
    await tools.erase(db, conversation_id)
    await gaps.erase(db, conversation_id)
    await follow_up.erase(db, conversation_id)
    await counter.erase(db, conversation_id)
    await callbacks.drop(db, conversation_id)
    await db.execute(update(TurnRow).where(TurnRow.conversation_id == conversation_id).values(
        text=None, decision=None, reply=None, channel_message_id=None, choice=None))
    await db.execute(update(FeedbackRow).where(
        FeedbackRow.conversation_id == conversation_id).values(reason=None))
    await db.execute(update(CaseRow).where(CaseRow.conversation_id == conversation_id).values(
        brief=[], place_insee=None, place_name=None, sealed_code=None, code_digest=None,
        deadline_on=None))
    await db.execute(update(ConversationRow).where(ConversationRow.id == conversation_id).values(
        erased_at=now, token_hash="", holder=Holder.ASSISTANT.value, place_insee=None,
        place_name=None, situation=None, sealed_chat=None, chat_digest=None,
        current_entry_id=None, needs=None, language=None, framed_language=None,
        urgent_kind=None, urgent_level=None))


async def schedule_sealed(db: Db, conversation_id: str, purge_after: datetime) -> None:
    """Set the day the sealed words of a conversation go."""
    await db.execute(update(SealedRow).where(SealedRow.conversation_id == conversation_id)
                     .values(purge_after=purge_after))


async def purge_sealed(db: Db, now: datetime) -> int:
    """Delete the sealed words whose day has come, except those of a case still held."""
    held = exists().where(CaseRow.conversation_id == SealedRow.conversation_id,
                          CaseRow.status.in_((CaseStatus.WAITING.value,
                                              CaseStatus.CLAIMED.value,
                                              CaseStatus.PENDING.value)))
    return await _count(db, delete(SealedRow).where(SealedRow.purge_after <= now, ~held))


async def silent_since(db: Db, before: datetime, limit: int = 500) -> list[str]:
    """Return conversations without a word since then, whoever holds them, not yet erased."""
    return list(await db.scalars(select(ConversationRow.id).where(
        ConversationRow.last_at < before, ConversationRow.erased_at.is_(None)).limit(limit)))


async def forget_codes(db: Db, now: datetime) -> int:
    """Forget the codes that expired, of the desk and of other devices."""
    await comfort.drop_expired(db, now)
    result = await db.execute(update(CaseRow).where(CaseRow.code_expires_at <= now).values(
        sealed_code=None, code_digest=None, code_expires_at=None))
    assert isinstance(result, CursorResult)
    return result.rowcount


async def purge_outbox(db: Db, before: datetime) -> int:
    """Delete the rows already sent or given up."""
    return await _count(db, delete(OutboxRow).where(
        OutboxRow.state != "pending", OutboxRow.next_try_at < before))


async def purge_sessions(db: Db, now: datetime) -> int:
    """Delete the ended sessions of the desk."""
    return await _count(db, delete(LoginRow).where(
        (LoginRow.expires_at <= now) | LoginRow.revoked_at.is_not(None)))


async def purge_audit(db: Db, before: datetime) -> int:
    """Delete the oldest lines of the audit."""
    return await _count(db, delete(AuditRow).where(AuditRow.at < before))


async def purge_counts(db: Db, before: datetime, limit: int = 500) -> int:
    """Delete what was left of conversations erased before that day: outcomes, dates, results."""
    old = list(await db.scalars(select(ConversationRow.id).where(
        ConversationRow.erased_at < before).limit(limit)))
    for table in (FeedbackRow, CaseRow, TurnRow):
        await db.execute(delete(table).where(table.conversation_id.in_(old)))
    return await _count(db, delete(ConversationRow).where(ConversationRow.id.in_(old)))


async def _count(db: Db, statement: Delete) -> int:
    result: Any = await db.execute(statement)
    return int(result.rowcount)
