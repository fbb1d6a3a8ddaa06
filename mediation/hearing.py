"""A second voice beside the rules: how much a message resembles people in danger.

It reads meaning, so that indirect words and other languages are heard. It was fitted on invented
sentences (`knowledge/urgency_examples/`); the same text always gives the same answer.
"""

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import numpy as np

from mediation.danger_ear import FITTED, NONE, Ear, Floats, Heard, load_ear, unit
from retrieval.normalise import normalise

MOST_TOKENS = 128  # read at once: the search goes on from what was read
PART_TOKENS = 44  # of a longer message: the sentences whose words worry most
FEWEST_WORDS = 4  # « oui », « merci beaucoup » : the rules are enough
SENTENCE = re.compile(r"[^.!?;\n]{1,120}(?:[.!?;\n]+|(?=\s|$)|$)\s*|\S{1,120}")


class Encoder(Protocol):
    """What hearing needs of `retrieval.shallow.ShallowEncoder`."""

    identity: str

    def placed(self, text: str) -> tuple[list[int], list[int]]: ...

    def raw(self, tokens: list[int]) -> Floats: ...

    def rows(self, tokens: list[int]) -> Floats: ...


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
        plain = normalise(text)
        tokens, starts = encoder.placed(plain)
        if not tokens:
            return None
        if len(tokens) <= MOST_TOKENS:
            return self.ear.judge(encoder.rows(tokens), plain)
        tokens, plain = worst(self.ear, encoder, tokens, starts, plain, PART_TOKENS)
        return replace(self.ear.judge(encoder.rows(tokens), plain), is_part=True)


def worst(ear: Ear, encoder: Encoder, tokens: list[int], starts: list[int], text: str,
          most: int) -> tuple[list[int], str]:
    """Return the tokens and the words of the sentences that worry most, in their order."""
    begins = [each.start() for each in SENTENCE.finditer(text)]
    cuts = np.unique(np.searchsorted(starts, begins))
    cuts = cuts[cuts < len(tokens)].astype(np.int64)
    ends = [*cuts[1:].tolist(), len(tokens)]
    said = [text[starts[cut]:starts[end] if end < len(tokens) else None]
            for cut, end in zip(cuts.tolist(), ends, strict=True)]
    left, kept = most, list[int]()
    for at in np.argsort(-ear.worries(encoder.raw(tokens), cuts, said), kind="stable").tolist():
        size = ends[at] - int(cuts[at])
        if size <= left or not kept:
            kept.append(at)
            left -= size
    kept.sort()
    chosen = [token for at in kept for token in tokens[int(cuts[at]):ends[at]]]
    return chosen[:most], "".join(said[at] for at in kept)


__all__ = ["FITTED", "NONE", "Ear", "Encoder", "Floats", "Heard", "Hearing", "load_ear", "unit",
           "worst"]
