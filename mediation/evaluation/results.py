"""Reads the results of runs: which questions failed, what changed since another run."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mediation.evaluation.shapes import EvaluationRun, Measures, NotFound, Result

GOOD = frozenset({"right", "right_menu", "right_decline"})
FAULTY = ("wrong", "answered_absent", "wrong_menu", "menu_absent", "declined", "wrong_office")
HEADLINES = ("success@1", "lead@1", "answered", "wrong_single", "absent_single")
ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Progress:
    """How far a run is."""

    step: str
    done: int
    total: int


class Results:
    """The files of the runs, one folder each."""

    def __init__(self, folder: Path, measures: Measures) -> None:
        self._folder = folder
        self._measures = measures

    def folder(self, run_id: str) -> Path:
        """Return the folder of a run. Raises NotFound for what is not one of our names."""
        if not ID.fullmatch(run_id):
            raise NotFound(run_id)
        return self._folder / run_id

    def file(self, run_id: str) -> Path:
        """Return the file of its result."""
        return self.folder(run_id) / "result.json"

    def progress(self, run_id: str) -> Progress | None:
        """Return how far it is; None when it has not begun."""
        try:
            raw = json.loads((self.folder(run_id) / "progress.json").read_text(encoding="utf-8"))
            return Progress(str(raw["step"]), int(raw["done"]), int(raw["total"]))
        except (OSError, ValueError, KeyError):
            return None

    def read(self, run_id: str) -> Result | None:
        """Return the result of a run; None when there is none to read."""
        try:
            found: Result = json.loads(self.file(run_id).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found

    def erase(self, run_id: str) -> None:
        """Erase the files of a run."""
        shutil.rmtree(self.folder(run_id), ignore_errors=True)

    async def compared(self, before: EvaluationRun, after: EvaluationRun) -> Result:
        """Compare two runs. Raises NotFound when one has no result, NotPossible otherwise."""
        for each in (before, after):
            if not self.file(each.id).is_file():
                raise NotFound(each.id)
        return await self._measures.compared(str(self.file(before.id)), str(self.file(after.id)))


def main_figures(result: Result) -> dict[str, Mapping[str, Any]]:
    """Return the figures of the system whose questions are listed, by key."""
    chosen = next(each for each in result["systems"] if each["key"] == result["main"])
    return {each["key"]: each for each in chosen["figures"]}


def summary_of(result: Result) -> dict[str, Any]:
    """Return what the list of runs shows: a few figures and how many questions."""
    if result["kind"] == "dialogues":
        return {"n": result["n"], "passed": result["passed"]}
    figures = main_figures(result)
    return {"n": result["n"], "faults": sum(each["verdict"] in FAULTY
                                            for each in result["questions"]),
            "figures": {key: figures[key]["value"] for key in HEADLINES if key in figures}}


def faulty(questions: Sequence[Mapping[str, Any]], verdict: str, part: str
           ) -> list[Mapping[str, Any]]:
    """Return the questions to read: the failures, or one verdict, or all; of one part if named.

    The worst first: a wrong answer before a menu, a menu before a refusal.
    """
    wanted = (FAULTY if verdict == "" else tuple(FAULTY) + tuple(GOOD) + ("",)
              if verdict == "all" else (verdict,))
    found = [each for each in questions if each["verdict"] in wanted and (
        not part or part in (each["style"], each["kind"], *each["domains"]))]
    order = {name: at for at, name in enumerate(FAULTY)}
    return sorted(found, key=lambda each: order.get(each["verdict"], len(order)))


def counts(questions: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many questions ended each way."""
    return dict(Counter(str(each["verdict"]) for each in questions))
