"""The page of a privacy measure: recall, precision, kinds, false masks, time."""

from collections.abc import Sequence

from evals.metrics.intervals import Figure, quantiles, share
from evals.privacy.cases import KINDS
from evals.privacy.run import Hidden, Measured

NUMBERS = ("nir", "phone", "iban", "card", "allocataire", "fiscal", "france_travail",
           "foreigner", "file_number", "paper")


def figures(measured: Sequence[Measured]) -> dict[str, Figure]:
    """Return the whole set's figures. Spans and pieces of one message are drawn together."""
    negatives = [each for each in measured if not each.case.secrets]
    pieces = [(float(right), each.case.id) for each in measured for right in each.right]
    return {
        "recall": _recall(_secrets(measured)),
        "recall_numbers": _recall([each for each in _secrets(measured)
                                   if each[0].secret.kind in NUMBERS]),
        "recall_whole": share([float(each.wholly) for each, _ in _secrets(measured)],
                              [key for _, key in _secrets(measured)]),
        "precision": share([value for value, _ in pieces], [key for _, key in pieces]),
        "false_masks": share([float(bool(each.pieces)) for each in negatives]),
        "kind": share([float(each.as_kind == each.secret.kind)
                       for each, _ in _secrets(measured) if each.as_kind]),
    }


SAID = {
    "recall": "rappel : secrets cachés",
    "recall_numbers": "rappel, sortes à numéros seules",
    "recall_whole": "rappel, commune et petits mots compris (pour information)",
    "precision": "précision : morceaux masqués qui touchent un secret",
    "false_masks": "messages sans secret où quelque chose est masqué",
    "kind": "sorte dite justement, parmi les secrets touchés",
}


def page(measured: Sequence[Measured], facts: Sequence[str], shows_words: bool) -> list[str]:
    """Return the Markdown lines; the messages themselves only when asked."""
    negatives = sum(not each.case.secrets for each in measured)
    lines = [f"{len(measured)} messages, {len(_secrets(measured))} secrets, "
             f"{negatives} messages sans secret.", "",
             "| mesure | valeur [intervalle à 95 %] |", "|---|---|"]
    lines += [f"| {SAID[name]} | {value} |" for name, value in figures(measured).items()]
    spent = quantiles([each.milliseconds for each in measured])
    lines += [f"| durée par message | p50 {spent['p50']:.1f} ms, p95 {spent['p95']:.1f} ms |", ""]
    lines += [*_by_kind(measured), "", *(f"- {each}" for each in facts), ""]
    return lines + (_faults(measured) if shows_words else [])


def _by_kind(measured: Sequence[Measured]) -> list[str]:
    lines = ["| sorte | rappel | précision des morceaux dits de cette sorte |", "|---|---|---|"]
    said = sorted({piece.kind for each in measured for piece in each.pieces} - set(KINDS))
    for kind in (*KINDS, *said):
        found = [each for each in _secrets(measured) if each[0].secret.kind == kind]
        pieces = [float(right) for each in measured
                  for piece, right in zip(each.pieces, each.right, strict=True)
                  if piece.kind == kind]
        if found or pieces:
            lines.append(f"| {kind} | {_recall(found)} | {share(pieces)} |")
    return lines


def _secrets(measured: Sequence[Measured]) -> list[tuple[Hidden, str]]:
    return [(secret, each.case.id) for each in measured for secret in each.secrets]


def _recall(found: Sequence[tuple[Hidden, str]]) -> Figure:
    return share([float(each.is_hidden) for each, _ in found], [key for _, key in found])


def _faults(measured: Sequence[Measured]) -> list[str]:
    lines = ["Fautes :", ""]
    for each in measured:
        missed = [f"« {one.secret.value} » ({one.secret.kind})" for one in each.secrets
                  if not one.is_hidden]
        extra = [f"« {each.case.text[piece.start:piece.end]} » ({piece.kind})"
                 for piece, right in zip(each.pieces, each.right, strict=True) if not right]
        if missed:
            lines.append(f"- {each.case.id}, reste lisible : {', '.join(missed)} → {each.text}")
        if extra:
            lines.append(f"- {each.case.id}, masqué à tort : {', '.join(extra)}")
    return lines
