"""Which publications wait for their dialogues to be replayed, and what the replay decides."""

from collections.abc import Mapping
from typing import Any

from mediation.editing.journal import publication_of
from mediation.editing.publishing import Publishing
from mediation.editing.shapes import Publication, Replay
from mediation.store import publications
from mediation.store.database import Store


class Replays:
    """The queue of replays: one at a time, taken up again after a restart."""

    def __init__(self, store: Store, publishing: Publishing) -> None:
        self._store = store
        self._publishing = publishing

    async def resume(self) -> None:
        """Put back what was running when the service stopped."""
        async with self._store.writing() as db:
            await publications.requeue(db)

    async def take(self) -> Publication | None:
        """Return the oldest publication that waits, now running; None when none does."""
        async with self._store.reading() as db:
            if await publications.next_to_check(db) is None:
                return None
        async with self._store.writing() as db:
            row = await publications.next_to_check(db)
            if row is None:
                return None
            row.replay_state = Replay.RUNNING.value
            return publication_of(row)

    async def finish(self, publication: Publication, found: Mapping[str, Any] | None) -> None:
        """Note the result (None = the replay could not be made); switch back a regression."""
        if found and found.get("regressions"):
            await self._publishing.switch_back(publication.id, found)
            return
        state = Replay.FAILED if found is None else Replay.PASSED
        async with self._store.writing() as db:
            await publications.change(db, publication.id, replay_state=state.value,
                                      replay=dict(found or {}))
