"""Tables of the team's tools: notices, wishes, password links, notes, labels, gaps."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.store.base import Base
from mediation.store.conversation_rows import Id, Word


class NoticeRow(Base):
    """One notice to one person of the team. `address` is sealed: someone without an account.

    `mail` and `chat` are none, pending, delivered, failed or dropped (seen before it left).
    """

    __tablename__ = "staff_notices"
    __table_args__ = (Index(None, "mail", "next_try_at"), Index(None, "chat", "next_try_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[str | None] = mapped_column(Id, index=True)
    address: Mapped[bytes | None]
    kind: Mapped[str] = mapped_column(Word)
    case_id: Mapped[str] = mapped_column(Id, index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    seen_at: Mapped[datetime | None]
    mail: Mapped[str] = mapped_column(Word)
    chat: Mapped[str] = mapped_column(Word)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]


class StaffWishRow(Base):
    """How a person of the team wants to be told; their own Telegram chat, sealed.

    `code_digest` is the fingerprint of the code that ties a chat, until `code_until`.
    """

    __tablename__ = "staff_wishes"

    account_id: Mapped[str] = mapped_column(Id, primary_key=True)
    has_sound: Mapped[bool] = mapped_column(default=False)
    has_browser: Mapped[bool] = mapped_column(default=False)
    has_mail: Mapped[bool] = mapped_column(default=False)
    has_chat: Mapped[bool] = mapped_column(default=False)
    sealed_chat: Mapped[bytes | None]
    code_digest: Mapped[str | None] = mapped_column(String(64), index=True)
    code_until: Mapped[datetime | None]


class PasswordLinkRow(Base):
    """A link by which someone chooses their password, once. Only its fingerprint is kept."""

    __tablename__ = "password_links"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(Id, index=True)
    until: Mapped[datetime] = mapped_column(index=True)


class NoteRow(Base):
    """A note of the team about a case, sealed; the resident never sees it."""

    __tablename__ = "case_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(Id, index=True)
    author: Mapped[str] = mapped_column(Id)
    box: Mapped[bytes]
    at: Mapped[datetime]


class LabelRow(Base):
    """A label put on a case, from the list of labels.yml."""

    __tablename__ = "case_labels"

    case_id: Mapped[str] = mapped_column(Id, primary_key=True)
    label: Mapped[str] = mapped_column(Word, primary_key=True)


class GapRow(Base):
    """Something to correct in the knowledge. `question` is masked and goes before the rest.

    `state` is new, accepted, refused or done. `entry_id` or `partner_id` say what it is about.
    """

    __tablename__ = "knowledge_gaps"
    __table_args__ = (Index(None, "state", "at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(Word)
    entry_id: Mapped[str | None] = mapped_column(String(120))
    partner_id: Mapped[str | None] = mapped_column(String(120))
    question: Mapped[str]
    suggestion: Mapped[str]
    author: Mapped[str] = mapped_column(Id, index=True)
    case_id: Mapped[str | None] = mapped_column(Id)
    conversation_id: Mapped[str | None] = mapped_column(Id, index=True)
    tells_resident: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(Word)
    decided_by: Mapped[str | None] = mapped_column(Id)
    decided_at: Mapped[datetime | None]
    answer: Mapped[str]
    told_at: Mapped[datetime | None]
