"""Times the reading of a message: alone, and what it adds to a turn that searches afterwards.

The search reads the same words with the same encoder and goes on from what was heard: a turn that
searches pays the first layers once. Nothing is kept from one reading to the next.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

REPEATS = 5  # each time is the median of so many readings
Work = Callable[[str], object]


@dataclass(frozen=True)
class Spent:
    """Milliseconds of one reading: on the clock, and of processor (the machine may be shared).

    `added`: processor, a turn that hears then searches less a turn that only searches.
    """

    clock: float
    processor: float
    added: float


@dataclass(frozen=True)
class Watch:
    """`hear` and `search` are timed; `forget` is called before each of them."""

    hear: Work
    search: Work = len
    forget: Callable[[], object] = lambda: None

    def of(self, text: str) -> Spent:
        """Return the median times of a few readings of one message."""
        alone, both, found = [], [], []
        for _ in range(REPEATS):
            alone.append(self._timed(text, self.hear))
            both.append(self._timed(text, self.hear, self.search)[1])
            found.append(self._timed(text, self.search)[1])
        clock, processor = zip(*alone, strict=True)
        return Spent(statistics.median(clock), statistics.median(processor),
                     statistics.median(both) - statistics.median(found))

    def _timed(self, text: str, *works: Work) -> tuple[float, float]:
        self.forget()
        started, used = time.perf_counter(), time.thread_time()
        for work in works:
            work(text)
        processor = time.thread_time() - used
        return 1000 * (time.perf_counter() - started), 1000 * processor
