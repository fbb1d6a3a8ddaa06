"""The figures of a set: names, what is better, means with intervals, slices, curves."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from math import isnan
from typing import Any

from evals.answering.cases import KINDS, STYLES, Case
from evals.answering.said import Said
from evals.answering.scoring import Scores, first_is_right
from evals.metrics.calibration import bins, chance_error, expected_error
from evals.metrics.intervals import Figure, share
from evals.metrics.risk import area, curve
from knowledge.vocabulary import DOMAIN_LABELS, Domain

Row = dict[str, Any]


@dataclass(frozen=True)
class Named:
    """One figure. `better` is "high" or "low"; `for_all`: also measured for systems without
    a confidence."""

    key: str
    label: str
    better: str = "high"
    for_all: bool = False


FIGURES = (
    Named("success@1", "bonne fiche en premier", for_all=True),
    Named("success@3", "bonne fiche parmi trois", for_all=True),
    Named("success@5", "bonne fiche parmi cinq", for_all=True),
    Named("mrr@10", "rang inverse moyen (MRR@10)", for_all=True),
    Named("ndcg@10", "gain cumulé (nDCG@10)", for_all=True),
    Named("lead@1", "premier organisme juste", for_all=True),
    Named("lead@3", "organisme juste parmi trois", for_all=True),
    Named("lead_of_single", "premier organisme juste, quand une seule fiche est donnée"),
    Named("domain", "thème juste", for_all=True),
    Named("answered", "répondu (fiche ou choix)"),
    Named("single", "une seule fiche donnée"),
    Named("menu", "choix proposés"),
    Named("shown_right", "bonne fiche montrée"),
    Named("wrong_single", "fiche fausse donnée seule, sur toutes les questions", "low"),
    Named("wrong_of_single", "fiche fausse, parmi les fiches données seules", "low"),
    Named("menu_without", "choix sans la bonne fiche", "low"),
    Named("needless", "escalade inutile (rien montré alors que la fiche existe)", "low"),
    Named("missed", "escalade manquée, sur toutes les questions", "low"),
    Named("missed_when_needed", "escalade manquée, quand rien de juste n'est montré", "low"),
    Named("absent_single", "hors base : répondu comme si c'était connu", "low"),
    Named("absent_menu", "hors base : choix proposés", "low"),
    Named("absent_declined", "hors base : décliné, une personne proposée"),
)
BY_KEY = {each.key: each for each in FIGURES}
IN_SLICES = ("success@1", "success@3", "lead@1", "answered", "wrong_single", "needless",
             "absent_single", "absent_menu")
AXES: tuple[tuple[str, str, Callable[[Case], Sequence[str]]], ...] = (
    ("style", "Écriture", lambda case: (case.style,) if case.style in STYLES else ()),
    ("kind", "Sorte de question", lambda case: (case.kind,)),
    ("domain", "Thème", lambda case: tuple(case.domains) if len(case.domains) == 1 else ()),
)
LABELS = {
    "plain": "français courant", "typos": "fautes de frappe", "no_accents": "sans accents",
    "sms": "SMS", "oral": "oral", "long": "long récit", "non_native": "français appris",
    "other_language": "autre langue", "in_scope": "la base répond", "out_of_scope": "hors sujet",
    "near_miss": "presque dans le sujet", "absent": "démarche absente de la base",
    **{key.value: label for key, label in DOMAIN_LABELS.items()},
}
ORDER = (*STYLES, *KINDS, *(each.value for each in Domain))


def shown(figure: Figure) -> Row:
    """Return a figure as JSON has it: null where there is nothing to say."""
    return {name: None if isinstance(value, float) and isnan(value) else value
            for name, value in asdict(figure).items()}


def figures(scores: Sequence[Scores], has_confidence: bool) -> list[Row]:
    """Return every figure that these questions allow."""
    found = []
    for each in FIGURES:
        values = [one[each.key] for one in scores if each.key in one]
        if values and (has_confidence or each.for_all):
            found.append({"key": each.key, "label": each.label, "better": each.better}
                         | shown(share(values)))
    return found


def slices(cases: Sequence[Case], scores: Sequence[Scores]) -> list[Row]:
    """Return the main figures of each part of the set, in a stable order."""
    found = []
    for axis, label, parts_of in AXES:
        parts = {part for case in cases for part in parts_of(case)}
        for part in sorted(parts, key=ORDER.index):
            chosen = [one for case, one in zip(cases, scores, strict=True)
                      if part in parts_of(case)]
            kept = [each for each in figures(chosen, True) if each["key"] in IN_SLICES]
            found.append({"axis": axis, "axis_label": label, "part": part,
                          "label": LABELS.get(part, part), "n": len(chosen), "figures": kept})
    return found


def confidence(cases: Sequence[Case], said: Sequence[Said]) -> Row | None:
    """Return calibration and risk–coverage over the questions that have both a stated
    probability and a label; None when there are none."""
    pairs = [(each.confidence, right) for case, each in zip(cases, said, strict=True)
             if each.confidence is not None
             and (right := first_is_right(case, each)) is not None]
    if not pairs:
        return None
    stated, right = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    made = bins(stated, right)
    mean, high = chance_error(stated)
    return {"n": len(pairs), "ece": expected_error(made), "chance": {"mean": mean, "high": high},
            "bins": [asdict(each) for each in made],
            "risk": [asdict(each) for each in curve(stated, right)], "area": area(stated, right)}
