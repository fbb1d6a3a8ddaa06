"""How fast: messages that one chat may write, and messages that the robot may send."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Coroutine
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.constants import FloodLimit
from telegram.ext import BaseRateLimiter

MAX_CHATS = 5000
WINDOW_SECONDS = 60.0


class ChatRates:
    """A moving window, of one minute unless told, for each chat."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic,
                 window_seconds: float = WINDOW_SECONDS) -> None:
        self._most = most
        self._window = window_seconds
        self._clock = clock
        self._written: OrderedDict[int, deque[float]] = OrderedDict()
        self._told: OrderedDict[int, deque[float]] = OrderedDict()

    def may_write(self, chat_id: int) -> bool:
        """Count a message of this chat."""
        return self._spend(self._written, chat_id, self._most)

    def forgive(self, chat_id: int) -> None:
        """Start this chat's window again."""
        self._written.pop(chat_id, None)

    def may_be_told(self, chat_id: int) -> bool:
        """Say whether this chat was not yet told, this minute, to wait."""
        return self._spend(self._told, chat_id, 1)

    def _spend(self, spent: OrderedDict[int, deque[float]], chat_id: int, most: int) -> bool:
        now = self._clock()
        times = spent.setdefault(chat_id, deque())
        spent.move_to_end(chat_id)
        if len(spent) > MAX_CHATS:
            spent.popitem(last=False)
        while times and times[0] <= now - self._window:
            times.popleft()
        if len(times) >= most:
            return False
        times.append(now)
        return True


class Pace(BaseRateLimiter[None]):
    """At most 30 messages a second for the whole robot, as Telegram asks.

    A refusal (RetryAfter) is raised to the caller, who makes that one chat wait.
    """

    def __init__(self) -> None:
        self._limiter = AsyncLimiter(FloodLimit.MESSAGES_PER_SECOND, 1)

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""

    async def process_request(self, callback: Callable[..., Coroutine[Any, Any, Any]], args: Any,
                              kwargs: dict[str, Any], endpoint: str, data: dict[str, Any],
                              rate_limit_args: None) -> Any:
        """Send now, or when there is room."""
        if "chat_id" not in data:
            return await callback(*args, **kwargs)
        async with self._limiter:
            return await callback(*args, **kwargs)
