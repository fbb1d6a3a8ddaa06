"""Table of the call-backs: how someone asked to be reached, until when, what became of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from mediation.store.base import Base
from mediation.store.conversation_rows import Id, Word


class CallbackRow(Base):
    """One call-back or visit asked for, one a case. `contact` is sealed and goes at `ends_at`.

    `state` is asking (the contact is awaited), open, done, unreachable or expired.
    """

    __tablename__ = "callbacks"
    __table_args__ = (Index(None, "state", "due_at"),)

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    way: Mapped[str] = mapped_column(Word)
    state: Mapped[str] = mapped_column(Word)
    purpose: Mapped[str] = mapped_column(Word)
    moment: Mapped[str | None] = mapped_column(Word)
    contact: Mapped[bytes | None]
    is_child: Mapped[bool] = mapped_column(default=False)
    attempts: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    handled_by: Mapped[str | None] = mapped_column(Id)
    result: Mapped[str | None] = mapped_column(Word)
    ends_at: Mapped[datetime] = mapped_column(index=True)
