"""Asks hidden wordings of the base, with each variant's trees learned without their entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from sklearn.model_selection import GroupKFold

from evals.ablation.config import DEEP, EVERY, FOLDS, Variant
from evals.metrics.ranking import reciprocal_rank, success_at
from retrieval import ranker
from retrieval.embeddings import Encoder
from retrieval.holdout import Case, cases
from retrieval.index import Index


@dataclass(frozen=True)
class Scored:
    """Per-question scores of one variant, in the order of the questions."""

    variant: Variant
    first: list[float]
    three: list[float]
    reciprocal: list[float]


def hidden_wordings(index: Index, encoder: Encoder, every: int = EVERY) -> list[Case]:
    """Return one wording in `every`, each scored by a base that does not hold it."""
    held = (each for each in cases(index, encoder, []) if each.part == "held")
    return list(islice(held, 0, None, every))


def rankings(made: Sequence[Case], variant: Variant) -> list[list[str]]:
    """Return the entries found for each question, by trees learned on other entries' questions."""
    tables = [each.table[:, variant.kept] for each in made]
    right = [each.right for each in made]
    groups = [each.group for each in made]
    found: list[list[str]] = [[] for _ in made]
    for known, unknown in GroupKFold(FOLDS).split(tables, groups=groups):
        trees = None
        if variant.is_learned:
            asked = [at for at in known if right[at] is not None]
            trees = ranker.learn([tables[at] for at in asked],
                                 [int(right[at] or 0) for at in asked], named=False)
        for at in unknown:
            rows, _ = ranker.order(tables[at], trees)
            found[at] = [made[at].board.entry_ids[row] for row in rows[:DEEP]]
    return found


def score(made: Sequence[Case], variant: Variant) -> Scored:
    """Order every question and say how well."""
    wanted = [{each.entry_id or ""} for each in made]
    pairs = list(zip(rankings(made, variant), wanted, strict=True))
    return Scored(variant, [success_at(ranked, right, 1) for ranked, right in pairs],
                  [success_at(ranked, right, 3) for ranked, right in pairs],
                  [reciprocal_rank(ranked, right) for ranked, right in pairs])
