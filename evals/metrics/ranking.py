"""Ranking figures, per question: success at k, reciprocal rank, discounted gain."""

import math
from collections.abc import Collection, Sequence


def success_at(ranked: Sequence[str], right: Collection[str], k: int) -> float:
    """Return 1.0 when a right answer is among the first k, else 0.0."""
    return float(any(each in right for each in ranked[:k]))


def reciprocal_rank(ranked: Sequence[str], right: Collection[str], k: int = 10) -> float:
    """Return 1/rank of the first right answer within k, or 0.0."""
    for rank, each in enumerate(ranked[:k], start=1):
        if each in right:
            return 1.0 / rank
    return 0.0


def ndcg_at(ranked: Sequence[str], right: Collection[str], k: int = 10) -> float:
    """Return the normalised discounted gain at k; every right answer is worth the same."""
    gain = sum(1.0 / math.log2(rank + 1) for rank, each in enumerate(ranked[:k], start=1)
               if each in right)
    best = sum(1.0 / math.log2(rank + 1) for rank in range(1, min(len(right), k) + 1))
    return gain / best if best else 0.0
