"""A second voice beside the rules: how much a message resembles people in danger.

It reads meaning, so that indirect words and other languages are heard. It was fitted on invented
sentences (`knowledge/urgency_examples/`); the same text always gives the same answer.
"""

import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mediation.danger_words import Words, load_words
from retrieval.normalise import normalise

FITTED = Path(__file__).resolve().parent / "fitted" / "danger.json"
NONE = "none"  # the class of ordinary messages
WHOLE = 360  # characters read at once; a longer message is read part by part
PART, PARTS = 180, 3  # at most so many parts: those whose words worry most
MOST_TOKENS = 96
FEWEST_WORDS = 4  # « oui », « merci beaucoup » : the rules are enough
SENTENCE = re.compile(r"[^.!?;\n]{1,180}(?:[.!?;\n]+|(?=\s|$)|$)\s*|\S{1,180}")
Floats = NDArray[np.float32]


class Encoder(Protocol):
    """What hearing needs of `retrieval.shallow.ShallowEncoder`."""

    identity: str

    def tokens(self, text: str) -> list[int]: ...

    def alone(self, tokens: list[int]) -> Floats: ...

    def vector(self, tokens: list[int]) -> Floats: ...


@dataclass(frozen=True)
class Heard:
    """`score`: log-odds of any danger. `kinds`: each kind's part of it, most likely first.

    `is_part`: read in a long message, where one part of many may worry by chance.
    """

    score: float
    kinds: tuple[tuple[str, float], ...]
    is_part: bool = False


@dataclass(frozen=True)
class Ear:
    """The fitted figures. `alone`: score that alarms; `veto`: below, a rule is not believed.

    `alone_in_part`: the score that alarms in one part of a long message.
    """

    encoder: str
    kinds: tuple[str, ...]
    mean: Floats
    spread: Floats
    weights: Floats
    bias: Floats
    worry: Floats
    words: Words
    alone: float
    alone_in_part: float
    veto: float

    def alarms(self, heard: Heard) -> bool:
        """Say whether the voice is enough without a rule."""
        return heard.score > (self.alone_in_part if heard.is_part else self.alone)

    def judge(self, vector: Floats, text: str) -> Heard:
        """Return what one vector tells, with the words of the text it stands for."""
        seen = np.concatenate([unit((vector - self.mean) / self.spread), self.words.seen_in(text)])
        logits = self.weights @ seen + self.bias
        parts = np.exp(logits - logits.max())
        parts /= parts.sum()
        calm = float(parts[self.kinds.index(NONE)])
        danger = max(1.0 - calm, 1e-9)
        found = [(kind, float(part) / danger)
                 for kind, part in zip(self.kinds, parts, strict=True) if kind != NONE]
        return Heard(float(np.log(danger / max(calm, 1e-9))),
                     tuple(sorted(found, key=lambda each: -each[1])))

    def worry_of(self, words: Floats, text: str) -> float:
        """Return how much words and subjects worry, out of their sentence: which part to read."""
        return float(self.worry @ np.concatenate([words, self.words.seen_in(text)]))


class Hearing:
    """Hears once its encoder is loaded; says nothing before, or without the fitted encoder."""

    def __init__(self, ear: Ear, opened: Callable[[], Encoder]) -> None:
        self.ear = ear
        self._opened = opened
        self._encoder: Encoder | None = None

    def load(self) -> None:
        """Load the encoder. Missing or other than the fitted one: the rules go on alone."""
        try:
            encoder = self._opened()
        except (OSError, ValueError, RuntimeError):
            return
        if encoder.identity == self.ear.encoder:
            self._encoder = encoder

    def load_aside(self) -> None:
        """Load in a thread: a starting service does not wait."""
        threading.Thread(target=self.load, name="hearing", daemon=True).start()

    @property
    def is_ready(self) -> bool:
        """Say whether the encoder is loaded."""
        return self._encoder is not None

    def hear(self, text: str) -> Heard | None:
        """Return what the message tells; None when it is too short, or cannot be read."""
        encoder = self._encoder
        if encoder is None or len(text.split()) < FEWEST_WORDS:
            return None
        parts = [(part, encoder.tokens(part)[:MOST_TOKENS]) for part in parts_of(normalise(text))]
        told = [self.ear.judge(encoder.vector(tokens), part)
                for part, tokens in self._worst(encoder, [each for each in parts if each[1]])]
        worst = max(told, key=lambda heard: heard.score, default=None)
        return replace(worst, is_part=len(parts) > 1) if worst else None

    def _worst(self, encoder: Encoder, parts: list[tuple[str, list[int]]]
               ) -> list[tuple[str, list[int]]]:
        """Return the few parts to read."""
        if len(parts) <= PARTS:
            return parts
        return sorted(parts, key=lambda each: -self.ear.worry_of(
            encoder.alone(each[1]), each[0]))[:PARTS]


def parts_of(text: str) -> list[str]:
    """Return the whole message, or a long one by sentences of about the same length."""
    if len(text) <= WHOLE:
        return [text]
    parts = [""]
    for sentence in SENTENCE.findall(text):
        if len(parts[-1]) + len(sentence) > PART:
            parts.append("")
        parts[-1] += sentence
    return [part for part in parts if part.strip()]


def unit(vector: Floats) -> Floats:
    """Bring a vector to length 1."""
    made: Floats = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return made


def load_ear(words_file: Path, fitted: Path = FITTED) -> Ear:
    """Read the fitted figures and the words they weigh.

    Raises OSError when a file is absent, ValueError when the words are not those of the fit.
    """
    raw = json.loads(fitted.read_text(encoding="utf-8"))
    words = load_words(words_file)
    if list(words.subjects) != raw["subjects"]:
        raise ValueError("les sujets ont changé : « python -m evals.danger.fit »")

    def floats(name: str) -> Floats:
        return np.asarray(raw[name], np.float32)

    return Ear(raw["encoder"], tuple(raw["kinds"]), floats("mean"), floats("spread"),
               floats("weights"), floats("bias"),
               floats("worry"), words, float(raw["alone"]),
               float(raw["alone_in_part"]), float(raw["veto"]))
