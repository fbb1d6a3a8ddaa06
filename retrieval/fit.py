"""Fits the confidence rule: `python -m retrieval.fit --data DIR` (DIR holds oos_fr.jsonl)."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from retrieval.bands import Judged, choose, describe, weights_by_part
from retrieval.confidence import FITTED, IN_SCOPE, MENU, POOL, ConfidenceRule, Term
from retrieval.embeddings import Encoder, SentenceEmbeddings, load_encoder
from retrieval.holdout import OUT_OF_SCOPE, Case, cases, read_out_of_scope
from retrieval.index import Index
from retrieval.ranking import WEIGHTS

FEATURES = (*WEIGHTS, "margin", "agreement", "domain_agreement", IN_SCOPE)
OUT_OF_SCOPE_COUNT = 1500
FOLDS = 5
SCOPE_C = 10.0

Table = NDArray[np.float64]


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


def fit_scope(made: Sequence[Case]) -> tuple[tuple[float, ...], float]:
    """Return the direction from out-of-scope sentences to residents' wordings."""
    asked = [each for each in made if each.part != "absent"]  # the same wordings as « held »
    vectors: Table = np.array([each.vector for each in asked])
    model = LogisticRegression(C=SCOPE_C, class_weight="balanced", max_iter=1000)
    model.fit(vectors, [each.part == "held" for each in asked])
    return tuple(round(float(x), 4) for x in model.coef_[0]), round(float(model.intercept_[0]), 4)


def fit_numbers(made: Sequence[Case]) -> Fitted:
    """Fit the scope, then the probability of each of a question's first entries."""
    scope, scope_intercept = fit_scope(made)
    weight = weights_by_part([each.part for each in made])
    rows, right, weights = [], [], []
    for case in made:
        in_scope = float(np.dot(scope, case.vector)) + scope_intercept
        for ranked in case.ranked[:POOL]:
            rows.append([in_scope if f == IN_SCOPE else ranked.features[f] for f in FEATURES])
            right.append(ranked.entry_id == case.entry_id)
            weights.append(weight[case.part])
    table: Table = np.array(rows)
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(scaler.transform(table), right, sample_weight=weights)
    fitted = zip(FEATURES, scaler.mean_, scaler.scale_, model.coef_[0], strict=True)
    terms = tuple(Term(name, *(round(float(x), 6) for x in numbers)) for name, *numbers in fitted)
    return Fitted(terms, round(float(model.intercept_[0]), 6), scope, scope_intercept)


def judge(made: Sequence[Case]) -> list[Judged]:
    """Judge every case with a rule fitted on the folds that hold nothing of its entry."""
    judged: list[Judged] = []
    groups = [each.group for each in made]
    for seen, unseen in GroupKFold(FOLDS).split(made, groups=groups):
        rule = fit_numbers([made[at] for at in seen]).rule()
        for case in (made[at] for at in unseen):
            menu = rule.candidates(case.ranked, case.vector, MENU)
            ids = [each.entry_id for each in menu]
            held = [each.probability for each in menu] or [0.0]
            is_right = bool(ids) and ids[0] == case.entry_id
            judged.append(Judged(case.part, held[0], sum(held), is_right, case.entry_id in ids))
    return judged


def fit(index: Index, encoder: Encoder, data: Path) -> ConfidenceRule:
    """Return the rule with its provenance: date, data, knowledge digest and held-out rates."""
    made = list(cases(index, encoder, read_out_of_scope(data, OUT_OF_SCOPE_COUNT)))
    judged = judge(made)
    answer_at, choices_at = choose(judged)
    today = datetime.now(UTC).date().isoformat()
    knowledge = index.manifest.collections["curated"]
    provenance: dict[str, object] = {
        "fitted_on": today,
        "command": "make fit DATA=path",
        "data": ["wordings of the curated base", OUT_OF_SCOPE],
        "entries": len({each.entry_id for each in index.passages}),
        "knowledge": knowledge,
        "held_out": describe(judged, answer_at, choices_at),
    }
    version = f"{today}-{knowledge}"
    rule = fit_numbers(made).rule(answer_at, choices_at)
    return replace(rule, encoder=encoder.identity, version=version, provenance=provenance)


def main() -> int:
    """Fit on the index in use and write the rule; print what it gives on held-out questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="dossier des phrases hors sujet")
    parser.add_argument("--index", type=Path, default=Path("var/index"))
    parser.add_argument("--models", type=Path, default=Path("var/models"))
    parser.add_argument("--encoder", default=None, help="autre SentenceTransformer")
    parser.add_argument("--out", type=Path, default=FITTED)
    given = parser.parse_args()
    encoder = SentenceEmbeddings(load_encoder(given.encoder, given.models))
    index = Index.open(given.index, encoder)
    rule = fit(index, encoder, given.data)
    index.close()
    rule.write(given.out)
    print(f"Règle écrite : {given.out} (réponse dès {rule.answer_at}, choix dès {rule.choices_at})")
    held_out = rule.provenance["held_out"]
    for name, value in held_out.items() if isinstance(held_out, dict) else ():
        print(f"  {name:26} {value}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
