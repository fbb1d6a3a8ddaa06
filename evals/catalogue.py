"""`python -m evals catalogue`: the sets and the golden dialogues, as JSON for the evaluators' page.

`--check FILE.yml` says whether a dialogue that someone wrote has the golden shape.
"""

import json
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from app.settings import Settings
from evals.answering.config import read_lines
from evals.dialogues.shape import FOLDER, Expected, GoldenDialogue, load_dialogues
from knowledge.repository import load_repository
from knowledge.vocabulary import Domain, Facet
from mediation.outcome import Outcome

SETS = Path(__file__).parent / "datasets"


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--check", type=Path, metavar="FICHIER.yml",
                        help="vérifie un dialogue au lieu de lister")
    parser.add_argument("--knowledge", type=Path, help="le dossier des fiches")


def run(given: Namespace) -> int:
    """Print one JSON value: the catalogue, or the faults of a dialogue."""
    if given.check:
        knowledge = given.knowledge or Settings().knowledge_dir
        print(json.dumps(list(faults(given.check, knowledge)), ensure_ascii=False))
    else:
        dialogues = [described(each) for each in load_dialogues(FOLDER)]
        print(json.dumps({"sets": list(sets()), "dialogues": dialogues}, ensure_ascii=False))
    return 0


def sets(folder: Path = SETS) -> Iterator[dict[str, Any]]:
    """Yield each set of questions: a file, and a folder that has several."""
    for holder in sorted(each for each in folder.iterdir() if each.is_dir()):
        files = sorted(holder.glob("*.jsonl"))
        if len(files) > 1:
            yield _set(folder, holder, files, f"{holder.name} : toutes les parties")
        for each in files:
            yield _set(folder, each, [each], f"{holder.name} : {each.stem}")


def _set(folder: Path, path: Path, files: list[Path], title: str) -> dict[str, Any]:
    rows = [row for each in files for row in read_lines(each)]
    card = files[0].parent / "README.md"
    text = card.read_text(encoding="utf-8") if card.is_file() else ""
    told = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {"key": path.relative_to(folder.parent).as_posix(), "title": title,
            "n": len(rows), "card": told[0] if told else "",
            "kinds": Counter(str(row.get("kind") or "in_scope") for row in rows),
            "styles": Counter(str(row.get("style") or "plain") for row in rows)}


def described(dialogue: GoldenDialogue) -> dict[str, Any]:
    """Return a dialogue as the page reads it."""
    return {"id": dialogue.id, "title": dialogue.title, "why": dialogue.why,
            "reduced": dialogue.reduced, "fault": dialogue.fault.value,
            "clock": dialogue.clock.isoformat() if dialogue.clock else None,
            "turns": [{"sent": each.resident if each.resident is not None else each.click or "",
                       "is_click": each.resident is None, "repeat": each.repeat,
                       "expected": expected_of(each.expect)} for each in dialogue.turns]}


def expected_of(expect: Expected) -> list[dict[str, Any]]:
    """Return what is expected, one name and one value a line."""
    return [{"name": name, "value": value}
            for name, value in expect.model_dump(mode="json", exclude_none=True).items()]


def faults(path: Path, knowledge: Path) -> Iterator[str]:
    """Yield in French what keeps a written dialogue from being a golden one."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        dialogue = GoldenDialogue(**({"id": path.stem} | raw))
    except (OSError, yaml.YAMLError, TypeError):
        yield "Je ne sais pas lire ce dialogue."
        return
    except ValidationError as fault:
        for each in fault.errors():
            yield f"« {'.'.join(map(str, each['loc']))} » n'a pas la forme attendue."
        return
    if not dialogue.turns:
        yield "Écrivez au moins une réplique."
    base = load_repository(knowledge)
    for number, turn in enumerate(dialogue.turns, start=1):
        expect = turn.expect
        known: dict[str, tuple[Any, Any]] = {
            "issue": (expect.outcome, set(Outcome)), "thème": (expect.domain, set(Domain)),
            "partie de la fiche": (expect.facet, set(Facet)),
            "fiche": (expect.entry, {each.id for each in base.entries()}),
            "organisme": (expect.lead, {each.key for each in base.organisations.all()})}
        for label, (value, allowed) in known.items():
            for each in value if isinstance(value, list) else [value]:
                if each is not None and each not in allowed:
                    yield f"Réplique {number} : « {each} » n'est pas connu ({label})."
        if not expect.model_dump(exclude_none=True):
            yield f"Réplique {number} : dites au moins une chose attendue."
        if turn.resident is None and turn.click is None and not (
                turn.click_first or turn.click_label):
            yield f"Réplique {number} : il manque ce que dit l'habitant."
