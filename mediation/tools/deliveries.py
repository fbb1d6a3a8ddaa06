"""What became of the mediator's messages: sent, arrived on the resident's screen, or lost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mediation.store import tools
from mediation.store.database import Store

State = Literal["sent", "delivered", "failed"]


@dataclass(frozen=True)
class Sent:
    """One message of the mediator. `at` is when it arrived, if it did."""

    seq: int
    state: State
    at: datetime | None = None


class Deliveries:
    """Reads the outbox of a pushed channel, and what the page of a web one has shown."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def of(self, conversation_id: str, since: datetime) -> tuple[Sent, ...]:
        """Return the mediator's messages since a moment, the oldest first."""
        async with self._store.reading() as db:
            rows = await tools.deliveries(db, conversation_id, since)
        return tuple(Sent(seq, "delivered" if at else "failed" if state == "failed" else "sent",
                          at) for seq, at, state in rows)

    async def mark_read(self, conversation_id: str, upto: int) -> None:
        """Note that the resident's page has shown the messages up to a seq."""
        async with self._store.reading() as db:
            if not await tools.has_unread(db, conversation_id, upto):
                return
        async with self._store.writing() as db:
            await tools.mark_read(db, conversation_id, upto, self._clock())
