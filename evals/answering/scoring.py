"""Judges what a system said to a case: one number for each thing measured, None = not judged.

The definitions are those of evals/README.md.
"""

from evals.answering.cases import Case
from evals.answering.said import Said, Shown
from evals.metrics.ranking import ndcg_at, reciprocal_rank, success_at

Scores = dict[str, float]


def judge(case: Case, said: Said) -> Scores:
    """Return the scores that this case's labels allow."""
    scores: Scores = {}
    if case.right:
        scores |= _ranking(case, said) | _held(case, said)
    if case.is_absent:
        scores |= _absent(said)
    if case.right or case.is_absent:
        scores["missed"] = float(_is_wrong_single(case, said))
        if not _shows_right(case, said):
            scores["missed_when_needed"] = scores["missed"]
    if case.who and not case.is_absent:
        scores["lead@1"] = success_at(said.offices, case.who, 1)
        scores["lead@3"] = success_at(said.offices, case.who, 3)
        if said.shown is Shown.SINGLE:
            scores["lead_of_single"] = scores["lead@1"]
    if case.domains and not case.is_absent:
        scores["domain"] = float(said.domain in case.domains)
    return scores


def _ranking(case: Case, said: Said) -> Scores:
    found = {f"success@{k}": success_at(said.ranked, case.right, k) for k in (1, 3, 5)}
    return found | {"mrr@10": reciprocal_rank(said.ranked, case.right),
                    "ndcg@10": ndcg_at(said.ranked, case.right)}


def _held(case: Case, said: Said) -> Scores:
    is_menu = said.shown is Shown.MENU
    wrong = float(_is_wrong_single(case, said))
    found = {"answered": float(said.shown is not Shown.NONE),
             "single": float(said.shown is Shown.SINGLE), "menu": float(is_menu),
             "shown_right": float(_shows_right(case, said)), "wrong_single": wrong,
             "menu_without": float(is_menu and not _shows_right(case, said)),
             "needless": float(said.shown is Shown.NONE)}
    if said.shown is Shown.SINGLE:
        found["wrong_of_single"] = wrong
    return found


def _absent(said: Said) -> Scores:
    return {"absent_single": float(said.shown is Shown.SINGLE),
            "absent_menu": float(said.shown is Shown.MENU),
            "absent_declined": float(said.shown is Shown.NONE)}


def _is_wrong_single(case: Case, said: Said) -> bool:
    return said.shown is Shown.SINGLE and not _shows_right(case, said)


def _shows_right(case: Case, said: Said) -> bool:
    return any(each in case.right for each in said.proposed)


def first_is_right(case: Case, said: Said) -> float | None:
    """Return whether the first entry is right, for calibration; None when not judged."""
    if not (case.right or case.is_absent):
        return None
    return float(bool(said.ranked) and said.ranked[0] in case.right)


def verdict(case: Case, said: Said) -> str:
    """Say in one word what became of the question; "" when nothing can be said of it."""
    if case.right:
        if said.shown is Shown.NONE:
            return "declined"
        if _shows_right(case, said):
            return "right" if said.shown is Shown.SINGLE else "right_menu"
        return "wrong" if said.shown is Shown.SINGLE else "wrong_menu"
    if case.is_absent:
        return {Shown.SINGLE: "answered_absent", Shown.MENU: "menu_absent",
                Shown.NONE: "right_decline"}[said.shown]
    if case.who:
        return "right" if success_at(said.offices, case.who, 1) else "wrong_office"
    return ""
