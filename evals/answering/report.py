"""Says what the chain answered, with n, intervals and the faults by name."""

from collections import Counter
from collections.abc import Sequence

from evals.answering.run import Asked
from evals.metrics.intervals import mean, quantiles

ANSWERED = ("answered", "answered_choices")


def outcomes_table(title: str, asked: Sequence[Asked]) -> list[str]:
    """Return Markdown lines: outcomes by count, silence, errors and durations."""
    counts = Counter(each.outcome for each in asked)
    times = quantiles([each.milliseconds for each in asked])
    silent = sum(each.is_silent for each in asked)
    errors = sum(each.outcome.startswith(("error_", "http_")) for each in asked)
    lines = [f"### {title} (n = {len(asked)})", "", "| issue | nombre |", "|---|---|"]
    lines += [f"| `{outcome}` | {count} |" for outcome, count in counts.most_common()]
    lines += ["", f"Silences : {silent}. Erreurs : {errors}. "
              f"Durée p50 {times['p50']:.0f} ms, p95 {times['p95']:.0f} ms.", ""]
    return lines


def offices_table(asked: Sequence[Asked], excluded: int) -> list[str]:
    """Return Markdown lines: is the office named a right one, among single answers."""
    single = [each for each in asked if each.outcome == "answered"]
    lead = mean([float(each.lead in each.question.who) for each in single if each.lead])
    named = mean([float(bool(set(each.organisations) & each.question.who)) for each in single])
    answered = mean([float(each.outcome in ANSWERED) for each in asked])
    return ["### Organisme nommé, questions étiquetées par d'autres", "",
            f"Questions : {len(asked)} ; étiquettes sans clé chez nous, exclues : {excluded}.", "",
            "| mesure | valeur [intervalle à 95 %] |", "|---|---|",
            f"| répondu (fiche ou choix) | {answered} |",
            f"| premier organisme juste, quand une fiche est donnée | {lead} |",
            f"| un organisme juste nommé, quand une fiche est donnée | {named} |", "",
            "La plupart de ces questions portent sur des démarches sans fiche chez nous : "
            "répondre à côté y est plus fréquent que dans l'usage réel.", ""]


def scope_table(asked: Sequence[Asked]) -> list[str]:
    """Return Markdown lines: how often something was answered to what has no answer."""
    wrong = mean([float(each.outcome == "answered") for each in asked])
    menu = mean([float(each.outcome == "answered_choices") for each in asked])
    shown = [each for each in asked if each.outcome == "answered"][:10]
    lines = ["### Phrases hors sujet", "", "| mesure | valeur [intervalle à 95 %] |", "|---|---|",
             f"| une fiche donnée comme réponse | {wrong} |",
             f"| des choix proposés | {menu} |", ""]
    return lines + [f"Fiches données à tort : "
                    f"{', '.join(f'{each.question.id} → {each.entry_id}' for each in shown)}", ""]
