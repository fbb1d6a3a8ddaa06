"""Tables of the editors: drafts as they were typed, and what was published."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.store.base import Base
from mediation.store.conversation_rows import Id, Word

Digest = String(64)


class DraftRow(Base):
    """One editor's draft of one item. `content` and `base` are values of the form, as typed.

    `base` is what was published when the draft began: changes are told apart from it.
    `copy_of` names the draft whose words are kept here after a merge.
    """

    __tablename__ = "drafts"
    __table_args__ = (Index(None, "kind", "item_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(Word)
    item_id: Mapped[str] = mapped_column(Word)
    state: Mapped[str] = mapped_column(Word, index=True)
    author: Mapped[str] = mapped_column(Id)
    version: Mapped[int] = mapped_column(default=1)
    base_digest: Mapped[str] = mapped_column(Digest)
    base: Mapped[dict[str, Any]]
    content: Mapped[dict[str, Any]]
    copy_of: Mapped[str | None] = mapped_column(Id)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class PublicationRow(Base):
    """One change of one file, with the commit that carries it. `before` null = it was new.

    `cause` is published, undone or switched_back; `state` is live, undone or switched_back.
    `replay_state` is off, pending, running, passed, regressed or failed.
    """

    __tablename__ = "publications"
    __table_args__ = (Index(None, "kind", "item_id"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(Id, unique=True)
    kind: Mapped[str] = mapped_column(Word)
    item_id: Mapped[str] = mapped_column(Word)
    path: Mapped[str] = mapped_column(String(300))
    cause: Mapped[str] = mapped_column(Word)
    state: Mapped[str] = mapped_column(Word)
    draft_id: Mapped[str | None] = mapped_column(Id)
    author: Mapped[str] = mapped_column(Id)
    publisher: Mapped[str] = mapped_column(Id)
    before: Mapped[str | None]
    after: Mapped[str | None]
    commit: Mapped[str] = mapped_column(Digest)
    at: Mapped[datetime]
    replay_state: Mapped[str] = mapped_column(Word, index=True)
    replay: Mapped[dict[str, Any]]
