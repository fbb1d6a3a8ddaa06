"""Ranking figures: success at k and reciprocal rank, per question."""

from collections.abc import Sequence


def success_at(ranked: Sequence[str], right: set[str], k: int) -> float:
    """Return 1.0 when a right answer is among the first k, else 0.0."""
    return float(any(each in right for each in ranked[:k]))


def reciprocal_rank(ranked: Sequence[str], right: set[str], k: int = 10) -> float:
    """Return 1/rank of the first right answer within k, or 0.0."""
    for rank, each in enumerate(ranked[:k], start=1):
        if each in right:
            return 1.0 / rank
    return 0.0
