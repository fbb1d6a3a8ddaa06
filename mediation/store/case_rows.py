"""Tables of the hand-over: cases, and what waits to be sent."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation.store.base import Base
from mediation.store.conversation_rows import Id, Word


class CaseRow(Base):
    """One hand-over, from its offer to its closing.

    `waiting_since`: in the queue, since the agreement or its last return. `read_seq`: the last
    event its mediator's page showed. `danger_told_at`: the number was said again, unread.
    """

    __tablename__ = "cases"
    __table_args__ = (Index(None, "status", "priority", "queued_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    status: Mapped[str] = mapped_column(Word)
    cause: Mapped[str] = mapped_column(Word)
    priority: Mapped[int] = mapped_column(default=0)
    urgent_kind: Mapped[str | None] = mapped_column(Word)
    brief: Mapped[list[Any]]
    place_insee: Mapped[str | None] = mapped_column(Word)
    place_name: Mapped[str | None] = mapped_column(String(120))
    domain: Mapped[str | None] = mapped_column(Word)
    channel: Mapped[str] = mapped_column(Word)
    claimed_by: Mapped[str | None] = mapped_column(Id)
    is_position_told: Mapped[bool] = mapped_column(default=False)
    sealed_code: Mapped[bytes | None]
    code_digest: Mapped[str | None] = mapped_column(String(64), index=True)
    code_expires_at: Mapped[datetime | None]
    result: Mapped[str | None] = mapped_column(Word)
    offered_at: Mapped[datetime]
    queued_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    read_seq: Mapped[int] = mapped_column(default=0)
    deadline_on: Mapped[date | None] = mapped_column(Date)
    danger_at: Mapped[datetime | None]
    danger_told_at: Mapped[datetime | None]
    aside_reason: Mapped[str | None] = mapped_column(Word)
    back_on: Mapped[date | None] = mapped_column(Date)


class OutboxRow(Base):
    """One event to send on a pushed channel. `state` is pending, delivered or failed."""

    __tablename__ = "outbox"
    __table_args__ = (UniqueConstraint("conversation_id", "seq"),
                      Index(None, "channel", "state", "next_try_at"),
                      {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    channel: Mapped[str] = mapped_column(Word)
    seq: Mapped[int]
    state: Mapped[str] = mapped_column(Word)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
