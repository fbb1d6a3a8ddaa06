"""The learned ranker: LightGBM trees over the board's scores, read from text.

Fitted by `make fit` on wordings hidden from the index; `fitted/ranker.txt` is the model,
`fitted/confidence.json` says on what it was learned.
"""

from functools import cache
from pathlib import Path

import lightgbm
import numpy as np
import structlog
from numpy.typing import NDArray

from retrieval.board import SCORES, Table

log = structlog.get_logger("retrieval.ranker")
FITTED = Path(__file__).parent / "fitted" / "ranker.txt"
TREES, LEAVES, RATE = 200, 15, 0.04
COMPARED = 30  # entries that the trees order; the others are too far behind
TIE = 0.02  # weight of the plain mean, which separates what the trees cannot


def describe(table: Table) -> NDArray[np.float64]:
    """Return what the trees read of each entry: each score as it is, among the others', ranked."""
    spread = (table - table.mean(axis=0)) / (table.std(axis=0) + 1e-6)
    order = np.log1p((-table).argsort(axis=0, kind="stable").argsort(axis=0, kind="stable"))
    return np.concatenate([spread, order, table], axis=1)


def feature_names() -> list[str]:
    """Return the names of what `describe` gives, in its order."""
    return [f"{name}_{how}" for how in ("spread", "order", "value") for name in SCORES]


def plain(table: Table) -> NDArray[np.float64]:
    """Return the mean of the scores among the others': the order before any learning."""
    spread = (table - table.mean(axis=0)) / (table.std(axis=0) + 1e-6)
    return np.asarray(spread.mean(axis=1))


def learn(tables: list[Table], right: list[int], named: bool = True) -> lightgbm.Booster:
    """Learn to put row `right[i]` of table i first; `named` False for other scores than ours."""
    rows, labels, groups = [], [], []
    for table, answer in zip(tables, right, strict=True):
        chosen = (-plain(table)).argsort(kind="stable")[:COMPARED]
        rows.append(describe(table)[chosen])
        labels.append(chosen == answer)
        groups.append(len(chosen))
    model = lightgbm.LGBMRanker(
        n_estimators=TREES, num_leaves=LEAVES, learning_rate=RATE, min_child_samples=40,
        colsample_bytree=0.6, subsample=0.8, subsample_freq=1, random_state=0, deterministic=True,
        force_row_wise=True, n_jobs=2, verbose=-1)
    model.fit(np.concatenate(rows), np.concatenate(labels).astype(int), group=groups,
              feature_name=feature_names() if named else "auto")
    return model.booster_


@cache
def load_ranker(path: Path = FITTED) -> lightgbm.Booster | None:
    """Read the fitted trees; None when they cannot be read or know other scores than ours."""
    try:
        trees = lightgbm.Booster(model_file=str(path))
    except lightgbm.basic.LightGBMError as fault:
        log.error("ranker.not_read", cause=str(fault))
        return None
    if trees.feature_name() != feature_names():
        log.error("ranker.not_fitted_for_these_scores", advice="make fit")
        return None
    return trees


def order(table: Table, trees: lightgbm.Booster | None
          ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return the rows worth comparing, best first, and their scores.

    Without trees, the plain mean orders: less well, but everybody still gets an answer.
    """
    mean = plain(table)
    chosen = (-mean).argsort(kind="stable")[:COMPARED]
    if trees is None:
        return chosen, mean[chosen]
    said = np.asarray(trees.predict(describe(table)[chosen], num_threads=1))
    scores = said + TIE * mean[chosen]
    best = (-scores).argsort(kind="stable")
    return chosen[best], scores[best]
