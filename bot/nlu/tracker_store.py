"""Rasa's memory of dialogues in SQLite, which really forgets: old ones, and those reset."""

import time
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Restarted
from rasa.shared.core.trackers import DialogueStateTracker

DAY = 24 * 3600


class ForgettingStore(SQLTrackerStore):
    """Deletes a dialogue when it is restarted, and at start those older than `keep_days`."""

    def __init__(self, *args: Any, keep_days: float = 3, **kwargs: dict[str, Any]) -> None:
        super().__init__(*args, **kwargs)
        with self.session_scope() as session:
            before = time.time() - keep_days * DAY
            session.query(self.SQLEvent).filter(self.SQLEvent.timestamp < before).delete()
            session.commit()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the new events; a tracker that ends with a restart is deleted instead."""
        if not (tracker.events and isinstance(tracker.events[-1], Restarted)):
            await super().save(tracker)
            return
        with self.session_scope() as session:
            rows = session.query(self.SQLEvent)
            rows.filter(self.SQLEvent.sender_id == tracker.sender_id).delete()
            session.commit()
