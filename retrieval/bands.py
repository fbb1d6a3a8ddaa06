"""Chooses the two thresholds that cost least, and says what they give on held-out questions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.costs import NEEDLESS_DECLINE, RIGHT_MENU, SHARES, WRONG_ANSWER, WRONG_MENU

STEPS = np.round(np.arange(0.05, 0.99, 0.01), 2)


@dataclass(frozen=True)
class Judged:
    """One question out of fold: the first entry's probability, the menu's, and what was right."""

    part: str
    first: float
    menu: float
    first_is_right: bool
    menu_has_right: bool

    def cost(self, answer_at: float, choices_at: float) -> float:
        """Return the cost of what the thresholds would have said."""
        if self.first >= answer_at:
            return 0.0 if self.first_is_right else WRONG_ANSWER
        if self.menu >= choices_at:
            return RIGHT_MENU if self.menu_has_right else WRONG_MENU
        return NEEDLESS_DECLINE if self.part == "held" else 0.0


def weights_by_part(parts: Sequence[str]) -> dict[str, float]:
    """Return the weight of one question of each part, so that parts count as in SHARES."""
    counts = {part: parts.count(part) for part in SHARES}
    return {part: SHARES[part] * len(parts) / counts[part] for part in SHARES if counts[part]}


def choose(judged: Sequence[Judged]) -> tuple[float, float]:
    """Return `answer_at` and `choices_at` of least weighted cost; the stricter of equals."""
    weight = weights_by_part([each.part for each in judged])
    best = (float("inf"), 1.0, 1.0)
    for answer_at in STEPS[::-1]:
        for choices_at in STEPS[::-1]:
            costs = (weight[each.part] * each.cost(answer_at, choices_at) for each in judged)
            total = sum(costs)
            if total < best[0] - 1e-9:
                best = (total, float(answer_at), float(choices_at))
    return best[1], best[2]


def describe(judged: Sequence[Judged], answer_at: float, choices_at: float) -> dict[str, float]:
    """Return rates by part, rounded, with the number of questions of each."""
    report: dict[str, float] = {}
    for part in SHARES:
        mine = [each for each in judged if each.part == part]
        if not mine:
            continue
        single = [each for each in mine if each.first >= answer_at]
        menus = [each for each in mine if each.first < answer_at and each.menu >= choices_at]
        report[f"{part}_n"] = len(mine)
        report[f"{part}_single"] = round(len(single) / len(mine), 4)
        report[f"{part}_menu"] = round(len(menus) / len(mine), 4)
        wrong = sum(not each.first_is_right for each in single)
        report[f"{part}_wrong_single"] = round(wrong / len(mine), 4)
        if part == "held":
            right = sum(each.menu_has_right for each in menus)
            report["held_menu_with_right"] = round(right / len(mine), 4)
            report["held_success_at_1"] = round(
                sum(each.first_is_right for each in mine) / len(mine), 4
            )
            report["held_success_at_3"] = round(
                sum(each.menu_has_right for each in mine) / len(mine), 4
            )
    return report
