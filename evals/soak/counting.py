"""Counts deliveries of a crowd: when each numbered message left, when it was seen, how often."""

import time
from collections import Counter
from dataclasses import dataclass, field

from evals.soak.people import Mark

SIDES = {"habitant": "habitant → accueil", "accueil": "accueil → habitant"}


@dataclass
class Deliveries:
    """Every message of a run. Times are of one clock: both sides are in this process."""

    left: dict[Mark, float] = field(default_factory=dict)
    seen: Counter[Mark] = field(default_factory=Counter)
    waits: dict[str, list[float]] = field(default_factory=lambda: {key: [] for key in SIDES})
    faults: Counter[str] = field(default_factory=Counter)

    def leaves(self, mark: Mark) -> None:
        """Note that a message is being sent."""
        self.left[mark] = time.perf_counter()

    def failed(self, mark: Mark, why: str) -> None:
        """Note that the service refused a message: its sender knows, it is not lost."""
        self.left.pop(mark, None)
        self.faults[why] += 1

    def arrives(self, mark: Mark) -> None:
        """Note that the other side sees it."""
        self.seen[mark] += 1
        if self.seen[mark] == 1 and mark in self.left:
            self.waits[mark[2]].append((time.perf_counter() - self.left[mark]) * 1000)

    def summary(self, awaited_before: float) -> dict[str, object]:
        """Return the waits in ms, what never came though sent before that time, what came twice."""
        lost = [mark for mark, at in self.left.items()
                if at < awaited_before and not self.seen[mark]]
        return {"waits": self.waits, "sent": len(self.left), "lost": len(lost),
                "twice": sum(times > 1 for times in self.seen.values()),
                "faults": dict(self.faults)}
