"""The evaluators' desk: every part that its pages call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from knowledge.base import KnowledgeBase
from mediation.evaluation.proposals import Proposals
from mediation.evaluation.results import Results
from mediation.evaluation.runs import Runs
from mediation.evaluation.sets import Sets
from mediation.evaluation.shapes import EvaluationRun, Measures, Mode, NotFound, RunKind
from mediation.protection import Protector
from mediation.store.database import Store

ALL_DIALOGUES = "dialogues"
PROPOSED = "proposed/"


@dataclass(frozen=True)
class EvaluationDesk:
    """What `channels/evaluation*.py` calls."""

    base: KnowledgeBase
    runs: Runs
    sets: Sets
    results: Results
    proposals: Proposals
    measures: Measures

    async def replay_set(self, person_id: str, key: str, mode: Mode) -> EvaluationRun:
        """Put the questions of a set in the queue. Raises NotFound or NotPossible."""
        chosen = await self.sets.find(key)
        return await self.runs.ask(person_id, RunKind.QUESTIONS, mode, key, chosen.title)

    async def replay_dialogues(self, person_id: str, name: str, mode: Mode) -> EvaluationRun:
        """Put one dialogue, or all of them (""), in the queue. Raises NotFound or NotPossible."""
        key, title = ALL_DIALOGUES, "Tous les dialogues de référence"
        if name:
            found = await self.dialogue(name)
            key, title = f"{ALL_DIALOGUES}/{name}", str(found["title"])
        return await self.runs.ask(person_id, RunKind.DIALOGUES, mode, key, title)

    async def dialogues(self) -> tuple[dict[str, Any], ...]:
        """Return the golden dialogues. Raises NotPossible when they cannot be read."""
        return tuple((await self.measures.catalogue())["dialogues"])

    async def dialogue(self, name: str) -> dict[str, Any]:
        """Return a golden or a proposed dialogue. Raises NotFound."""
        if name.startswith(PROPOSED):
            return shown(self.proposals.read(name.removeprefix(PROPOSED)))
        found = next((each for each in await self.dialogues() if each["id"] == name), None)
        if found is None:
            raise NotFound(name)
        return found

    async def erase(self, run_id: str) -> None:
        """Erase a run and its files. Raises NotFound or NotPossible."""
        await self.runs.erase(run_id)
        self.results.erase(run_id)

    async def last_played(self, name: str) -> tuple[EvaluationRun, dict[str, Any]] | None:
        """Return the last run in which a dialogue was replayed, and how it went."""
        for run in await self.runs.latest(RunKind.DIALOGUES):
            result = self.results.read(run.id) if run.summary else None
            is_proposed = name.startswith(PROPOSED)
            if result is None or is_proposed != (PROPOSED in run.set_key):
                continue
            for each in result["dialogues"]:
                if each["id"] == name.removeprefix(PROPOSED):
                    return run, each
        return None


def shown(proposal: dict[str, Any]) -> dict[str, Any]:
    """Return a proposal as golden dialogues are shown."""
    turns = [{"sent": each.get("resident", each.get("click", "")), "repeat": 1,
              "is_click": "resident" not in each,
              "expected": [{"name": name, "value": value}
                           for name, value in each["expect"].items()]}
             for each in proposal["turns"]]
    return {"id": f"{PROPOSED}{proposal['id']}", "title": proposal["title"],
            "why": proposal["why"], "reduced": True, "fault": "none", "clock": None,
            "turns": turns}


def open_evaluation(store: Store, base: KnowledgeBase, protector: Protector,
                    measures: Measures, folder: Path, project: Path,
                    clock: Callable[[], datetime]) -> EvaluationDesk:
    """Build the desk. `folder` keeps runs and uploads; `project` holds the committed sets."""
    return EvaluationDesk(base, Runs(store, clock),
                          Sets(folder / "sets", project, base, protector, measures),
                          Results(folder / "runs", measures),
                          Proposals(folder / "dialogues", measures), measures)
