"""Writes the page of a measure of understanding: totals by half, then slices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.metrics.intervals import Figure, share
from evals.understanding.after import After
from evals.understanding.ask import Ranking
from evals.understanding.ranking import (
    Parts,
    by_best,
    is_right,
    summed,
    taken_for_theme,
    theme_scores,
)
from evals.understanding.sentences import Sentence


@dataclass(frozen=True)
class Heard:
    """One sentence, how Rasa ranks the intents, and what the search added (None: not asked)."""

    sentence: Sentence
    ranking: Ranking
    after: After | None = None


Judge = Callable[[Heard], float]
Slice = tuple[str, Callable[[Heard], bool]]
ANY: Callable[[Heard], bool] = lambda each: True  # noqa: E731
LENGTHS: tuple[Slice, ...] = (
    ("4 mots ou moins", lambda each: _words(each) <= 4),
    ("5 à 9 mots", lambda each: 5 <= _words(each) <= 9),
    ("10 mots ou plus", lambda each: _words(each) >= 10),
)


def judges(parts: Parts, searched: bool) -> list[tuple[str, Judge]]:
    """Return what is measured on a sentence that has a theme."""
    def alone(depth: int) -> Judge:
        return lambda each: is_right(summed(theme_scores(each.ranking), parts),
                                     each.sentence.wanted, depth)

    def best(depth: int) -> Judge:
        return lambda each: is_right(by_best(theme_scores(each.ranking), parts),
                                     each.sentence.wanted, depth)

    def found(depth: int) -> Judge:
        return lambda each: is_right(summed(each.after.scores if each.after else {}, parts),
                                     each.sentence.wanted, depth)

    rows = [("NLU seule, premier", alone(1)), ("NLU seule, dans les deux premiers", alone(2))]
    if any(len(part) > 1 for part in parts):
        rows += [("NLU seule, groupe du thème le mieux noté, premier", best(1)),
                 ("NLU seule, groupes des thèmes les mieux notés, deux premiers", best(2))]
    if searched:
        rows += [("après la recherche, premier", found(1)),
                 ("après la recherche, dans les deux premiers", found(2))]
    return [*rows, ("question prise pour du hors sujet", lambda each: float(
        bool(each.ranking) and each.ranking[0][0] == "out_of_scope"))]


def aside_judges(searched: bool) -> list[tuple[str, Judge]]:
    """Return what is measured on a sentence out of scope."""
    rows: list[tuple[str, Judge]] = [("prise pour un thème (NLU seule)",
                                      lambda each: float(taken_for_theme(each.ranking)))]
    if searched:
        rows += [("une fiche ou des choix montrés après la recherche",
                  lambda each: float(bool(each.after and each.after.shown))),
                 ("une fiche seule donnée après la recherche",
                  lambda each: float(bool(each.after and each.after.answered)))]
    return rows


def totals(heard: Sequence[Heard], columns: Sequence[str],
           rows: Sequence[tuple[str, Judge]]) -> list[str]:
    """Return a table with one column a half."""
    kept = [[each for each in heard if each.sentence.part == column] for column in columns]
    lines = ["| mesure | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name, judge in rows:
        cells = [str(figure(group, judge)) for group in kept]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return [*lines, ""]


def slices(heard: Sequence[Heard], named: Sequence[Slice],
           rows: Sequence[tuple[str, Judge]]) -> list[str]:
    """Return a table with one line a slice; empty slices are left out."""
    lines = ["| tranche | " + " | ".join(name for name, _ in rows) + " |",
             "|---" * (len(rows) + 1) + "|"]
    for name, belongs in named:
        group = [each for each in heard if belongs(each)]
        if group:
            cells = [str(figure(group, judge)) for _, judge in rows]
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return [*lines, ""]


def figure(group: Sequence[Heard], judge: Judge) -> Figure:
    """Return the share over a group, with its interval."""
    return share([judge(each) for each in group])


def _words(each: Heard) -> int:
    return len(each.sentence.text.split())
