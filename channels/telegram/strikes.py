"""Remembers the struck lines of the offer on screen, so that a typed « oui » respects them."""

from collections import OrderedDict

MAX_CHATS = 5000


class Strikes:
    """Line ids by chat, in memory; the keyboard of the message says the same after a restart."""

    def __init__(self) -> None:
        self._lines: OrderedDict[int, frozenset[str]] = OrderedDict()

    def of(self, chat_id: int) -> frozenset[str]:
        """Return the lines struck in this chat."""
        return self._lines.get(chat_id, frozenset())

    def set(self, chat_id: int, lines: frozenset[str]) -> None:
        """Keep what the keyboard shows now."""
        self._lines[chat_id] = lines
        self._lines.move_to_end(chat_id)
        if len(self._lines) > MAX_CHATS:
            self._lines.popitem(last=False)

    def clear(self, chat_id: int) -> None:
        """Forget them: the offer was agreed to, refused, or made again."""
        self._lines.pop(chat_id, None)
