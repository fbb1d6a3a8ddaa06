"""The evaluators' desk over the small fictitious base; runs are made by a rule, not by a model."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals import catalogue
from evals.answering.cases import read_cases
from evals.answering.labels import Labels
from evals.answering.result import System, result
from evals.answering.said import Said, Shown, domain_of, offices_of
from evals.compare import compared
from evals.dialogues.judge import findings
from evals.dialogues.player import Played, PlayedTurn
from evals.dialogues.rerun import told
from evals.dialogues.shape import load_dialogues
from mediation.danger import load_detector
from mediation.evaluation.desk import EvaluationDesk, open_evaluation
from mediation.evaluation.results import summary_of
from mediation.evaluation.shapes import EvaluationRun, RunKind
from mediation.masking import Masker
from mediation.protector import TextProtector
from tests.editing_room import ENTRY_ID, OTHER_ID, ROOT, Room

SET = "datasets/essai/part-a.jsonl"
CSV = ("text;entry;who;domain;style\n"
       "je veux l'aide fictive;aide-fictive;Caf;Aides et prestations;plain\n"
       "laide a ka svp;aide-a-cas;caf;benefits;sms\n"
       "quel temps demain;aucune;;;plain\n"
       "une autre question fictive;aide-fictive;;;oral\n"
       "encore une aide;aide-a-cas;;;plain\n")
GOLDEN = """title: Un dialogue fictif
why: Il vérifie qu'une fiche fictive est donnée.
reduced: true
turns:
  - resident: je veux l'aide fictive
    expect: {outcome: answered, entry: aide-fictive}
  - click_first: true
    expect: {has_source: true}
"""


@dataclass(frozen=True)
class LocalMeasures:
    """The real measures, in this process and over the small base."""

    project: Path
    knowledge: Path

    async def catalogue(self) -> dict[str, Any]:
        """Return the sets and dialogues of the small project."""
        return {"sets": list(catalogue.sets(self.project / "datasets")), "dialogues": [
            catalogue.described(each) for each in load_dialogues(self.project / "golden")]}

    async def compared(self, before: str, after: str) -> dict[str, Any]:
        """Compare two results."""
        old, new = (json.loads(Path(each).read_text(encoding="utf-8"))
                    for each in (before, after))
        return compared(old, new)

    async def faults_of(self, dialogue: str) -> tuple[str, ...]:
        """Check a dialogue."""
        return tuple(catalogue.faults(Path(dialogue), self.knowledge))


def write_project(folder: Path) -> Path:
    """Write a set of three questions with its card, and a golden dialogue."""
    (folder / "datasets" / "essai").mkdir(parents=True)
    (folder / "golden").mkdir()
    rows = [{"id": "e1", "text": "je veux l'aide fictive", "entry": ENTRY_ID, "style": "plain"},
            {"id": "e2", "text": "laide a ka svp", "entry": OTHER_ID, "style": "sms"},
            {"id": "e3", "text": "quel temps demain", "entry": None, "kind": "out_of_scope"}]
    (folder / SET).write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    (folder / "datasets/essai/README.md").write_text("# Essai\n\nQuestions fictives.\n",
                                                     encoding="utf-8")
    (folder / "golden" / "dialogue-fictif.yml").write_text(GOLDEN, encoding="utf-8")
    return folder


def open_evaluators(room: Room, folder: Path) -> EvaluationDesk:
    """Open the desk beside the editors' one."""
    project = write_project(folder / "projet")
    detector = load_detector(ROOT / "knowledge" / "urgency.yml")
    return open_evaluation(room.store, room.base, TextProtector(Masker(), detector),
                           LocalMeasures(project, room.folder), folder / "evaluations", project,
                           room.clock)


def said_to(text: str, room: Room, is_better: bool) -> Said:
    """Answer by a rule: « fictive » finds the entry, the rest goes wrong, less so when better."""
    find = room.base.now.repository.entry
    first = ENTRY_ID if "fictive" in text or not is_better else OTHER_ID
    ranked = (first, OTHER_ID if first == ENTRY_ID else ENTRY_ID)
    shown = Shown.NONE if is_better and "temps" in text else Shown.SINGLE
    proposed = ranked[:1] if shown is Shown.SINGLE else ()
    sure = 0.9 if "fictive" in text else 0.6
    return Said(ranked, shown, proposed, sure, offices_of(ranked, find), domain_of(ranked, find),
                "answered" if proposed else "unanswerable_no_source", True, 12.0,
                ("=Une réponse fictive.",), {"index": "index-fictif", "confidence": "regle-1"})


async def make(desk: EvaluationDesk, room: Room, is_better: bool = False) -> EvaluationRun:
    """Make the next run that waits, as the worker would."""
    run = await desk.runs.take()
    assert run is not None
    folder = desk.results.folder(run.id)
    folder.mkdir(parents=True, exist_ok=True)
    made = (_questions(desk, run, room, is_better) if run.kind is RunKind.QUESTIONS
            else _dialogues(desk, run, room, is_better))
    desk.results.file(run.id).write_text(json.dumps(made), encoding="utf-8")
    await desk.runs.finish(run.id, summary_of(made), made["versions"] | {"commit": "abc1234"})
    return await desk.runs.run(run.id)


def _questions(desk: EvaluationDesk, run: EvaluationRun, room: Room, is_better: bool
               ) -> dict[str, Any]:
    repository = room.base.now.repository
    labels = Labels({}, {}, frozenset(each.key for each in repository.organisations.all()))
    chosen = read_cases(desk.sets.path(run.set_key), [each.id for each in repository.entries()],
                        labels)
    said = tuple(said_to(each.text, room, is_better) for each in chosen.cases)
    return result(chosen, [System("retrieval", "Recherche seule", said, True)],
                  {"knowledge": "fiches-fictives"}, 1.0, with_words=True)


def _dialogues(desk: EvaluationDesk, run: EvaluationRun, room: Room, is_better: bool
               ) -> dict[str, Any]:
    measures = desk.measures
    assert isinstance(measures, LocalMeasures)
    played = []
    for each in load_dialogues(measures.project / "golden"):
        reply = {"outcome": "answered", "messages": [{"text": "Voici.", "buttons": []}],
                 "answer": {"entry_id": ENTRY_ID, "sources": ["texte"] if is_better else []}}
        turns = []
        for turn in each.turns:
            found = tuple(findings(reply, turn.expect))
            turns.append(PlayedTurn(turn.resident or "choice:1", "answered", ("Voici.",),
                                    tuple(map(str, found)), 10.0, found, (ENTRY_ID,)))
        played.append(Played(each, tuple(turns)))
    return {"format": 1, "kind": "dialogues", "set": "dialogues", "n": len(played),
            "made_at": "2026-11-23T10:00:00+00:00", "passed": sum(one.passed for one in played),
            "versions": {"knowledge": "fiches-fictives"}, "seconds": 2.0,
            "machine": {"commit": "abc1234"}, "dialogues": [told(one) for one in played]}
