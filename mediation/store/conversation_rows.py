"""Tables of a conversation: its state, events, turns, choices and sealed words."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation.store.base import Base

Id = String(40)
Word = String(60)


class ConversationRow(Base):
    """One conversation. `holder` is the only truth about who answers; `seq` the last event."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    channel: Mapped[str] = mapped_column(Word)
    locale: Mapped[str | None] = mapped_column(Word)
    holder: Mapped[str] = mapped_column(Word)
    seq: Mapped[int] = mapped_column(default=0)
    current_entry_id: Mapped[str | None] = mapped_column(Word)
    place_insee: Mapped[str | None] = mapped_column(Word)
    place_name: Mapped[str | None] = mapped_column(String(120))
    situation: Mapped[str | None] = mapped_column(Word)
    misunderstandings: Mapped[int] = mapped_column(default=0)
    last_outcome: Mapped[str | None] = mapped_column(Word)
    urgent_kind: Mapped[str | None] = mapped_column(Word)
    urgent_level: Mapped[str | None] = mapped_column(Word)
    needs: Mapped[list[Any] | None]
    language: Mapped[str | None] = mapped_column(Word)
    framed_language: Mapped[str | None] = mapped_column(Word)
    sealed_chat: Mapped[bytes | None]
    chat_digest: Mapped[str | None] = mapped_column(String(64), index=True)
    created_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
    erased_at: Mapped[datetime | None]


class MessageRow(Base):
    """One event: a resident's message, a whole reply, or a mediator's or the system's words."""

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("conversation_id", "seq"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    seq: Mapped[int]
    speaker: Mapped[str] = mapped_column(Word)
    text: Mapped[str]
    turn_id: Mapped[str | None] = mapped_column(Id)
    is_reply: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]


class TurnRow(Base):
    """One turn, for ever without its words: they go at the erasure, the counts stay."""

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("conversation_id", "channel", "channel_message_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    channel: Mapped[str] = mapped_column(Word)
    channel_message_id: Mapped[str | None] = mapped_column(String(200))
    at: Mapped[datetime]
    text: Mapped[str | None]
    choice: Mapped[str | None] = mapped_column(Word)
    intent: Mapped[str | None] = mapped_column(String(120))
    decision: Mapped[dict[str, Any] | None]
    entry_ids: Mapped[list[Any]]
    scores: Mapped[dict[str, Any]]
    outcome: Mapped[str] = mapped_column(Word)
    urgent_kind: Mapped[str | None] = mapped_column(Word)
    masked_kinds: Mapped[list[Any]]
    is_reduced: Mapped[bool] = mapped_column(default=False)
    fault: Mapped[str | None] = mapped_column(String(120))
    durations_ms: Mapped[dict[str, Any]]
    versions: Mapped[dict[str, Any]]
    reply: Mapped[dict[str, Any] | None]


class ChoiceRow(Base):
    """What a button means, in its own conversation only."""

    __tablename__ = "choices"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    payload: Mapped[str] = mapped_column(String(200))
    label: Mapped[str]


class SealedRow(Base):
    """The clear words of one masked event, encrypted, with the day they go."""

    __tablename__ = "sealed_words"
    __table_args__ = (UniqueConstraint("conversation_id", "seq"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    seq: Mapped[int]
    box: Mapped[bytes]
    purge_after: Mapped[datetime] = mapped_column(index=True)


class FeedbackRow(Base):
    """« Utile » or « pas utile », and why when it was said (masked)."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("conversation_id", "turn_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    turn_id: Mapped[str] = mapped_column(Id)
    verdict: Mapped[str] = mapped_column(Word)
    reason: Mapped[str | None]
    at: Mapped[datetime]
