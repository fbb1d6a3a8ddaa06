"""Risk and coverage: how often the answers are wrong when only the surest are given."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

POINTS = 40


@dataclass(frozen=True)
class RiskPoint:
    """Answering the share `coverage` of questions, `risk` of the answers are wrong.

    `threshold` is the confidence of the last one answered.
    """

    coverage: float
    risk: float
    threshold: float


def curve(said: Sequence[float], right: Sequence[float], points: int = POINTS
          ) -> tuple[RiskPoint, ...]:
    """Return the curve from the surest question to all of them; () without questions.

    Questions of equal confidence are answered together: no threshold tells them apart.
    """
    if not said:
        return ()
    order = np.argsort(-np.asarray(said, float), kind="stable")
    sure = np.asarray(said, float)[order]
    wrong = np.cumsum(1.0 - np.asarray(right, float)[order])
    ends = [at for at in range(len(sure)) if at + 1 == len(sure) or sure[at + 1] < sure[at]]
    if len(ends) > points:
        kept = np.unique(np.linspace(0, len(ends) - 1, points).round().astype(int))
        ends = [ends[at] for at in kept]
    return tuple(RiskPoint((at + 1) / len(sure), float(wrong[at] / (at + 1)), float(sure[at]))
                 for at in ends)


def area(said: Sequence[float], right: Sequence[float]) -> float:
    """Return the mean risk over all coverages: 0 is perfect, the error rate is no better than
    chance at knowing which answers are wrong."""
    every = curve(said, right, points=max(1, len(said)))
    if not every:
        return float("nan")
    widths = np.diff([0.0, *(each.coverage for each in every)])
    return float(sum(width * each.risk for width, each in zip(widths, every, strict=True)))
