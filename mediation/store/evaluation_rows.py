"""The table of the evaluators' runs; their results are files, too large for a row."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.store.base import Base
from mediation.store.conversation_rows import Id, Word


class EvaluationRunRow(Base):
    """One run asked by an evaluator. `state` is waiting, running, done, failed or stopped."""

    __tablename__ = "evaluation_runs"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(Id, unique=True)
    kind: Mapped[str] = mapped_column(Word)
    mode: Mapped[str] = mapped_column(Word)
    set_key: Mapped[str] = mapped_column(String(200), index=True)
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(Word, index=True)
    asked_by: Mapped[str] = mapped_column(Id)
    asked_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(String(500), default="")
    summary: Mapped[dict[str, Any]]
    versions: Mapped[dict[str, Any]]
