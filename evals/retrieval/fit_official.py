"""`python -m evals retrieval-fit`: learns the official ranking from outside questions.

Writes the trees as text in retrieval/fitted/, with what they were learned on. The questions are
read by path and never kept; only what separates good fiches from others is.
"""

import json
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from evals.answering.config import read_lines
from evals.answering.progress import Meter
from evals.retrieval.lessons import FOLDS, SETS, Lessons, prepare, trees_of
from evals.retrieval.ours import Ours, opened
from retrieval.normalise import normalise
from retrieval.official_ranker import FITTED, TREES

OUTSIDE, OUTSIDE_COUNT, STILL_PASS = "oos_fr.jsonl", 1500, 0.05
SEED = 20260101


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--data", type=Path, required=True, help="dossier des données")
    parser.add_argument("--corpus", type=Path, required=True, metavar="ARCHIVE.zip")
    parser.add_argument("--cache", type=Path, help="où garder l'index et les leçons")


def run(given: Namespace) -> int:
    """Learn on every question, write the trees and their provenance."""
    meter = Meter()
    base = opened(given.corpus, given.cache, meter)
    lessons = prepare(base.ours.index, base.encoder, given.data, base.cache, meter)
    trees = trees_of(lessons, range(len(lessons.asked)), lessons.names)
    trees.save_model(str(FITTED))
    FITTED.with_suffix(".json").write_text(
        json.dumps(provenance(lessons, base.ours, given.data), ensure_ascii=False, indent=1) + "\n",
        encoding="utf-8")
    print(FITTED.with_suffix(".json").read_text(encoding="utf-8"))
    return 0


def provenance(lessons: Lessons, ours: Ours, data: Path) -> dict[str, object]:
    """Return what the trees were learned on, and the nearness under which nothing is shown."""
    counts = {name: sum(each.set == name for each in lessons.asked) for name in SETS}
    return {"fitted_on": datetime.now(UTC).date().isoformat(),
            "command": "python -m evals retrieval-fit --data DOSSIER --corpus ARCHIVE.zip",
            "questions": counts, "excluded": lessons.excluded, "encoder": ours.encoder.identity,
            "fiches": len(ours.index.board.ids), "passages": len(ours.vectors),
            "columns": len(lessons.names), "trees": TREES, "cross_validation": f"{FOLDS} parts, "
            "python -m evals retrieval-official", "enough": enough(lessons, ours, data)}


def enough(lessons: Lessons, ours: Ours, data: Path) -> dict[str, float]:
    """Return the nearness that one in twenty outside sentences still passes, and who passes it."""
    path = next((each for each in (data / OUTSIDE, data / "questions" / OUTSIDE)
                 if each.is_file()), data / OUTSIDE)
    texts = [str(row["text"]) for row in read_lines(path)]
    drawn = np.random.default_rng(SEED).permutation(len(texts))[:OUTSIDE_COUNT]
    near = []
    for at in drawn:
        hits = ours.index.nearest(texts[at], ours.encoder.embed_query(normalise(texts[at])), 1)
        near.append(hits[0].score if hits else 0.0)
    least = float(np.quantile(near, 1 - STILL_PASS))
    return {"least": round(least, 3), "outside": len(near),
            "questions_passing": round(float((lessons.near.max(axis=1) >= least).mean()), 3)}
