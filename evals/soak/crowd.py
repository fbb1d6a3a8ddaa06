"""Sixty people waiting and six mediators for ten minutes: delivery times, losses, memory."""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.bench.memory import by_process, private
from evals.serving import ROOT
from evals.soak.supervised import Supervised, add_mediators

MEDIATORS, PEOPLE = 6, 72
SAMPLE_SECONDS = 5.0
LATE_MS = 300.0
FLAT_BELOW = 1.0  # MiB a minute: 60 MiB an hour would fill a small machine in days
WARM_SECONDS = 60.0  # the first minute fills caches: it is not a leak


@dataclass(frozen=True)
class Crowd:
    """What a crowd gave. `waits` are in ms by direction.

    `memory` is (second, MiB resident, MiB private) of the app.
    """

    seconds: float
    waits: dict[str, list[float]]
    sent: int
    lost: int
    twice: int
    faults: dict[str, int]
    memory: Sequence[tuple[float, float, float]]

    @property
    def is_good(self) -> bool:
        """Say whether each direction is in time, nothing is lost or doubled, memory is flat."""
        in_time = all(self.late(side) <= LATE_MS for side in self.waits)
        return in_time and not self.lost and not self.twice and self.slope < FLAT_BELOW

    @property
    def slope(self) -> float:
        """Return how private memory grows, in MiB a minute, once warm; nan if too short."""
        return self._slope(2)

    @property
    def resident_slope(self) -> float:
        """Return the same for all resident memory, mapped files included."""
        return self._slope(1)

    def _slope(self, column: int) -> float:
        kept = [each for each in self.memory if each[0] > WARM_SECONDS]
        if len(kept) < 6:
            return float("nan")
        table = np.array(kept)
        return float(np.polyfit(table[:, 0] / 60, table[:, column], 1)[0])

    def late(self, side: str, part: float = 0.95) -> float:
        """Return a quantile of the delivery times of one direction, in ms."""
        return float(np.quantile(self.waits[side], part)) if self.waits[side] else float("nan")


def run_crowd(served: Supervised, seconds: float) -> Crowd:
    """Let the crowd live on a service; its app's memory is read all along."""
    asyncio.run(add_mediators(served.database, *(
        f"foule{rank}.fictif@example.org" for rank in range(MEDIATORS))))
    memory = []
    with tempfile.TemporaryDirectory(prefix="qfq-crowd-") as folder:
        out, log = Path(folder) / "counted.json", Path(folder) / "locust.log"
        with log.open("w") as sink:
            users = subprocess.Popen(
                [sys.executable, "-m", "locust", "-f", "evals/soak/crowd_users.py", "--headless",
                 "--host", served.url, "-u", str(PEOPLE), "-r", "12", "-t", f"{seconds:.0f}s",
                 "--only-summary", "--stop-timeout", "1", "--counted", str(out)],
                cwd=ROOT, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink)
        started = time.monotonic()
        while users.poll() is None and time.monotonic() - started < seconds + 60:
            pid = served.instance.process.pid
            memory.append((time.monotonic() - started, by_process(pid)["app"], private(pid)))
            time.sleep(SAMPLE_SECONDS)
        if users.poll() is None:
            users.kill()
        users.wait()
        if not out.exists():
            raise RuntimeError(f"la foule s'est arrêtée : {log.read_text()[-1500:]}")
        counted = json.loads(out.read_text(encoding="utf-8"))
    return Crowd(seconds, memory=memory, **counted)
