"""Single-use tickets that open an event stream: a URL never carries the conversation's token."""

import secrets
import time
from collections.abc import Callable

LIFE_SECONDS = 60


class Tickets:
    """Tickets of this process, each good once and for 60 seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: dict[str, tuple[str, float]] = {}

    def issue(self, conversation_id: str) -> str:
        """Return a new ticket for this conversation."""
        now = self._clock()
        self._open = {key: kept for key, kept in self._open.items() if kept[1] > now}
        ticket = secrets.token_urlsafe(24)
        self._open[ticket] = (conversation_id, now + LIFE_SECONDS)
        return ticket

    def use(self, ticket: str, conversation_id: str) -> bool:
        """Spend a ticket; False when unknown, spent, expired or another conversation's."""
        owner, ends = self._open.pop(ticket, ("", 0.0))
        return owner == conversation_id and self._clock() < ends
