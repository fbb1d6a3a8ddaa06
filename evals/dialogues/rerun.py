"""`python -m evals dialogues`: replays dialogues on instances apart and keeps what was said."""

import json
import os
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from evals.answering.progress import Meter
from evals.catalogue import expected_of
from evals.dialogues.affected import APART, START_SECONDS
from evals.dialogues.judge import Finding
from evals.dialogues.player import Played, plain
from evals.dialogues.replay import replay_on, settings_of
from evals.dialogues.shape import FOLDER, GoldenDialogue, load_dialogues
from evals.machine import described
from evals.serving import NotReady, running
from retrieval.versions import copy_in_use

POLITENESS = 10


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("names", nargs="*", help="dialogues à rejouer (tous par défaut)")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="où ils sont")
    parser.add_argument("--reduced", action="store_true",
                        help="sans la couche de dialogue, ceux qui valent aussi sans elle")
    parser.add_argument("--index", type=Path, help="un index à copier, pour aller plus vite")
    parser.add_argument("--knowledge", type=Path, help="le dossier des fiches")
    parser.add_argument("--out", type=Path, required=True, help="le résultat, en JSON")
    parser.add_argument("--progress", type=Path, help="fichier où dire l'avancement")


def run(given: Namespace) -> int:
    """Return 0 when the replay could be made, whatever it found."""
    os.nice(POLITENESS)
    try:
        chosen = [each for each in load_dialogues(given.folder)
                  if (not given.names or each.id in given.names)
                  and (each.reduced or not given.reduced)]
        if not chosen:
            raise ValueError("aucun dialogue à rejouer ainsi")
        made = rerun(chosen, given, Meter(given.progress))
    except (OSError, ValueError, NotReady) as fault:
        print(f"Rejeu impossible : {fault}", file=sys.stderr)
        return 2
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def rerun(dialogues: Sequence[GoldenDialogue], given: Namespace, meter: Meter) -> dict[str, Any]:
    """Replay by groups that share an instance. Raises NotReady."""
    started = time.monotonic()
    played: list[Played] = []
    versions: dict[str, str] = {}
    ordered = sorted(dialogues, key=lambda each: (settings_of(each), each.id))
    meter("démarrage d'une instance à part", 0, len(ordered))
    with tempfile.TemporaryDirectory(prefix="qfq-dialogues-") as folder:
        for number, (settings, group) in enumerate(groupby(ordered, key=settings_of)):
            data = Path(folder) / str(number)
            if given.index is not None:
                copy_in_use(given.index, data / "index")
            chosen = {**APART, **({"rasa_enabled": "0"} if given.reduced else {}),
                      **({"knowledge_dir": str(given.knowledge)} if given.knowledge else {}),
                      **dict(settings)}
            with running(data, START_SECONDS, **chosen) as instance, instance.client() as client:
                parts = client.get("/readyz").json()["parts"]
                versions = {"knowledge": str(parts["knowledge"]),
                            "index": str(parts["index_version"]), "rasa": str(parts["rasa"])}
                for each in group:
                    played += replay_on(instance, [each])
                    meter("dialogues rejoués", len(played), len(ordered))
    return {"format": 1, "kind": "dialogues", "set": "dialogues", "n": len(played),
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "passed": sum(each.passed for each in played), "versions": versions,
            "seconds": round(time.monotonic() - started, 1), "machine": described(),
            "dialogues": [told(each) for each in played]}


def told(played: Played) -> dict[str, Any]:
    """Return one dialogue as it went, with what was expected beside each reply."""
    turns = zip(played.dialogue.turns, played.turns, strict=True)
    return {"id": played.dialogue.id, "title": played.dialogue.title, "passed": played.passed,
            "turns": [{"sent": went.sent, "outcome": went.outcome, "said": list(went.said),
                       "entries": list(went.entries), "ms": round(went.milliseconds, 1),
                       "expected": expected_of(turn.expect),
                       "faults": [_fault(each) for each in went.findings]
                       or [{"name": "réponse", "expected": "une réponse", "got": each}
                           for each in went.faults]}
                      for turn, went in turns]}


def _fault(finding: Finding) -> dict[str, str]:
    got = plain(finding.got)
    return {"name": finding.name, "expected": plain(finding.expected),
            "got": "rien" if got in ("", "[]", "()", "{}", "None") else got}
