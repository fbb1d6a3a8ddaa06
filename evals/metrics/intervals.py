"""Intervals at 95 %: bootstrap over questions (fixed seed), Wilson for a share counted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

SEED = 20261123
ROUNDS = 2000
Z95 = 1.959964


@dataclass(frozen=True)
class Figure:
    """A mean with its 95 % interval. `n` is the number of questions; nan when n is 0."""

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        if self.n == 0:
            return "— (n = 0)"
        return f"{self.value:.3f} [{self.low:.3f} – {self.high:.3f}] (n = {self.n})"


def mean(values: Sequence[float]) -> Figure:
    """Return the mean of per-question values in [0, 1] and its bootstrap interval."""
    if not values:
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    data = np.asarray(values, float)
    picks = np.random.default_rng(SEED).integers(0, len(data), (ROUNDS, len(data)))
    low, high = np.quantile(data[picks].mean(axis=1), [0.025, 0.975])
    return Figure(float(data.mean()), float(low), float(high), len(data))


def wilson(successes: int, trials: int) -> Figure:
    """Return a share counted over trials and its Wilson interval."""
    if not trials:
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    share, square = successes / trials, Z95 ** 2
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    half = Z95 / (1 + square / trials) * (
        share * (1 - share) / trials + square / (4 * trials ** 2)) ** 0.5
    return Figure(share, max(0.0, middle - half), min(1.0, middle + half), trials)


def paired_difference(ours: Sequence[float], theirs: Sequence[float]) -> Figure:
    """Return the mean of ours − theirs over the same questions, with its interval."""
    if len(ours) != len(theirs):
        raise ValueError("les deux systèmes doivent avoir répondu aux mêmes questions")
    return mean([mine - other for mine, other in zip(ours, theirs, strict=True)])


def quantiles(values: Sequence[float]) -> dict[str, float]:
    """Return p50, p95 and p99 of a list of durations."""
    if not values:
        return {"p50": float("nan"), "p95": float("nan"), "p99": float("nan")}
    p50, p95, p99 = np.quantile(np.asarray(values, float), [0.5, 0.95, 0.99])
    return {"p50": float(p50), "p95": float(p95), "p99": float(p99)}
