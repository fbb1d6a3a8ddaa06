"""The history of a conversation as rows to render: one renderer for pages, scripts and desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mediation.answer import HistoryItem, TurnReply
from mediation.outcome import Speaker


@dataclass(frozen=True)
class Row:
    """One block of the log. `seq` is 0 for a reply that could not be stored."""

    seq: int
    speaker: Speaker
    text: str
    at: datetime | None = None
    reply: TurnReply | None = None


def rows_of(items: Iterable[HistoryItem]) -> list[Row]:
    """Return a row for each event that has something to show."""
    return [Row(item.seq, item.speaker, item.text, item.at, item.reply) for item in items
            if item.text.strip() or (item.reply and _shows(item.reply))]


def after_greeting(items: Sequence[HistoryItem]) -> tuple[HistoryItem, ...]:
    """Drop the greeting that opens a conversation: the page always shows its own."""
    for place, item in enumerate(items):
        if item.speaker is not Speaker.ASSISTANT or item.reply:
            return tuple(items[place:])
    return ()


def unstored(reply: TurnReply, items: Iterable[HistoryItem]) -> list[Row]:
    """Return the reply as a row when the history does not hold it (a storage fault)."""
    is_stored = any(item.reply and item.reply.turn_id == reply.turn_id for item in items)
    if is_stored or not _shows(reply):
        return []
    return [Row(0, Speaker.ASSISTANT, "", None, reply)]


def _shows(reply: TurnReply) -> bool:
    return bool(reply.messages or reply.answer or reply.case)
