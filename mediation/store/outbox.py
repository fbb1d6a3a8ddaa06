"""The outbox in the database: what is due, in order, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from mediation.outcome import Speaker
from mediation.store.case_rows import OutboxRow
from mediation.store.conversation_rows import MessageRow, SealedRow, TurnRow
from mediation.store.database import Db
from mediation.utterance import Channel


@dataclass(frozen=True)
class Due:
    """One event to send."""

    id: int
    conversation_id: str
    seq: int
    attempts: int
    speaker: Speaker
    text: str
    reply: dict[str, Any] | None
    box: bytes | None


async def due(db: Db, channel: Channel, now: datetime, limit: int) -> Sequence[Due]:
    """Return the pending rows to send now, by conversation and seq.

    A row waiting for its next try holds back the later ones of its conversation.
    """
    waits = select(OutboxRow.conversation_id).where(
        OutboxRow.channel == channel.value, OutboxRow.state == "pending",
        OutboxRow.next_try_at > now, OutboxRow.attempts > 0)
    rows = await db.execute(
        select(OutboxRow, MessageRow.speaker, MessageRow.text, TurnRow.reply, SealedRow.box)
        .join(MessageRow, (MessageRow.conversation_id == OutboxRow.conversation_id)
              & (MessageRow.seq == OutboxRow.seq))
        .outerjoin(TurnRow, (TurnRow.id == MessageRow.turn_id) & MessageRow.is_reply)
        .outerjoin(SealedRow, (SealedRow.conversation_id == OutboxRow.conversation_id)
                   & (SealedRow.seq == OutboxRow.seq))
        .where(OutboxRow.channel == channel.value, OutboxRow.state == "pending",
               OutboxRow.next_try_at <= now, OutboxRow.conversation_id.not_in(waits))
        .order_by(OutboxRow.id).limit(limit))
    return [Due(row.id, row.conversation_id, row.seq, row.attempts, Speaker(speaker), text, reply,
                box) for row, speaker, text, reply, box in rows]


async def mark_delivered(db: Db, row_id: int, now: datetime) -> None:
    """Note that an event reached its channel."""
    row = await db.get(OutboxRow, row_id)
    if row is None:
        return
    row.state = "delivered"
    await db.execute(update(MessageRow).where(
        MessageRow.conversation_id == row.conversation_id, MessageRow.seq == row.seq,
    ).values(delivered_at=now))


async def mark_failed(db: Db, row_id: int, next_try_at: datetime | None) -> None:
    """Note a failed try; None gives the event up."""
    row = await db.get(OutboxRow, row_id)
    if row is None:
        return
    row.attempts += 1
    if next_try_at is None:
        row.state = "failed"
    else:
        row.next_try_at = next_try_at


async def attempts(db: Db, row_id: int) -> int:
    """Return how many tries failed so far."""
    return await db.scalar(select(OutboxRow.attempts).where(OutboxRow.id == row_id)) or 0
