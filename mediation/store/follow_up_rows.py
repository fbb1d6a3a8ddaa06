"""Tables of the follow-up: referrals, appointments, and logbooks opened by code."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.store.base import Base
from mediation.store.conversation_rows import Id, Word


class ReferralRow(Base):
    """One referral to a partner or a body. `box` seals what a person could be recognised by."""

    __tablename__ = "referrals"
    __table_args__ = (Index(None, "state", "due_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    mediator_id: Mapped[str] = mapped_column(Id)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id"), index=True)
    case_id: Mapped[str | None] = mapped_column(Id, index=True)
    partner_id: Mapped[str | None] = mapped_column(String(120))
    organisation: Mapped[str | None] = mapped_column(Word)
    reason: Mapped[str] = mapped_column(Word)
    subject: Mapped[str] = mapped_column(Word)
    agreed_by: Mapped[str] = mapped_column(Word)
    agreed_how: Mapped[str] = mapped_column(Word)
    mandate: Mapped[str | None] = mapped_column(Word)
    agreed_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(Word)
    refusal: Mapped[str | None] = mapped_column(Word)
    box: Mapped[bytes | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    purge_after: Mapped[datetime] = mapped_column(index=True)


class LogbookRow(Base):
    """A logbook the resident opens by code; only the code's keyed fingerprint is kept."""

    __tablename__ = "logbooks"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    opened_by: Mapped[str] = mapped_column(Id)
    referent_id: Mapped[str | None] = mapped_column(Id)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id"), index=True)
    code_digest: Mapped[str] = mapped_column(String(64), unique=True)
    subject: Mapped[str] = mapped_column(Word)
    agreed_by: Mapped[str] = mapped_column(Word)
    agreed_how: Mapped[str] = mapped_column(Word)
    mandate: Mapped[str | None] = mapped_column(Word)
    agreed_at: Mapped[datetime]
    box: Mapped[bytes | None]
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)


class LogbookStepRow(Base):
    """One step of a logbook, its words sealed."""

    __tablename__ = "logbook_steps"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    logbook_id: Mapped[str] = mapped_column(ForeignKey("logbooks.id"), index=True)
    position: Mapped[int]
    state: Mapped[str] = mapped_column(Word)
    box: Mapped[bytes]
    changed_at: Mapped[datetime]


class LogbookAgreementRow(Base):
    """A mediator the resident agreed to, until it is taken back."""

    __tablename__ = "logbook_agreements"

    logbook_id: Mapped[str] = mapped_column(ForeignKey("logbooks.id"), primary_key=True)
    mediator_id: Mapped[str] = mapped_column(Id, primary_key=True)
    how: Mapped[str] = mapped_column(Word)
    agreed_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class AppointmentRow(Base):
    """An appointment that was prepared: its place, subject and papers are sealed."""

    __tablename__ = "appointments"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    mediator_id: Mapped[str] = mapped_column(Id, index=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id"), index=True)
    case_id: Mapped[str | None] = mapped_column(Id, index=True)
    logbook_id: Mapped[str | None] = mapped_column(ForeignKey("logbooks.id"), index=True)
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    is_discreet: Mapped[bool] = mapped_column(default=False)
    box: Mapped[bytes]
    created_at: Mapped[datetime]
    purge_after: Mapped[datetime] = mapped_column(index=True)
