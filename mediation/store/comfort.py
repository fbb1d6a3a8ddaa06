"""Choices of a conversation and codes to resume it, in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, select, update

from mediation.outcome import CaseStatus
from mediation.store.case_rows import CaseRow, OutboxRow
from mediation.store.comfort_rows import PreferenceRow, ResumeCodeRow
from mediation.store.conversation_rows import ConversationRow, TurnRow
from mediation.store.database import Db
from mediation.utterance import Channel


async def preference(db: Db, conversation_id: str) -> PreferenceRow | None:
    """Return what was chosen for a conversation, if anything."""
    return await db.get(PreferenceRow, conversation_id)


async def choose(db: Db, conversation_id: str, **fields: Any) -> None:
    """Write some choices of a conversation and leave the others."""
    row = await db.get(PreferenceRow, conversation_id)
    if row is None:
        row = PreferenceRow(conversation_id=conversation_id, is_easy=False)
        db.add(row)
    for name, value in fields.items():
        setattr(row, name, value)


async def watched(db: Db, conversation_id: str) -> list[tuple[str | None, list[Any]]]:
    """Return the danger and the entries of each turn of a conversation."""
    rows = await db.execute(select(TurnRow.urgent_kind, TurnRow.entry_ids).where(
        TurnRow.conversation_id == conversation_id))
    return [(kind, entry_ids) for kind, entry_ids in rows]


async def current_entry(db: Db, conversation_id: str) -> str | None:
    """Return the entry a conversation is about."""
    return await db.scalar(select(ConversationRow.current_entry_id).where(
        ConversationRow.id == conversation_id))


async def is_awaited(db: Db, conversation_id: str, now: datetime) -> bool:
    """Say whether a person, or another device, still waits for this conversation."""
    return bool(await db.scalar(select(
        exists().where(CaseRow.conversation_id == conversation_id, CaseRow.status.not_in(
            (CaseStatus.CLOSED.value, CaseStatus.OFFERED.value)))
        | exists().where(ResumeCodeRow.conversation_id == conversation_id,
                         ResumeCodeRow.expires_at > now))))


async def put_code(db: Db, conversation_id: str, digest: str, expires_at: datetime,
                   now: datetime) -> bool:
    """Keep the one code of a conversation; False when another conversation has the same."""
    await db.execute(delete(ResumeCodeRow).where(
        (ResumeCodeRow.expires_at <= now) | (ResumeCodeRow.conversation_id == conversation_id)))
    if await db.scalar(select(exists().where(ResumeCodeRow.digest == digest))):
        return False
    db.add(ResumeCodeRow(conversation_id=conversation_id, digest=digest, expires_at=expires_at))
    return True


async def take_code(db: Db, digest: str, now: datetime) -> str | None:
    """Spend a code and return its conversation; None when unknown, spent or past its end."""
    row = await db.scalar(select(ResumeCodeRow).where(ResumeCodeRow.digest == digest))
    if row is None:
        return None
    conversation_id, is_live = row.conversation_id, row.expires_at > now
    await db.delete(row)
    return conversation_id if is_live else None


async def drop_expired(db: Db, now: datetime) -> None:
    """Delete the codes past their end."""
    await db.execute(delete(ResumeCodeRow).where(ResumeCodeRow.expires_at <= now))


async def lock_out(db: Db, conversation_id: str) -> None:
    """Make the conversation's token useless: only a code opens it from now on."""
    await db.execute(update(ConversationRow).where(ConversationRow.id == conversation_id)
                     .values(token_hash=""))


async def move(db: Db, conversation_id: str, token_hash: str, channel: Channel) -> None:
    """Give a conversation a new token and channel; the former ones no longer get a word."""
    await db.execute(update(ConversationRow).where(ConversationRow.id == conversation_id).values(
        token_hash=token_hash, channel=channel.value, sealed_chat=None, chat_digest=None))
    await db.execute(delete(OutboxRow).where(OutboxRow.conversation_id == conversation_id,
                                             OutboxRow.state == "pending"))
    await db.execute(update(CaseRow).where(
        CaseRow.conversation_id == conversation_id,
        CaseRow.status != CaseStatus.CLOSED.value).values(channel=channel.value))


async def erase(db: Db, conversation_id: str) -> None:
    """Delete the choices and the code of a conversation, with it."""
    for table in (PreferenceRow, ResumeCodeRow):
        await db.execute(delete(table).where(table.conversation_id == conversation_id))
