"""Notes that a mediator's page is open, without writing at each of its requests."""

import time
from collections.abc import Callable

from channels.doors import PresenceDoor

EVERY_SECONDS = 15.0


class Sightings:
    """When each mediator was last noted, in this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._noted: dict[str, float] = {}

    async def note(self, presence: PresenceDoor, mediator_id: str) -> None:
        """Tell presence at most every 15 seconds (it counts someone absent after 60)."""
        now = self._clock()
        if now - self._noted.get(mediator_id, float("-inf")) >= EVERY_SECONDS:
            self._noted[mediator_id] = now
            await presence.seen(mediator_id)
