"""Compares ways to turn a message into numbers, on questions written by others.

Run under Rasa's Python: `python -m bot.nlu.compare --questions DIR`. Same classifier as
Rasa's.
"""

import argparse
import json
import math
import random
from pathlib import Path

import numpy as np
import scipy.sparse
from ruamel.yaml import YAML
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.nlu.encoder import encode
from bot.nlu.halves import TUNING, half, half_of_title
from bot.nlu.letters import Letters

INTENTS = Path(__file__).resolve().parent.parent / "intents"
DOMAINS = ("employment", "benefits", "housing", "taxes", "family", "health", "papers",
           "retirement", "disability", "justice")
FOUR = set(DOMAINS[:4])
SAME_AS = {"pension": "retirement", "foreigners": "papers"}
ENCYCLOPEDIC = 400
MIXES = ({"use": 4}, {"use": 4, "letters": 4}, {"use": 3, "letters": 6},
         {"use": 3, "e5": 3, "letters": 6}, {"use": 3, "e5": 6, "letters": 6})


def examples():
    """Return the texts and intents of our own files."""
    texts, intents = [], []
    for path in sorted(INTENTS.glob("*.yml")):
        for block in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = [line[2:] for line in block["examples"].splitlines() if line.startswith("- ")]
            texts += lines
            intents += [block["intent"]] * len(lines)
    return texts, np.array(intents)


def tuning_half(folder, ours):
    """Return questions with their domains, and out-of-scope texts; those we also wrote are out.

    Only the half that may be looked at: `python -m evals understanding` measures both.
    """
    known = {text.lower().strip(" ?.") for text in ours}

    def rows(name, key):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        each = [json.loads(line) for line in lines]
        return [row for row in each if row[key].lower().strip(" ?.") not in known]

    questions = [row for row in rows("questions_domain.jsonl", "query")
                 if half_of_title(row) == TUNING]
    four = [(row["query"], set(row["domain5"])) for row in questions
            if set(row["domain5"]) <= FOUR]
    all_named = [(row["query"], {SAME_AS.get(name, name) for name in row["domains"]}
                  & set(DOMAINS)) for row in questions]
    scope = [row for row in rows("oos_fr.jsonl", "text") if "near" not in row["kind"]
             and half(row["qid"]) == TUNING]
    encyclopedic = [row["text"] for row in scope if row["kind"] == "encyclopedic-question"]
    others = [row["text"] for row in scope if row["kind"] != "encyclopedic-question"]
    drawn = random.Random(0).sample(encyclopedic, min(ENCYCLOPEDIC, len(encyclopedic)))
    return four, [each for each in all_named if each[1]], drawn + others


class Features:
    """The chosen mix of features of a text."""

    cache = {"use": {}, "e5": {}}

    def __init__(self, mix):
        self.mix = mix
        self.letters = Letters(3, 6, 30000)

    def __call__(self, texts, fit=False):
        if fit and "letters" in self.mix:
            self.letters.fit(texts)
        parts = [scipy.sparse.csr_matrix(self._dense(name, texts) * self.mix[name])
                 for name in ("use", "e5") if name in self.mix]
        if "letters" in self.mix:
            parts.append(self.letters.vectors(texts) * self.mix["letters"])
        return scipy.sparse.hstack(parts).tocsr()

    def _dense(self, name, texts):
        cache = self.cache[name]
        new = sorted({text for text in texts if text not in cache})
        if new:
            cache.update(zip(new, encode(new, name), strict=True))
        return np.stack([cache[text] for text in texts])


def interval(rate, count):
    """Return the half-width of the 95 % interval of a share."""
    return 1.96 * math.sqrt(rate * (1 - rate) / count)


def measure(mix, texts, intents, four, named, scope):
    """Return one line of the table."""
    def new():
        return LogisticRegression(max_iter=1000, class_weight="balanced")

    right = 0
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(texts, intents):
        features = Features(mix)
        model = new().fit(features([texts[at] for at in train], fit=True), intents[train])
        right += (model.predict(features([texts[at] for at in test])) == intents[test]).sum()
    features = Features(mix)
    model = new().fit(features(texts, fit=True), intents)
    columns = [list(model.classes_).index(f"ask_{name}") for name in DOMAINS]

    def first(questions, depth):
        scores = model.predict_proba(features([text for text, _ in questions]))[:, columns]
        order = np.argsort(-scores, axis=1)[:, :depth]
        return np.mean([bool({DOMAINS[at] for at in order[row]} & wanted)
                        for row, (_, wanted) in enumerate(questions)])

    declined = np.mean(model.predict(features(scope)) == "out_of_scope")
    wrongly = np.mean(model.predict(features([text for text, _ in named])) == "out_of_scope")
    shares = ((right / len(texts), len(texts)), (first(four, 1), len(four)),
              (first(four, 2), len(four)), (first(named, 1), len(named)),
              (first(named, 2), len(named)), (declined, len(scope)), (wrongly, len(named)))
    return " | ".join(f"{100 * rate:.1f} ± {100 * interval(rate, n):.1f}" for rate, n in shares)


def main():
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, required=True)
    texts, intents = examples()
    four, named, scope = tuning_half(parser.parse_args().questions, texts)
    print(f"{len(texts)} exemples, {len(set(intents))} intentions ; "
          f"n = {len(four)}, {len(named)}, {len(scope)}")
    for mix in MIXES:
        name = " + ".join(f"{part} × {scale}" for part, scale in mix.items())
        print(f"| {name} | {measure(mix, texts, intents, four, named, scope)} |", flush=True)


if __name__ == "__main__":
    main()
