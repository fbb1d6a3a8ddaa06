"""Tables of a resident's comfort: what was chosen for a conversation, and codes to resume it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.store.base import Base
from mediation.store.conversation_rows import Word


class PreferenceRow(Base):
    """What a resident chose. `follow_up` is asked, agreed, refused, or the answer given."""

    __tablename__ = "preferences"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    is_easy: Mapped[bool] = mapped_column(default=False)
    follow_up: Mapped[str | None] = mapped_column(Word)
    follow_up_entry_id: Mapped[str | None] = mapped_column(String(120))
    follow_up_at: Mapped[datetime | None]


class ResumeCodeRow(Base):
    """The one live code of a conversation, by its keyed fingerprint only."""

    __tablename__ = "resume_codes"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
