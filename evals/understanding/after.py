"""What the search changes: the theme of the entries found, weighed by how sure they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.settings import Settings
from bot.actions.not_understood import SURE_ENOUGH
from bot.actions.sure import overrules
from bot.actions.turn import Turn
from evals.answering.quick import Bench, bench
from evals.understanding.ask import Ranking
from evals.understanding.ranking import taken_for_theme, theme_scores
from retrieval.query import Band, Found, Query
from retrieval.versions import copy_in_use

# Choices are proposed when the base may not have the entry: chosen on the tuning half (0.3 to 0.7).
WEIGHTS = {Band.ANSWER: 1.0, Band.CHOICES: 0.3, Band.DECLINE: 0.0}


@dataclass(frozen=True)
class After:
    """`scores` by theme once the search is done; `shown`: an entry or choices were put forward."""

    scores: dict[str, float]
    shown: bool
    answered: bool


def search_all(texts: Sequence[str], rankings: Sequence[Ranking],
               index: Path | None = None) -> list[After]:
    """Search each text as the actions do, with the scores of the ten themes.

    `index` is copied, then brought up to date: the one in use is never touched.
    """
    with TemporaryDirectory(prefix="qfq-understanding-") as folder:
        copied = Path(folder) / "index" if index else None
        if index and copied:
            copy_in_use(index, copied)
        with bench(Settings(), index=copied) as ours:
            return [_after(ours, text, ranking)
                    for text, ranking in zip(texts, rankings, strict=True)]


def _after(ours: Bench, text: str, ranking: Ranking) -> After:
    before = theme_scores(ranking)
    found = ours.retriever.search(Query(text, before))
    is_shown = found.band is not Band.DECLINE and _heard(found, text, ranking)
    return After(weighed(ours, found, before), is_shown, is_shown and found.band is Band.ANSWER)


def weighed(ours: Bench, found: Found, before: dict[str, float]) -> dict[str, float]:
    """Return each theme's chance once the search is done.

    An answer gives its entries' chances all their weight, choices some, nothing found none.
    """
    weight = WEIGHTS[found.band]
    chances = {each.entry_id: each.probability * weight for each in found.candidates}
    left = max(0.0, 1.0 - sum(chances.values()))
    scores = {theme: left * score for theme, score in before.items()}
    for entry_id, chance in chances.items():
        entry = ours.repository.entry(entry_id)
        if entry is not None:
            scores[entry.domain.value] = scores.get(entry.domain.value, 0.0) + chance
    return scores


def _heard(found: Found, text: str, ranking: Ranking) -> bool:
    """Say whether the action of the first intent shows what was found."""
    if taken_for_theme(ranking):
        return True
    first = ranking[0][0] if ranking else ""
    if first == "nlu_fallback":
        return found.confidence >= SURE_ENOUGH
    return overrules(found, Turn(text, first, dict(ranking)))
