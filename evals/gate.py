"""`python -m evals gate`: the quick figures on the committed sets, against the reference.

It fails when a figure gets worse by more than its tolerance. It never tunes anything, and prints
identifiers at most.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.settings import Settings
from evals.answering.cases import Case, read_cases
from evals.answering.figures import BY_KEY
from evals.answering.progress import Meter
from evals.answering.quick import Bench, bench
from evals.answering.scoring import judge
from evals.machine import described
from evals.metrics.intervals import Figure, share

SETS = Path(__file__).parent / "datasets" / "habitants"
REFERENCE = Path(__file__).parent / "reference.json"
# How much worse a figure may be: about what a few questions out of several hundred weigh.
TOLERANCES = {"success@1": 0.015, "success@3": 0.015, "lead@1": 0.015, "answered": 0.02,
              "wrong_single": 0.01, "absent_single": 0.015}


@dataclass(frozen=True)
class Measured:
    """How many questions each set has, and the figures over all of them."""

    sets: dict[str, int]
    figures: dict[str, Figure]
    versions: dict[str, str]


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--index", type=Path, help="où tenir l'index (défaut : le cache)")
    parser.add_argument("--sets", type=Path, default=SETS)
    parser.add_argument("--reference", type=Path, default=REFERENCE)
    parser.add_argument("--write", action="store_true", help="récrit la référence")


def run(given: Namespace) -> int:
    """Return 0 when nothing got worse, 1 when something did, 2 when it could not be measured."""
    try:
        with bench(Settings(), index=given.index) as ours:
            found = measured(given.sets, ours)
    except (OSError, ValueError) as fault:
        print(f"Mesure impossible : {fault}", file=sys.stderr)
        return 2
    if given.write:
        given.reference.write_text(json.dumps(as_reference(found), ensure_ascii=False, indent=1)
                                   + "\n", encoding="utf-8")
        print(f"Référence récrite : {given.reference.name}")
        return 0
    reference = json.loads(given.reference.read_text(encoding="utf-8"))
    print("\n".join(table(found, reference)))
    worse = faults(found, reference)
    for each in worse:
        print(f"✗ {each}", file=sys.stderr)
    return 1 if worse else 0


def measured(folder: Path, ours: Bench) -> Measured:
    """Ask every set of the folder. Raises ValueError when there is none."""
    entries = [each.id for each in ours.repository.entries()]
    cases: list[Case] = []
    sizes: dict[str, int] = {}
    for path in sorted(folder.glob("*.jsonl")):
        chosen = read_cases(path, entries).cases
        sizes[path.stem] = len(chosen)
        cases += [replace(each, id=f"{path.stem}/{each.id}") for each in chosen]
    if not cases:
        raise ValueError(f"aucun jeu de questions dans {folder.name}/")
    meter = Meter()
    scores = [judge(case, ours.ask(case.text))
              for case in meter.over("recherche seule", cases, len(cases))]
    figures = {key: share([each[key] for each in scores if key in each]) for key in TOLERANCES}
    return Measured(sizes, figures, {"knowledge": ours.repository.digest()})


def as_reference(found: Measured) -> dict[str, Any]:
    """Return what is committed."""
    return {"sets": found.sets, "tolerances": TOLERANCES,
            "figures": {key: {"value": round(each.value, 4), "n": each.n}
                        for key, each in found.figures.items()},
            "versions": found.versions | {"commit": described()["commit"]}}


def faults(found: Measured, reference: dict[str, Any]) -> list[str]:
    """Say in French what got worse, and which set is not the one of the reference."""
    said = [f"jeu « {name} » : {found.sets.get(name, 0)} questions, la référence en a "
            f"{reference['sets'].get(name, 0)} ; relancez avec --write"
            for name in sorted({*found.sets, *reference["sets"]})
            if found.sets.get(name) != reference["sets"].get(name)]
    for key, held in reference["figures"].items():
        now, tolerance = found.figures[key].value, reference["tolerances"][key]
        loss = held["value"] - now if BY_KEY[key].better == "high" else now - held["value"]
        if not loss <= tolerance + 1e-9:  # a figure that cannot be computed is worse too
            said.append(f"{BY_KEY[key].label} : {now:.3f}, la référence est {held['value']:.3f} "
                        f"(tolérance {tolerance})")
    return said


def table(found: Measured, reference: dict[str, Any]) -> list[str]:
    """Return every figure beside its reference."""
    sizes = ", ".join(f"{name} ({n})" for name, n in found.sets.items())
    return [f"Jeux : {sizes}", *(f"{BY_KEY[key].label} : {found.figures[key]} — référence "
                                 f"{held['value']:.3f}"
                                 for key, held in reference["figures"].items())]
