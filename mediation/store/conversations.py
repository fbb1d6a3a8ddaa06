"""Conversations in the database: opened, found, loaded whole for a turn."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from mediation.answer import BriefLine
from mediation.case import OpenCase
from mediation.outcome import CaseStatus, Holder, Outcome
from mediation.store.case_rows import CaseRow
from mediation.store.conversation_rows import ChoiceRow, ConversationRow, TurnRow
from mediation.store.database import Db
from mediation.talk import Talk, UnknownConversation
from mediation.utterance import Channel
from mediation.wanted import kept_of


async def add(db: Db, conversation_id: str, token_hash: str, channel: Channel,
              locale: str | None, now: datetime) -> ConversationRow:
    """Open a conversation held by the assistant."""
    row = ConversationRow(id=conversation_id, token_hash=token_hash, channel=channel.value,
                          locale=locale, holder=Holder.ASSISTANT.value, seq=0,
                          created_at=now, last_at=now)
    db.add(row)
    await db.flush()
    return row


async def token_hash(db: Db, conversation_id: str) -> str | None:
    """Return the digest of the token; None for an unknown or erased conversation."""
    return await db.scalar(select(ConversationRow.token_hash).where(
        ConversationRow.id == conversation_id, ConversationRow.erased_at.is_(None)))


async def load(db: Db, conversation_id: str) -> Talk:
    """Return the conversation with its open case. Raises UnknownConversation."""
    found = (await db.execute(
        select(ConversationRow, CaseRow)
        .outerjoin(CaseRow, (CaseRow.conversation_id == ConversationRow.id)
                   & (CaseRow.status != CaseStatus.CLOSED.value))
        .where(ConversationRow.id == conversation_id, ConversationRow.erased_at.is_(None))
        .order_by(CaseRow.offered_at.desc()).limit(1))).one_or_none()
    if found is None:
        raise UnknownConversation(conversation_id)
    return _talk(found[0], found[1])


async def lock(db: Db, conversation_id: str) -> ConversationRow:
    """Return the row to change, locked until the end. Raises UnknownConversation."""
    row = await db.scalar(select(ConversationRow).where(
        ConversationRow.id == conversation_id, ConversationRow.erased_at.is_(None)
    ).with_for_update())
    if row is None:
        raise UnknownConversation(conversation_id)
    return row


async def reply_to(db: Db, conversation_id: str, channel: Channel, message_id: str
                   ) -> dict[str, Any] | None:
    """Return the reply stored for this channel message, if it came before."""
    return await db.scalar(select(TurnRow.reply).where(
        TurnRow.conversation_id == conversation_id, TurnRow.channel == channel.value,
        TurnRow.channel_message_id == message_id))


async def choice(db: Db, conversation_id: str, choice_id: str) -> ChoiceRow | None:
    """Return what a button means; None for an unknown one or another conversation's."""
    return await db.scalar(select(ChoiceRow).where(
        ChoiceRow.id == choice_id, ChoiceRow.conversation_id == conversation_id))


async def bind_chat(db: Db, conversation_id: str, sealed: bytes, digest: str) -> None:
    """Keep the outside chat of a conversation, sealed."""
    await db.execute(update(ConversationRow).where(ConversationRow.id == conversation_id)
                     .values(sealed_chat=sealed, chat_digest=digest))


async def of_chat(db: Db, digest: str) -> str | None:
    """Return the latest conversation of a chat that was not erased."""
    return await db.scalar(
        select(ConversationRow.id)
        .where(ConversationRow.chat_digest == digest, ConversationRow.erased_at.is_(None))
        .order_by(ConversationRow.created_at.desc()).limit(1))


async def sealed_chat(db: Db, conversation_id: str) -> bytes | None:
    """Return the sealed chat id of a conversation."""
    return await db.scalar(select(ConversationRow.sealed_chat).where(
        ConversationRow.id == conversation_id, ConversationRow.erased_at.is_(None)))


def _talk(row: ConversationRow, case: CaseRow | None) -> Talk:
    return Talk(
        id=row.id, channel=Channel(row.channel), locale=row.locale, holder=Holder(row.holder),
        seq=row.seq, current_entry_id=row.current_entry_id, place_insee=row.place_insee,
        place_name=row.place_name, situation=row.situation,
        misunderstandings=row.misunderstandings,
        last_outcome=Outcome(row.last_outcome) if row.last_outcome else None,
        urgent_kind=row.urgent_kind, urgent_level=row.urgent_level,
        case=_open_case(case) if case else None, needs=kept_of(row.needs),
        language=row.language, framed_language=row.framed_language)


def _open_case(row: CaseRow) -> OpenCase:
    return OpenCase(
        id=row.id, status=CaseStatus(row.status), priority=row.priority,
        brief=tuple(BriefLine(**line) for line in row.brief), queued_at=row.queued_at,
        is_position_told=row.is_position_told, sealed_code=row.sealed_code,
        deadline_on=row.deadline_on, claimed_by=row.claimed_by)
