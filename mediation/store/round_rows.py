"""Table of the pairs of offices that send people to one another: counts, no words, no person."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.store.base import Base
from mediation.store.conversation_rows import Word


class RoundRow(Base):
    """One person sent around, in a month (« 2026-11 »). `second` is empty when it was not said.

    The two keys are in alphabetical order, so that a pair is counted once whoever began.
    """

    __tablename__ = "rounds"

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7), index=True)
    first: Mapped[str] = mapped_column(Word)
    second: Mapped[str] = mapped_column(Word)
