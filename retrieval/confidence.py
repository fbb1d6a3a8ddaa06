"""The probability that an entry is the right one, and the band it allows.

A logistic regression on the ranking's features, fitted by `python -m retrieval.fit` and read from
text. Until someone refits it, the file in `fitted/` is the rule.
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from retrieval.query import Band, Candidate
from retrieval.ranking import Ranked

FITTED = Path(__file__).parent / "fitted" / "confidence.json"
NUMBERS = re.compile(r"\[[-\d.,e\s]+\]")  # a vector is written on one line
MENU = 3
IN_SCOPE = "in_scope"
POOL = 5  # candidates that get a probability of their own


@dataclass(frozen=True)
class Term:
    """One feature: its mean and spread when fitted, its weight once standardised."""

    name: str
    mean: float
    scale: float
    weight: float


@dataclass(frozen=True)
class ConfidenceRule:
    """`answer_at` is for the first entry's probability, `choices_at` for the menu's sum.

    `scope` is a direction of the encoder's space: from what no office handles to residents' needs.
    """

    terms: tuple[Term, ...]
    intercept: float
    answer_at: float
    choices_at: float
    encoder: str
    version: str
    scope: tuple[float, ...] = ()
    scope_intercept: float = 0.0
    provenance: dict[str, object] = field(default_factory=dict)

    def probability(self, features: dict[str, float]) -> float:
        """Return the probability that the entry with these features is the right one."""
        total = self.intercept
        for term in self.terms:
            total += term.weight * (features.get(term.name, 0.0) - term.mean) / term.scale
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def in_scope(self, vector: Sequence[float]) -> float:
        """Return how much a question resembles a need: positive when it does, 0 when unknown."""
        if len(vector) != len(self.scope):
            return 0.0
        pairs = zip(self.scope, vector, strict=True)
        return self.scope_intercept + sum(weight * value for weight, value in pairs)

    def candidates(
        self, ranked: Sequence[Ranked], vector: Sequence[float], limit: int
    ) -> tuple[Candidate, ...]:
        """Return the first entries with probabilities that never add up to more than 1."""
        scope = {IN_SCOPE: self.in_scope(vector)}
        kept = ranked[: max(POOL, limit)]
        pool = [replace(each, features=each.features | scope) for each in kept]
        raw = [self.probability(each.features) for each in pool]
        total = max(1.0, sum(raw))
        made = (
            Candidate(each.entry_id, each.score, value / total, each.features)
            for each, value in zip(pool, raw, strict=True)
        )
        return tuple(made)[:limit]

    def band(self, candidates: Sequence[Candidate], encoder: str) -> Band:
        """Return what may be said. With another encoder than the fitted one, at most a menu."""
        held = [each.probability for each in candidates[:MENU]]
        if held and held[0] >= self.answer_at and encoder == self.encoder:
            return Band.ANSWER
        return Band.CHOICES if sum(held) >= self.choices_at else Band.DECLINE

    def write(self, path: Path) -> None:
        """Write the rule as readable JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        text = NUMBERS.sub(lambda found: " ".join(found[0].split()), text)
        path.write_text(text + "\n", encoding="utf-8")


def load_rule(path: Path = FITTED) -> ConfidenceRule:
    """Read a fitted rule. Raises OSError or ValueError: without one, nothing may be answered."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    terms = tuple(Term(**each) for each in raw["terms"])
    return ConfidenceRule(**(raw | {"terms": terms, "scope": tuple(raw["scope"])}))
