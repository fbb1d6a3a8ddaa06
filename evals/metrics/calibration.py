"""Says whether a stated probability is kept: equal-mass bins, and their mean gap (ECE)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = 10
DRAWS = 1000


@dataclass(frozen=True)
class Bin:
    """Questions of about the same stated probability: what was said, and what came true."""

    low: float
    high: float
    said: float
    right: float
    n: int


def bins(said: Sequence[float], right: Sequence[float], count: int = BINS) -> tuple[Bin, ...]:
    """Return bins of the same number of questions each (±1), by growing probability.

    Equal mass, so that no bin rests on three questions. Fewer bins when there are few questions.
    """
    if len(said) != len(right):
        raise ValueError("une probabilité par question est attendue")
    order = np.argsort(np.asarray(said, float), kind="stable")
    probability, truth = np.asarray(said, float)[order], np.asarray(right, float)[order]
    parts = np.array_split(np.arange(len(order)), max(1, min(count, len(order))))
    return tuple(Bin(float(probability[each[0]]), float(probability[each[-1]]),
                     float(probability[each].mean()), float(truth[each].mean()), len(each))
                 for each in parts if len(each))


def expected_error(made: Sequence[Bin]) -> float:
    """Return the expected calibration error: the gap of each bin, weighted by its size."""
    total = sum(each.n for each in made)
    if not total:
        return float("nan")
    return sum(each.n * abs(each.said - each.right) for each in made) / total


def chance_error(said: Sequence[float], count: int = BINS, seed: int = 0) -> tuple[float, float]:
    """Return the ECE that a perfectly calibrated system shows by chance: its mean, its 95th part.

    Each truth is drawn with the stated probability, `DRAWS` times. With a few hundred questions
    the ECE of honest probabilities is far from 0: a figure is read against this one.
    """
    if not said:
        return float("nan"), float("nan")
    random = np.random.default_rng(seed)
    stated = np.sort(np.asarray(said, float))
    parts = np.array_split(np.arange(len(stated)), max(1, min(count, len(stated))))
    truths = random.random((DRAWS, len(stated))) < stated
    gaps = sum(len(each) * np.abs(truths[:, each].mean(axis=1) - stated[each].mean())
               for each in parts)
    errors = np.asarray(gaps) / len(stated)
    return float(errors.mean()), float(np.quantile(errors, 0.95))
