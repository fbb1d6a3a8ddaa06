"""Fits the ranker and the confidence rule: `python -m retrieval.fit --data DIR`.

DIR holds oos_fr.jsonl. A question is never ranked by trees that learned from its entry.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from retrieval import ranker
from retrieval.bands import Judged, choose, describe, weights_by_part
from retrieval.confidence import FITTED, IN_SCOPE, MENU, POOL, ConfidenceRule, Term
from retrieval.embeddings import Encoder
from retrieval.holdout import OUT_OF_SCOPE, Case, cases, read_out_of_scope
from retrieval.index import Index
from retrieval.ranking import FEATURES as RANKED
from retrieval.ranking import Ranked, ranked
from retrieval.second_voice import open_encoder

FEATURES = (*RANKED, IN_SCOPE)
OUT_OF_SCOPE_COUNT = 1500
FOLDS = 5
SCOPE_C = 10.0

Table = NDArray[np.float64]


@dataclass(frozen=True)
class Seen:
    """A case ordered by trees that never saw its entry."""

    case: Case
    ranked: list[Ranked]


@dataclass(frozen=True)
class Fitted:
    """The numbers of a rule, before its thresholds are chosen."""

    terms: tuple[Term, ...]
    intercept: float
    scope: tuple[float, ...]
    scope_intercept: float

    def rule(self, answer_at: float = 1.0, choices_at: float = 1.0) -> ConfidenceRule:
        """Return the rule with these thresholds, unnamed."""
        return ConfidenceRule(
            self.terms,
            self.intercept,
            answer_at,
            choices_at,
            encoder="",
            version="",
            scope=self.scope,
            scope_intercept=self.scope_intercept,
        )


def learn(made: Sequence[Case]) -> lightgbm.Booster:
    """Learn the trees on the questions whose answer is on their board."""
    asked = [each for each in made if each.right is not None]
    return ranker.learn([each.table for each in asked],
                        [each.right for each in asked if each.right is not None])


def ordered(made: Sequence[Case]) -> list[Seen]:
    """Order every case with trees learned on the other folds' entries."""
    seen: list[Seen | None] = [None] * len(made)
    groups = [each.group for each in made]
    for known, unknown in GroupKFold(FOLDS).split(made, groups=groups):
        trees = learn([made[at] for at in known])
        for at in unknown:
            seen[at] = Seen(made[at], ranked(made[at].board, made[at].table, {}, trees))
    return [each for each in seen if each is not None]


def fit_scope(made: Sequence[Seen]) -> tuple[tuple[float, ...], float]:
    """Return the direction from out-of-scope sentences to residents' wordings."""
    asked = [each.case for each in made if each.case.part != "absent"]  # the wordings of « held »
    vectors: Table = np.array([each.vector for each in asked])
    model = LogisticRegression(C=SCOPE_C, class_weight="balanced", max_iter=1000)
    model.fit(vectors, [each.part == "held" for each in asked])
    return tuple(round(float(x), 4) for x in model.coef_[0]), round(float(model.intercept_[0]), 4)


def fit_numbers(made: Sequence[Seen]) -> Fitted:
    """Fit the scope, then the probability of each of a question's first entries."""
    scope, scope_intercept = fit_scope(made)
    weight = weights_by_part([each.case.part for each in made])
    rows, right, weights = [], [], []
    for each in made:
        in_scope = float(np.dot(scope, each.case.vector)) + scope_intercept
        for found in each.ranked[:POOL]:
            rows.append([in_scope if f == IN_SCOPE else found.features[f] for f in FEATURES])
            right.append(found.entry_id == each.case.entry_id)
            weights.append(weight[each.case.part])
    table: Table = np.array(rows)
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(scaler.transform(table), right, sample_weight=weights)
    fitted = zip(FEATURES, scaler.mean_, scaler.scale_, model.coef_[0], strict=True)
    terms = tuple(Term(name, *(round(float(x), 6) for x in numbers)) for name, *numbers in fitted)
    return Fitted(terms, round(float(model.intercept_[0]), 6), scope, scope_intercept)


def judge(made: Sequence[Seen]) -> list[Judged]:
    """Judge every case with a rule fitted on the folds that hold nothing of its entry."""
    judged: list[Judged] = []
    groups = [each.case.group for each in made]
    for seen, unseen in GroupKFold(FOLDS).split(made, groups=groups):
        rule = fit_numbers([made[at] for at in seen]).rule()
        for each in (made[at] for at in unseen):
            menu = rule.candidates(each.ranked, each.case.vector, MENU)
            ids = [found.entry_id for found in menu]
            held = [found.probability for found in menu] or [0.0]
            is_right = bool(ids) and ids[0] == each.case.entry_id
            judged.append(Judged(each.case.part, held[0], sum(held), is_right,
                                 each.case.entry_id in ids))
    return judged


def fit(index: Index, encoder: Encoder, data: Path) -> tuple[ConfidenceRule, lightgbm.Booster]:
    """Return the rule, with its provenance and held-out rates, and the ranker's trees."""
    made = list(cases(index, encoder, read_out_of_scope(data, OUT_OF_SCOPE_COUNT)))
    seen = ordered(made)
    judged = judge(seen)
    answer_at, choices_at = choose(judged)
    today = datetime.now(UTC).date().isoformat()
    knowledge = index.manifest.collections["curated"]
    provenance: dict[str, object] = {
        "fitted_on": today,
        "command": "make fit DATA=path",
        "data": ["wordings of the curated base", OUT_OF_SCOPE],
        "entries": len(index.board.entry_ids),
        "knowledge": knowledge,
        "ranker": f"lightgbm {lightgbm.__version__}, {ranker.TREES} trees, same questions",
        "held_out": describe(judged, answer_at, choices_at),
    }
    rule = fit_numbers(seen).rule(answer_at, choices_at)
    version = f"{today}-{knowledge}"
    rule = replace(rule, encoder=encoder.identity, version=version, provenance=provenance)
    return rule, learn(made)


def main() -> int:
    """Fit on the index in use and write the rule; print what it gives on held-out questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="dossier des phrases hors sujet")
    parser.add_argument("--index", type=Path, default=Path("var/index"))
    parser.add_argument("--models", type=Path, default=Path("var/models"))
    parser.add_argument("--encoder", default=None, help="autre SentenceTransformer")
    parser.add_argument("--out", type=Path, default=FITTED.parent)
    given = parser.parse_args()
    encoder = open_encoder(given.encoder, given.models)
    index = Index.open(given.index, encoder)
    rule, trees = fit(index, encoder, given.data)
    index.close()
    rule.write(given.out / FITTED.name)
    trees.save_model(str(given.out / ranker.FITTED.name))
    print(f"Règle écrite : {given.out} (réponse dès {rule.answer_at}, choix dès {rule.choices_at})")
    held_out = rule.provenance["held_out"]
    for name, value in held_out.items() if isinstance(held_out, dict) else ():
        print(f"  {name:26} {value}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
