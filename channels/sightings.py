"""Notes that a mediator is there, without writing at each of their requests."""

import time
from collections.abc import Callable

from channels.doors import PresenceDoor

EVERY_SECONDS = 15.0
IDLE_SECONDS = 30 * 60.0  # a page left open in an empty room promises nobody


class Sightings:
    """When each mediator was last noted, and last did something, in this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._noted: dict[str, float] = {}
        self._acted: dict[str, float] = {}

    async def note(self, presence: PresenceDoor, mediator_id: str, is_alone: bool = False) -> bool:
        """Tell presence at most every 15 seconds (it counts someone absent after 60).

        Return whether they still count as there. `is_alone`: the page asks by itself; it counts
        for 30 minutes after a person did something.
        """
        now = self._clock()
        if not is_alone:
            self._acted[mediator_id] = now
        if now - self._acted.setdefault(mediator_id, now) > IDLE_SECONDS:
            return False
        if now - self._noted.get(mediator_id, float("-inf")) >= EVERY_SECONDS:
            self._noted[mediator_id] = now
            await presence.seen(mediator_id)
        return True
