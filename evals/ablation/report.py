"""The table of the parts, with the paired difference to the whole search."""

from collections.abc import Sequence

from evals.ablation.run import Scored
from evals.metrics.intervals import mean, paired_difference


def table(scored: Sequence[Scored], groups: Sequence[str]) -> list[str]:
    """Return Markdown lines; the first of `scored` is the whole search.

    The wordings of one entry are drawn together: they are not independent questions.
    """
    whole = scored[0]
    lines = ["| variante | bonne fiche en premier | parmi trois | MRR@10 | ce que la partie "
             "apporte en premier (différence appariée) |", "|---|---|---|---|---|"]
    for each in scored:
        gap = "" if each is whole else str(paired_difference(whole.first, each.first, groups))
        figures = [str(mean(values, groups))
                   for values in (each.first, each.three, each.reciprocal)]
        lines.append(f"| {each.variant.name} | {' | '.join(figures)} | {gap} |")
    return lines
