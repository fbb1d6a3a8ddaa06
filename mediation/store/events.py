"""Events of a conversation: written with their outbox rows, read back in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mediation.outcome import Speaker
from mediation.store.case_rows import OutboxRow
from mediation.store.conversation_rows import (
    ConversationRow,
    MessageRow,
    SealedRow,
    TurnRow,
)
from mediation.store.database import Db
from mediation.utterance import Channel

PUSHED = frozenset({Channel.TELEGRAM})


@dataclass(frozen=True)
class Event:
    """One event to write. `box` holds its clear words when some were masked.

    `is_pushed` is False for what the channel shows itself (the greeting).
    """

    speaker: Speaker
    text: str
    turn_id: str | None = None
    is_reply: bool = False
    is_pushed: bool = True
    box: bytes | None = None
    purge_after: datetime | None = None


@dataclass(frozen=True)
class Written:
    """One event read back, with its turn's reply and its sealed words."""

    seq: int
    at: datetime
    speaker: Speaker
    text: str
    turn_id: str | None
    outcome: str | None
    reply: dict[str, Any] | None
    box: bytes | None


def add(db: Db, conversation: ConversationRow, event: Event, now: datetime) -> int:
    """Write an event at the next seq of a locked conversation; return that seq.

    What does not come from the resident gets an outbox row on a pushed channel.
    """
    conversation.seq += 1
    conversation.last_at = now
    seq = conversation.seq
    db.add(MessageRow(conversation_id=conversation.id, seq=seq, speaker=event.speaker.value,
                      text=event.text, turn_id=event.turn_id, is_reply=event.is_reply, at=now))
    if event.box is not None and event.purge_after is not None:
        db.add(SealedRow(conversation_id=conversation.id, seq=seq, box=event.box,
                         purge_after=event.purge_after))
    is_from_here = event.is_pushed and event.speaker is not Speaker.RESIDENT
    if is_from_here and Channel(conversation.channel) in PUSHED:
        db.add(OutboxRow(conversation_id=conversation.id, channel=conversation.channel, seq=seq,
                         state="pending", attempts=0, next_try_at=now))
    return seq


async def after(db: Db, conversation_id: str, seq: int) -> Sequence[Written]:
    """Return the events with a greater seq, oldest first."""
    rows = await db.execute(
        select(MessageRow, TurnRow.outcome, TurnRow.reply, SealedRow.box)
        .outerjoin(TurnRow, (TurnRow.id == MessageRow.turn_id) & MessageRow.is_reply)
        .outerjoin(SealedRow, (SealedRow.conversation_id == MessageRow.conversation_id)
                   & (SealedRow.seq == MessageRow.seq))
        .where(MessageRow.conversation_id == conversation_id, MessageRow.seq > seq)
        .order_by(MessageRow.seq))
    return [Written(row.seq, row.at, Speaker(row.speaker), row.text, row.turn_id, outcome,
                    reply, box) for row, outcome, reply, box in rows]


async def box_of(db: Db, conversation_id: str, seq: int) -> tuple[datetime, bytes] | None:
    """Return when one event was written, and its sealed words."""
    found = (await db.execute(
        select(MessageRow.at, SealedRow.box)
        .join(SealedRow, (SealedRow.conversation_id == MessageRow.conversation_id)
              & (SealedRow.seq == MessageRow.seq))
        .where(MessageRow.conversation_id == conversation_id, MessageRow.seq == seq))
    ).one_or_none()
    return (found[0], found[1]) if found else None
