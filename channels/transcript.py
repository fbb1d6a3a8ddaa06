"""The history of a conversation as rows to render: one renderer for pages, scripts and desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mediation.answer import HistoryItem, TurnReply
from mediation.outcome import Speaker
from mediation.ports import CaseSummary


@dataclass(frozen=True)
class Row:
    """One block of the log. `seq` is 0 for a reply that could not be stored."""

    seq: int
    speaker: Speaker
    text: str
    at: datetime | None = None
    reply: TurnReply | None = None
    has_sealed_words: bool = False


def rows_of(items: Iterable[HistoryItem]) -> list[Row]:
    """Return a row for each event that has something to show."""
    return [Row(item.seq, item.speaker, item.text, item.at, item.reply, item.has_sealed_words)
            for item in items
            if item.text.strip() or (item.reply and _shows(item.reply))]


def after_greeting(items: Sequence[HistoryItem]) -> tuple[HistoryItem, ...]:
    """Drop the greeting that opens a conversation: the page always shows its own."""
    for place, item in enumerate(items):
        if item.speaker is not Speaker.ASSISTANT or item.reply:
            return tuple(items[place:])
    return ()


def since_agreed(items: Iterable[HistoryItem], case: CaseSummary) -> tuple[HistoryItem, ...]:
    """Keep what was said since the resident agreed: before, only the brief was passed on."""
    return tuple(item for item in items if item.at >= case.created_at)


def unstored(reply: TurnReply) -> list[Row]:
    """Return the reply as a row when the history cannot hold it (a storage fault)."""
    return [] if reply.is_stored else [Row(0, Speaker.ASSISTANT, "", None, reply)]


def _shows(reply: TurnReply) -> bool:
    return bool(reply.messages or reply.answer)
