"""The order of the official fiches: LightGBM trees over the board's columns, read from text.

Learned by `python -m evals retrieval-fit`; `fitted/official.json` says on what.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import lightgbm
import numpy as np
import structlog
from numpy.typing import NDArray

from retrieval.official_board import Compared

log = structlog.get_logger("retrieval.official_ranker")
FITTED = Path(__file__).parent / "fitted" / "official.txt"
TREES, LEAVES, RATE = 130, 23, 0.06  # 80 to 200 trees: the same within .006
TIE = 1e-3  # weight of the fused score, which separates what the trees cannot

Table = NDArray[np.float32]
Trees = lightgbm.Booster


def table_of(found: Compared, names: Sequence[str]) -> Table:
    """Return the columns that the trees read, one row a fiche."""
    return np.stack([found.columns[name] for name in names], axis=1).astype(np.float32)


def learn(tables: Sequence[Table], right: Sequence[NDArray[np.bool_]], names: Sequence[str],
          worth: Sequence[float]) -> lightgbm.Booster:
    """Learn to put the right rows of each table first; a table without any teaches nothing.

    `worth`: how much each table counts, to within a factor.
    """
    kept = [at for at, each in enumerate(right) if each.any()]
    weights = np.array([worth[at] for at in kept])
    model = lightgbm.LGBMRanker(
        n_estimators=TREES, num_leaves=LEAVES, learning_rate=RATE, min_child_samples=60,
        colsample_bytree=0.5, subsample=0.8, subsample_freq=1, reg_lambda=5.0, random_state=0,
        deterministic=True, force_row_wise=True, n_jobs=1, verbose=-1)
    model.fit(np.concatenate([tables[at] for at in kept]),
              np.concatenate([right[at] for at in kept]).astype(int),
              group=[len(tables[at]) for at in kept], feature_name=list(names),
              sample_weight=np.repeat(weights / weights.mean(), [len(tables[at]) for at in kept]))
    return model.booster_


@cache
def load_trees(path: Path = FITTED) -> lightgbm.Booster | None:
    """Read the fitted trees; None when they cannot be read."""
    try:
        return lightgbm.Booster(model_file=str(path))
    except lightgbm.basic.LightGBMError as fault:
        log.error("official_ranker.not_read", cause=str(fault))
        return None


def scores(found: Compared, trees: lightgbm.Booster | None) -> NDArray[np.float64]:
    """Return one score a compared fiche; without trees that know these columns, the fused score."""
    fused = found.columns["fused"].astype(np.float64)
    if trees is None or not len(fused) or not set(trees.feature_name()) <= found.columns.keys():
        return fused
    table = table_of(found, trees.feature_name())
    return np.asarray(trees.predict(table, num_threads=1)) + TIE * fused
