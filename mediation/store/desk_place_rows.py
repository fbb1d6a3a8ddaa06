"""Table of the desks: hours, absence, live chat, area and duty contact."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.store.base import Base
from mediation.store.conversation_rows import Id, Word


class DeskPlaceRow(Base):
    """One desk. `edited_by` is None as long as it only follows the settings."""

    __tablename__ = "desk_places"

    id: Mapped[str] = mapped_column(Word, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    hours: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))
    absence_text: Mapped[str] = mapped_column(String(300))
    absence_from: Mapped[date | None] = mapped_column(Date)
    absence_to: Mapped[date | None] = mapped_column(Date)
    is_live: Mapped[bool]
    live_ceiling: Mapped[int]
    areas: Mapped[list[Any]]
    poles: Mapped[list[Any]]
    duty_email: Mapped[str | None] = mapped_column(String(200))
    edited_by: Mapped[str | None] = mapped_column(Id)
    changed_at: Mapped[datetime]
