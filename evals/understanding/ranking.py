"""Orders the themes, or the five groups of outside labels, from the scores of the intents."""

from collections.abc import Iterable, Mapping, Sequence

from evals.understanding.ask import Ranking
from evals.understanding.sentences import Sentence
from knowledge.vocabulary import Domain

THEMES = tuple(each.value for each in Domain)
# Outside labels often name five groups: our first four themes, and everything else.
OTHERS = frozenset({"family", "health", "papers", "retirement", "disability", "justice"})
Parts = tuple[frozenset[str], ...]
Scores = Mapping[str, float]


def parts_for(sentences: Iterable[Sentence]) -> Parts:
    """Return the ten themes one by one, or five groups when the labels say « other »."""
    is_grouped = any(each.wanted >= OTHERS for each in sentences)
    alone = tuple(frozenset({theme}) for theme in THEMES if not is_grouped or theme not in OTHERS)
    return (*alone, OTHERS) if is_grouped else alone


def theme_scores(ranking: Ranking) -> dict[str, float]:
    """Return the scores of the ten themes, scaled so that they sum to one."""
    told = {intent.removeprefix("ask_"): score for intent, score in ranking
            if intent.startswith("ask_")}
    raw = {theme: told.get(theme, 0.0) for theme in THEMES}
    total = sum(raw.values()) or 1.0
    return {theme: score / total for theme, score in raw.items()}


def summed(scores: Scores, parts: Parts) -> list[frozenset[str]]:
    """Order the parts by the sum of their themes' scores."""
    return sorted(parts, key=lambda part: -sum(scores.get(theme, 0.0) for theme in part))


def by_best(scores: Scores, parts: Parts) -> list[frozenset[str]]:
    """Order the parts by their best theme alone."""
    return sorted(parts, key=lambda part: -max(scores.get(theme, 0.0) for theme in part))


def is_right(ordered: Sequence[frozenset[str]], wanted: frozenset[str], depth: int) -> float:
    """Return 1.0 when a right theme is in the first `depth` parts."""
    return float(any(part & wanted for part in ordered[:depth]))


def taken_for_theme(ranking: Ranking) -> bool:
    """Say whether the first intent of all is one of the ten themes."""
    return bool(ranking) and ranking[0][0].removeprefix("ask_") in THEMES \
        and ranking[0][0].startswith("ask_")
