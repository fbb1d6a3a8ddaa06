"""Tables of the people with an account: who they are, their sessions, what they did."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.store.base import Base
from mediation.store.conversation_rows import Id, Word


class AccountRow(Base):
    """One person with an account. `last_seen_at` and `is_available` say who is present."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)
    role: Mapped[str] = mapped_column(Word)
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    missed_logins: Mapped[int] = mapped_column(default=0)
    first_missed_at: Mapped[datetime | None]
    is_available: Mapped[bool] = mapped_column(default=False)
    last_seen_at: Mapped[datetime | None]
    desk_id: Mapped[str | None] = mapped_column(Word)


class LoginRow(Base):
    """One open session of the desk; only the digest of its token is kept."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class AuditRow(Base):
    """Who saw or did what, without any words of a resident."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(Id)
    action: Mapped[str] = mapped_column(Word)
    subject: Mapped[str] = mapped_column(String(200))
    detail: Mapped[dict[str, Any]]
