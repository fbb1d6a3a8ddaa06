"""The fitted figures of the second voice: what the vectors of a message's tokens tell together."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mediation.danger_words import Words, load_words

FITTED = Path(__file__).resolve().parent / "fitted" / "danger.json"
NONE = "none"  # the class of ordinary messages
LAYERS = ("value", "ask", "hidden", "out")
LENGTH = 4.0  # of the mean vector, and the weight of subjects, beside the pooled values
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Heard:
    """`score`: log-odds of any danger. `kinds`: each kind's part of it, most likely first.

    `is_part`: only the sentences of a long message that worry most were read.
    """

    score: float
    kinds: tuple[tuple[str, float], ...]
    is_part: bool = False


@dataclass(frozen=True)
class Ear:
    """The fitted figures. `alone`: score that alarms; `veto`: below, a rule is not believed.

    `alone_in_part`: the same, of the few sentences read in a long message. Several heads were
    fitted on the same sentences, each from another start: figures hold one of each, and their
    opinions are averaged.
    """

    encoder: str
    kinds: tuple[str, ...]
    figures: Mapping[str, Floats]
    words: Words
    alone: float
    alone_in_part: float
    veto: float

    def alarms(self, heard: Heard) -> bool:
        """Say whether the voice is enough without a rule."""
        return heard.score > (self.alone_in_part if heard.is_part else self.alone)

    def judge(self, rows: Floats, text: str) -> Heard:
        """Return what token vectors tell, with the words of the text they stand for.

        A few questions are asked of every token: those that answer count more than the others.
        """
        seen = (rows - self.figures["mean"]) / self.figures["spread"]
        told = np.concatenate([LENGTH * unit(seen.mean(axis=0)), LENGTH * self.words.seen_in(text)])
        logits = np.mean([self._answer(head, seen, told)
                          for head in range(len(self.figures["out"]))], axis=0)
        parts = np.exp((logits - logits.max()).astype(np.float64))
        parts /= parts.sum()
        calm = float(parts[self.kinds.index(NONE)])
        danger = max(1.0 - calm, 1e-9)
        found = [(kind, float(part) / danger)
                 for kind, part in zip(self.kinds, parts, strict=True) if kind != NONE]
        return Heard(float(np.log(danger / max(calm, 1e-9))),
                     tuple(sorted(found, key=lambda each: -each[1])))

    def _answer(self, head: int, seen: Floats, told: Floats) -> Floats:
        value, ask, hidden, out = (self.figures[name][head] for name in LAYERS)
        value_bias, ask_bias, hidden_bias, out_bias = (
            self.figures[f"{name}_bias"][head] for name in LAYERS)
        values = np.maximum(seen @ value + value_bias, 0.0)
        asked = seen @ ask + ask_bias
        weights = np.exp(asked - asked.max(axis=0))
        weights /= weights.sum(axis=0)
        heard = np.concatenate([told, (weights.T @ values).ravel()])
        answer: Floats = np.maximum(heard @ hidden + hidden_bias, 0.0) @ out + out_bias
        return answer

    def worries(self, raw: Floats, cuts: NDArray[np.int64], texts: list[str]) -> Floats:
        """Return how much each sentence worries by its words alone: which ones to read."""
        size = raw.shape[1]
        each = np.add.reduceat(raw @ self.figures["worry"][:size], cuts)
        counts = np.diff([*cuts, len(raw)])
        named = np.asarray([self.words.seen_in(text) for text in texts])
        worry = each / counts + named @ self.figures["worry"][size:]
        return np.asarray(worry, np.float32)


def unit(vector: Floats) -> Floats:
    """Bring a vector to length 1."""
    made: Floats = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return made


def packed(values: Floats) -> dict[str, Any]:
    """Return an array as it is written: half-precision numbers in base64."""
    told = base64.b64encode(values.astype("<f2").tobytes()).decode()
    return {"shape": list(values.shape), "f2": told}


def unpacked(told: dict[str, Any]) -> Floats:
    """Return the array that `packed` wrote."""
    read = np.frombuffer(base64.b64decode(told["f2"]), "<f2")
    return read.astype(np.float32).reshape(told["shape"])


def load_ear(words_file: Path, fitted: Path = FITTED) -> Ear:
    """Read the fitted figures and the words they weigh.

    Raises OSError when a file is absent, ValueError when the words are not those of the fit.
    """
    raw = json.loads(fitted.read_text(encoding="utf-8"))
    words = load_words(words_file)
    if list(words.subjects) != raw["subjects"]:
        raise ValueError("les sujets ont changé : « python -m evals.danger.fit »")
    figures = {name: unpacked(told) for name, told in raw["figures"].items()}
    return Ear(raw["encoder"], tuple(raw["kinds"]), figures, words, float(raw["alone"]),
               float(raw["alone_in_part"]), float(raw["veto"]))
