"""Wakes whoever waits for new messages of a conversation, inside this process."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Bell:
    """What one listener waits on. A ring that nobody awaits yet is kept, never lost."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()
        self.is_over = False

    def ring(self) -> None:
        """Wake the listener; may be called from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._event.set)

    async def wait(self, timeout_seconds: float) -> bool:
        """Return True when rung, False after the timeout (then read the database anyway)."""
        try:
            async with asyncio.timeout(timeout_seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True


class Live:
    """The publisher of one process. `None` listens to every conversation (desk, outbox loops)."""

    def __init__(self) -> None:
        self._bells: dict[str | None, set[Bell]] = {}
        self.is_closing = False

    def wake(self, conversation_id: str) -> None:
        """Say that new messages or outbox rows exist for this conversation."""
        for key in (conversation_id, None):
            for bell in tuple(self._bells.get(key, ())):
                bell.ring()

    def hang_up(self, conversation_id: str) -> None:
        """End the open streams of one conversation: it goes on elsewhere."""
        for bell in tuple(self._bells.get(conversation_id, ())):
            bell.is_over = True
            bell.ring()

    def close(self) -> None:
        """End every open stream, so that the server can stop without waiting for browsers."""
        self.is_closing = True
        for bells in tuple(self._bells.values()):
            for bell in tuple(bells):
                bell.ring()

    @contextmanager
    def listen(self, conversation_id: str | None) -> Iterator[Bell]:
        """Give a bell that rings at each wake, until the block ends."""
        bell = Bell()
        self._bells.setdefault(conversation_id, set()).add(bell)
        try:
            yield bell
        finally:
            bells = self._bells[conversation_id]
            bells.discard(bell)
            if not bells:
                del self._bells[conversation_id]

    def listener_count(self) -> int:
        """Return how many listeners are connected now."""
        return sum(len(bells) for bells in self._bells.values())
