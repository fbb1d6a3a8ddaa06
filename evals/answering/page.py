"""The readable page of a run, in Markdown: identifiers and figures, never people's words."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from evals.answering.figures import IN_SLICES

Run = dict[str, Any]
VERDICTS = {
    "right": "bonne réponse", "right_menu": "bonne fiche dans les choix", "wrong": "fiche fausse",
    "wrong_menu": "choix sans la bonne fiche", "declined": "escalade inutile",
    "answered_absent": "répondu alors que la base n'a rien", "menu_absent":
    "choix alors que la base n'a rien", "right_decline": "décliné à raison",
    "wrong_office": "organisme faux", "": "sans étiquette",
}
LISTED = 40


def page_of(run: Run, command: str) -> str:
    """Return the page."""
    machine = " · ".join(f"{name} : {value}" for name, value in run["machine"].items())
    versions = " · ".join(f"{name} : {value}" for name, value in run["versions"].items())
    lines = [f"# Réponses aux questions de « {run['set']} »", "", f"Commande : `{command}`", "",
             f"{run['n']} questions en {run['seconds']:.0f} s. {machine}", "", versions, ""]
    if run["excluded"]:
        left = " ; ".join(f"{why} : {n}" for why, n in sorted(run["excluded"].items()))
        lines += [f"Étiquettes laissées de côté, pour tous les systèmes : {left}.", ""]
    for each in run["systems"]:
        lines += [f"## {each['name']}", "", "| mesure | valeur [intervalle à 95 %] |", "|---|---|"]
        lines += [f"| {one['label']} | {figure(one)} |" for one in each["figures"]]
        lines += [""]
    return "\n".join([*lines, *_differences(run), *_confidence(run), *_slices(run),
                      *_verdicts(run)]) + "\n"


def figure(one: Run) -> str:
    """Write a figure: value, interval, n."""
    if one["value"] is None:
        return "— (n = 0)"
    return (f"{one['value']:.3f} [{one['low']:.3f} – {one['high']:.3f}] "
            f"(n = {one['n']})")


def _differences(run: Run) -> list[str]:
    if not run["differences"]:
        return []
    return ["## Avance de la recherche seule, différences appariées", "",
            "| sur | mesure | différence |", "|---|---|---|",
            *(f"| {each['name']} | {each['label']} | {figure(each)} |"
              for each in run["differences"]), ""]


def _confidence(run: Run) -> list[str]:
    lines: list[str] = []
    names = {each["key"]: each["name"] for each in run["systems"]}
    for key, found in run["confidence"].items():
        lines += [f"## Confiance : {names[key]}", "",
                  f"Erreur de calibration (ECE, dix classes de même effectif) : "
                  f"{found['ece']:.3f} sur {found['n']} questions. Des probabilités parfaites en "
                  f"montreraient par hasard {found['chance']['mean']:.3f} en moyenne, et moins de "
                  f"{found['chance']['high']:.3f} dix-neuf fois sur vingt. Risque moyen sur toutes "
                  f"les couvertures : {found['area']:.3f}.", "",
                  "| confiance dite | juste en vrai | questions |", "|---|---|---|"]
        lines += [f"| {each['said']:.2f} ({each['low']:.2f} – {each['high']:.2f}) | "
                  f"{each['right']:.2f} | {each['n']} |" for each in found["bins"]]
        lines += [""]
    return lines


def _slices(run: Run) -> list[str]:
    named = {one["key"]: one["label"] for each in run["slices"] for one in each["figures"]}
    keys = [key for key in IN_SLICES if key in named]
    lines = ["## Par parties du jeu", "",
             f"| partie | n | {' | '.join(named[key] for key in keys)} |",
             f"|{'---|' * (len(keys) + 2)}"]
    for each in run["slices"]:
        held = {one["key"]: _short(one) for one in each["figures"]}
        cells = " | ".join(held.get(key, "—") for key in keys)
        lines.append(f"| {each['axis_label']} : {each['label']} | {each['n']} | {cells} |")
    return [*lines, ""]


def _short(one: Run) -> str:
    return f"{one['value']:.2f} [{one['low']:.2f} – {one['high']:.2f}]"


def _verdicts(run: Run) -> list[str]:
    counts = Counter(each["verdict"] for each in run["questions"])
    lines = ["## Ce que sont devenues les questions", "", "| issue | nombre |", "|---|---|"]
    lines += [f"| {VERDICTS[name]} | {count} |" for name, count in counts.most_common()]
    for name in ("wrong", "answered_absent", "declined"):
        lines += ["", f"{VERDICTS[name].capitalize()} : {_named(run['questions'], name)}"]
    return lines


def _named(questions: Sequence[Run], verdict: str) -> str:
    """List identifiers with what was given instead."""
    found = [each for each in questions if each["verdict"] == verdict]
    said = [f"{each['id']} → {', '.join(each['got']['proposed']) or 'rien'}"
            for each in found[:LISTED]]
    rest = f" … et {len(found) - LISTED} autres" if len(found) > LISTED else ""
    return (" ; ".join(said) + rest) if said else "aucune"
