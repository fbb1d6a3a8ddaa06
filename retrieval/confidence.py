"""The probability that an entry is the right one, and the band it allows.

A logistic regression on the ranking's features, fitted by `python -m retrieval.fit` and read from
text. Until someone refits it, the file in `fitted/` is the rule.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from retrieval.query import Band, Candidate
from retrieval.ranking import Ranked

FITTED = Path(__file__).parent / "fitted" / "confidence.json"
MENU = 3
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
    """`answer_at` is for the first entry's probability, `choices_at` for the menu's sum."""

    terms: tuple[Term, ...]
    intercept: float
    answer_at: float
    choices_at: float
    encoder: str
    version: str
    provenance: dict[str, object] = field(default_factory=dict)

    def probability(self, features: dict[str, float]) -> float:
        """Return the probability that the entry with these features is the right one."""
        total = self.intercept
        for term in self.terms:
            total += term.weight * (features.get(term.name, 0.0) - term.mean) / term.scale
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def candidates(self, ranked: Sequence[Ranked], limit: int) -> tuple[Candidate, ...]:
        """Return the first entries with probabilities that never add up to more than 1."""
        pool = ranked[: max(POOL, limit)]
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
        path.write_text(text + "\n", encoding="utf-8")


def load_rule(path: Path = FITTED) -> ConfidenceRule:
    """Read a fitted rule. Raises OSError or ValueError: without one, nothing may be answered."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return ConfidenceRule(**(raw | {"terms": tuple(Term(**each) for each in raw["terms"])}))
