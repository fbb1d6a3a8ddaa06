"""Fits the second voice: `python -m evals.danger.fit`.

One class a kind, and one for ordinary messages: the invented sentences, and the everyday wordings
of the entries. The sentences written again without accents or commas count too, but less.
The thresholds were chosen on `datasets/danger/part-1.jsonl`, which is not learnt.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from app.settings import Settings
from mediation.danger import load_detector
from mediation.danger_words import FILE as WORDS
from mediation.danger_words import load_words
from mediation.hearing import FITTED, NONE, unit
from retrieval.normalise import normalise
from retrieval.shallow import ShallowEncoder

STRENGTH, WORRY_STRENGTH, SUBJECT_SCALE = 3.0, 0.03, 8.0
PLAIN_WEIGHT, EVERYDAY_WEIGHT = 0.5, 1.0
EXAMPLES = "urgency_examples"
ALONE, ALONE_IN_PART, VETO = -1.0, 0.0, -2.2
NEAR_DANGER = ("violence", "danger", "hebergement-urgence", "harcel", "aide-urgence", "psycholog",
               "porter-plainte", "expuls", "energie", "alimentaire", "maltrait", "urgence",
               "coupure", "mariage", "loyer-imp", "soins-sans", "aide-victime", "titre-sejour")
INTENTS = Path(__file__).resolve().parents[2] / "bot" / "intents"
ENTITY = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")
Floats = NDArray[np.float32]


def examples(folder: Path) -> list[tuple[str, str]]:
    """Return (kind, sentence): a file a kind, a sentence a line."""
    return [(path.stem, line.strip()) for path in sorted(folder.glob("*.txt"))
            for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def digest(knowledge: Path) -> str:
    """Return a name of what is learnt: sentences, words and their subjects."""
    words = (knowledge / WORDS).read_text(encoding="utf-8")
    told = json.dumps([examples(knowledge / EXAMPLES), words], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def everyday(knowledge: Path) -> list[str]:
    """Return ordinary messages: the wordings of each entry, and what people say to a desk.

    None of the entries about a danger, nor of that intent, nor that the rules take for one.
    """
    rules = load_detector(knowledge / "urgency.yml")
    found: list[str] = []
    for path in sorted((knowledge / "procedures").glob("*.md")):
        if not any(part in path.stem for part in NEAR_DANGER):
            asked = yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])["asked_as"]
            found += [each for each in asked if isinstance(each, str)]
    for path in sorted(INTENTS.glob("*.yml")):
        if path.stem != "urgency":
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.strip().startswith("- ") and not line.strip().startswith("- intent"):
                    found.append(ENTITY.sub(r"\1", line.strip()[2:]))
    return [each for each in found
            if not ((danger := rules.detect(each)) and danger.urgent.numbers)]


def bare(text: str) -> str:
    """Return the sentence as typed in haste: no capital, accent, comma or full stop."""
    kept = (sign for sign in unicodedata.normalize("NFD", text.lower())
            if unicodedata.category(sign) != "Mn" and sign not in ",.")
    return "".join(kept).replace("'", " ")


def fit(knowledge: Path, models: Path) -> dict[str, object]:
    """Return the fitted figures and where they come from."""
    encoder, subjects = ShallowEncoder(models), load_words(knowledge / WORDS)
    known = examples(knowledge / EXAMPLES)
    hasty = [(kind, bare(text)) for kind, text in known if text.isascii() or "é" in text]
    ordinary = [(NONE, text) for text in everyday(knowledge)]
    labels, spoken = zip(*known, *hasty, *ordinary, strict=True)
    weigh = np.asarray([1.0] * len(known) + [PLAIN_WEIGHT] * len(hasty)
                       + [EVERYDAY_WEIGHT] * len(ordinary))
    tokens = [encoder.tokens(normalise(text)) for text in spoken]
    vectors = np.asarray([encoder.vector(each) for each in tokens])
    mean, spread = vectors.mean(axis=0), vectors.std(axis=0)
    told = np.asarray([subjects.seen_in(normalise(text)) for text in spoken])
    ready = np.hstack([[unit(each) for each in (vectors - mean) / spread], told])
    model = LogisticRegression(C=STRENGTH, max_iter=1000, tol=1e-4)
    model.fit(ready, labels, sample_weight=weigh)
    words = np.asarray([encoder.alone(each) for each in tokens])
    scale = words.std(axis=0)
    worry = LogisticRegression(C=WORRY_STRENGTH, max_iter=300)
    worry.fit(np.hstack([(words - words.mean(axis=0)) / scale, told * SUBJECT_SCALE]),
              [each != NONE for each in labels], sample_weight=weigh)
    weights = worry.coef_[0] * np.concatenate([1 / scale, [SUBJECT_SCALE] * told.shape[1]])
    return {"encoder": encoder.identity, "learnt": digest(knowledge), "sentences": len(known),
            "everyday": len(ordinary), "alone": ALONE,
            "alone_in_part": ALONE_IN_PART, "veto": VETO,
            "kinds": [str(each) for each in model.classes_], "subjects": list(subjects.subjects),
            "mean": _written(mean), "spread": _written(spread),
            "weights": [_written(row) for row in model.coef_], "bias": _written(model.intercept_),
            "worry": _written(weights)}


def _written(values: Sequence[float] | Floats) -> list[float]:
    return [float(f"{value:.5g}") for value in values]


def main() -> None:
    """Write the fitted file."""
    settings = Settings()
    made = fit(settings.knowledge_dir, settings.models_dir)
    FITTED.parent.mkdir(parents=True, exist_ok=True)
    rows = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in made.items()]
    FITTED.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    print(f"{made['sentences']} phrases, {made['everyday']} formulations, {made['kinds']}")


if __name__ == "__main__":
    main()
