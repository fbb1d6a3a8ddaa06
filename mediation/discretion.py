"""Says when someone may be reading over a resident's shoulder: violence, a child in danger."""

import re
from collections.abc import Iterable

from mediation.answer import HistoryItem

WATCHED_KINDS = re.compile(r"violence|abuse|child|minor|harass|forced|traffick|coerc")
WATCHED_ENTRIES = re.compile(r"violence|enfant-en-danger|maltrait|harcelement|mariage-force")


def is_watched(kind: str | None, entry_id: str | None = None) -> bool:
    """Say whether a danger, or an entry, asks for discretion."""
    return bool((kind and WATCHED_KINDS.search(kind))
                or (entry_id and WATCHED_ENTRIES.search(entry_id)))


def is_discreet(items: Iterable[HistoryItem]) -> bool:
    """Say whether a conversation told of such a danger at any moment."""
    return any(item.reply and is_watched(
        item.reply.urgent.kind if item.reply.urgent else None,
        item.reply.answer.entry_id if item.reply.answer else None) for item in items)
