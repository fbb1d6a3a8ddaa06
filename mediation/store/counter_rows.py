"""Tables of the counter: visits under way, sheets given by code, and what is counted."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.store.base import Base
from mediation.store.conversation_rows import Id, Word


class VisitRow(Base):
    """One visit under way: all that was said of the person is in the sealed box."""

    __tablename__ = "visits"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    mediator_id: Mapped[str] = mapped_column(Id, index=True)
    opened_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
    box: Mapped[bytes]


class SheetRow(Base):
    """A fiche de route given by code, sealed; found by the code's keyed fingerprint only."""

    __tablename__ = "given_sheets"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id"),
                                                        index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    box: Mapped[bytes]


class VisitCountRow(Base):
    """One visit counted: no link to the visit, to a person or to a mediator, and no day."""

    __tablename__ = "visit_counts"
    __table_args__ = (Index(None, "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7))
    theme: Mapped[str] = mapped_column(Word)
    nature: Mapped[str] = mapped_column(Word)
    duration: Mapped[str] = mapped_column(Word)
    outcome: Mapped[str] = mapped_column(Word)
    place_name: Mapped[str | None] = mapped_column(String(120))
