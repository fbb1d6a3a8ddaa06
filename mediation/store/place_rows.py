"""Tables of the directory's life: what residents report and what the places confirm."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation.store.base import Base
from mediation.store.conversation_rows import Word


class NumberReportRow(Base):
    """Someone says that a place's number does not answer. `reporter` is a keyed fingerprint."""

    __tablename__ = "number_reports"
    __table_args__ = (UniqueConstraint("partner_id", "reporter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[str] = mapped_column(Word, index=True)
    reporter: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class ConfirmationRow(Base):
    """The place says, through its own link, that its record is still true."""

    __tablename__ = "place_confirmations"

    partner_id: Mapped[str] = mapped_column(Word, primary_key=True)
    at: Mapped[datetime]
