"""Intervals at 95 %: bootstrap over questions (fixed seed), Wilson for a share counted."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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


NOTHING = Figure(float("nan"), float("nan"), float("nan"), 0)


def mean(values: Sequence[float], groups: Sequence[Hashable] | None = None) -> Figure:
    """Return the mean of per-question values and its bootstrap interval.

    `groups`: questions that say the same thing (one group each) are drawn together, so that many
    wordings of one need do not count as many independent questions.
    """
    if not values:
        return NOTHING
    data = np.asarray(values, float)
    sums, sizes = _by_group(data, groups)
    picks = np.random.default_rng(SEED).integers(0, len(sums), (ROUNDS, len(sums)))
    drawn = sums[picks].sum(axis=1) / sizes[picks].sum(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Figure(float(data.mean()), float(low), float(high), len(data))


def _by_group(data: NDArray[np.float64], groups: Sequence[Hashable] | None
              ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if groups is None:
        return data, np.ones(len(data))
    if len(groups) != len(data):
        raise ValueError("un groupe par question est attendu")
    numbers: dict[Hashable, int] = {}
    where = np.array([numbers.setdefault(each, len(numbers)) for each in groups])
    return np.bincount(where, weights=data), np.bincount(where).astype(float)


def share(values: Sequence[float], groups: Sequence[Hashable] | None = None) -> Figure:
    """Return `mean`, with Wilson's interval where all values are 0 or all are 1.

    There a bootstrap would draw an interval of no width, which claims too much.
    """
    if values and (not any(values) or all(each == 1.0 for each in values)):
        return wilson(int(sum(values)), len(values))
    return mean(values, groups)


def wilson(successes: int, trials: int) -> Figure:
    """Return a share counted over trials and its Wilson interval."""
    if not trials:
        return NOTHING
    part, square = successes / trials, Z95 ** 2
    middle = (part + square / (2 * trials)) / (1 + square / trials)
    half = Z95 / (1 + square / trials) * (
        part * (1 - part) / trials + square / (4 * trials ** 2)) ** 0.5
    return Figure(part, max(0.0, middle - half), min(1.0, middle + half), trials)


def paired_difference(ours: Sequence[float], theirs: Sequence[float],
                      groups: Sequence[Hashable] | None = None) -> Figure:
    """Return the mean of ours − theirs over the same questions, with its interval."""
    if len(ours) != len(theirs):
        raise ValueError("les deux systèmes doivent avoir répondu aux mêmes questions")
    return mean([mine - other for mine, other in zip(ours, theirs, strict=True)], groups)


def quantiles(values: Sequence[float]) -> dict[str, float]:
    """Return p50, p95 and p99 of a list of durations."""
    if not values:
        return {"p50": float("nan"), "p95": float("nan"), "p99": float("nan")}
    p50, p95, p99 = np.quantile(np.asarray(values, float), [0.5, 0.95, 0.99])
    return {"p50": float(p50), "p95": float(p95), "p99": float(p99)}
