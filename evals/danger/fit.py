"""Fits the second voice: `python -m evals.danger.fit` (about ten minutes on two busy cores).

One class a kind, and one for ordinary messages: the invented sentences, and the everyday wordings
of the entries. The sentences written again without accents or commas count too, but less; so do
sentences put end to end, where a danger is told among ordinary things; and what is read of
messages too long to be read whole.
The thresholds were chosen on parts 1 to 5 of `datasets/danger`, which are not learnt.
"""

import hashlib
import json
import random
import re
import unicodedata
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from app.settings import Settings
from evals.danger.head import train
from mediation.danger import load_detector
from mediation.danger_ear import FITTED, NONE, Ear, packed
from mediation.danger_words import FILE as WORDS
from mediation.danger_words import load_words
from mediation.hearing import worst
from retrieval.normalise import normalise
from retrieval.shallow import ShallowEncoder

WORRY_STRENGTH, SUBJECT_SCALE = 0.03, 8.0
PLAIN_WEIGHT = 0.5
MIXED_DANGERS, MIXED_CALM = 1350, 2400
LONG_DANGERS, LONG_CALM = 400, 700  # messages of which a few sentences only are read
MOST_LEARNT = 96  # tokens of one message
PART_LEARNT = 64  # of a message too long to be read whole
EXAMPLES = "urgency_examples"
ALONE, ALONE_IN_PART, VETO = 0.0, -1.0, -1.6
NEAR_DANGER = ("violence", "danger", "hebergement-urgence", "harcel", "aide-alimentaire",
               "porter-plainte", "expuls", "facture-energie", "maltrait", "coupure", "mariage",
               "soins-sans", "aide-victime")
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
        if path.stem not in ("urgency", "from_entries"):  # the entries are read above, sorted
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


def mixed(known: list[tuple[str, str]], ordinary: list[str]) -> list[tuple[str, str]]:
    """Return longer messages: a danger among ordinary sentences, or ordinary sentences alone."""
    drawn = random.Random(5)
    dangers = [each for each in known if each[0] != NONE]
    calm = [text for kind, text in known if kind == NONE]

    def joined(parts: list[str]) -> str:
        return " ".join(part if part[-1] in ".!?؟" else part + drawn.choice((".", ",", ""))
                        for part in parts)

    made = []
    for _ in range(MIXED_DANGERS):
        kind, text = drawn.choice(dangers)
        parts = [drawn.choice(ordinary) for _ in range(drawn.choice((1, 1, 2)))]
        parts.insert(drawn.randrange(len(parts) + 1), text)
        made.append((kind, joined(parts)))
    for _ in range(MIXED_CALM):
        parts = [drawn.choice(drawn.choice((ordinary, calm)))
                 for _ in range(drawn.choice((2, 2, 3)))]
        made.append((NONE, joined(parts)))
    return made


def fit(knowledge: Path, models: Path) -> dict[str, object]:
    """Return the fitted figures and where they come from."""
    encoder, subjects = ShallowEncoder(models), load_words(knowledge / WORDS)
    known = examples(knowledge / EXAMPLES)
    hasty = [(kind, bare(text)) for kind, text in known if text.isascii() or "é" in text]
    ordinary = everyday(knowledge)
    told = [*known, *hasty, *((NONE, text) for text in ordinary), *mixed(known, ordinary)]
    single = len(told) - MIXED_DANGERS - MIXED_CALM
    spoken = [normalise(text) for _, text in told]
    tokens = [encoder.tokens(text)[:MOST_LEARNT] for text in spoken]
    named = np.asarray([subjects.seen_in(text) for text in spoken])
    alone = np.asarray([encoder.raw(each).mean(axis=0) for each in tokens[:single]])
    worry = _worry(alone, named[:single], [kind != NONE for kind, _ in told[:single]])
    blank = Ear("", (), {"worry": worry}, subjects, 0.0, 0.0, 0.0)
    for kind, chosen, words in long_ones(known, ordinary, encoder, blank):
        told.append((kind, words))
        tokens.append(chosen)
        named = np.vstack([named, subjects.seen_in(words)])
    weigh = np.ones(len(told), np.float32)
    weigh[len(known):len(known) + len(hasty)] = PLAIN_WEIGHT
    kinds = sorted({kind for kind, _ in told})
    figures = train([encoder.rows(each).astype(np.float16) for each in tokens], named,
                    [kinds.index(kind) for kind, _ in told], weigh, len(kinds))
    figures["worry"] = worry
    return {"encoder": encoder.identity, "learnt": digest(knowledge), "sentences": len(known),
            "everyday": len(ordinary), "alone": ALONE,
            "alone_in_part": ALONE_IN_PART, "veto": VETO,
            "kinds": kinds, "subjects": list(subjects.subjects),
            "figures": {name: packed(values) for name, values in figures.items()}}


def long_ones(known: list[tuple[str, str]], ordinary: list[str], encoder: ShallowEncoder,
              ear: Ear) -> list[tuple[str, list[int], str]]:
    """Return (kind, tokens, words) of what is read of long messages, some with one danger."""
    drawn = random.Random(7)
    dangers = [each for each in known if each[0] != NONE]
    made = []
    for number in range(LONG_DANGERS + LONG_CALM):
        parts = [normalise(drawn.choice(ordinary)) for _ in range(drawn.randrange(5, 26))]
        kind, text = drawn.choice(dangers) if number < LONG_DANGERS else (NONE, "")
        if text:
            parts.insert(drawn.randrange(len(parts) + 1), normalise(text))
        chosen, words = worst(ear, encoder, *encoder.placed(". ".join(parts)), ". ".join(parts),
                              PART_LEARNT)
        if normalise(text)[:20] in words:
            made.append((kind, chosen, words))
    return made


def _worry(alone: Floats, named: Floats, is_danger: list[bool]) -> Floats:
    """Return the weight of each column of the table, then of each subject; only ranks count."""
    scale = alone.std(axis=0)
    model = LogisticRegression(C=WORRY_STRENGTH, max_iter=300)
    model.fit(np.hstack([(alone - alone.mean(axis=0)) / scale, named * SUBJECT_SCALE]), is_danger)
    weights = model.coef_[0] * np.concatenate([1 / scale, [SUBJECT_SCALE] * named.shape[1]])
    found: Floats = (weights / np.abs(weights).max()).astype(np.float32)
    return found


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
