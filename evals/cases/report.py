"""Says which office each person of a pair was sent to, with the faults by name."""

from collections.abc import Sequence

from evals.cases.run import DIRECT, LOST, MENU, Heard
from evals.metrics.intervals import wilson


def table(title: str, heard: Sequence[Heard]) -> list[str]:
    """Return Markdown lines: right, how the entry was reached, pairs wholly right, faults."""
    right = sum(each.is_right for each in heard)
    reached = [each for each in heard if each.route != LOST]
    pairs = {each.pair.id for each in heard}
    faulty = {each.pair.id for each in heard if not each.is_right}
    rows = [
        ("juste", wilson(right, len(heard))),
        ("juste, quand la fiche est trouvée",
         wilson(sum(each.is_right for each in reached), len(reached))),
        ("fiche trouvée tout de suite",
         wilson(sum(each.route == DIRECT for each in heard), len(heard))),
        ("fiche choisie dans un menu",
         wilson(sum(each.route == MENU for each in heard), len(heard))),
        ("sujets justes de bout en bout", wilson(len(pairs - faulty), len(pairs))),
    ]
    lines = [f"### {title} (n = {len(heard)})", "", "| mesure | valeur [intervalle à 95 %] |",
             "|---|---|", *(f"| {name} | {value} |" for name, value in rows), ""]
    return [*lines, *faults(heard), ""]


def faults(heard: Sequence[Heard]) -> list[str]:
    """Return one line a fault; a sentence when there is none."""
    lines = [f"- {each.pair.id} — « {each.said} » : {_why(each)}"
             for each in heard if not each.is_right]
    return ["Fautes :", "", *lines] if lines else ["Aucune faute."]


def _why(heard: Heard) -> str:
    if heard.route == LOST:
        shown = ", ".join(heard.shown) or "aucune fiche"
        return f"fiche non trouvée ({heard.outcome} : {shown})"
    if heard.expected is None:
        return f"le cas n'est pas demandé, premier organisme {heard.lead}"
    if heard.lead != heard.expected.lead:
        return f"premier organisme {heard.lead}, attendu {heard.expected.lead}"
    return f"cite aussi {heard.expected.wrong}, l'organisme de l'autre cas"
