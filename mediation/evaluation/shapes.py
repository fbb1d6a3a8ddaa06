"""The runs as the evaluators' pages read them, and what may be refused."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

Result = dict[str, Any]


class RunKind(StrEnum):
    """What a run replays."""

    QUESTIONS = "questions"
    DIALOGUES = "dialogues"


class Mode(StrEnum):
    """Through what: the search alone, the chain without its dialogue layer, or all of it."""

    RETRIEVAL = "retrieval"
    REDUCED = "reduced"
    CHAIN = "chain"


class RunState(StrEnum):
    """Where a run stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


OPEN = frozenset({RunState.WAITING, RunState.RUNNING})


@dataclass(frozen=True)
class EvaluationRun:
    """One run. `set_key` names its set; `summary` holds its main figures once it is done."""

    number: int
    id: str
    kind: RunKind
    mode: Mode
    set_key: str
    title: str
    state: RunState
    asked_by: str
    asked_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    fault: str = ""
    summary: Result = field(default_factory=dict)
    versions: dict[str, Any] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Say whether it waits or runs."""
        return self.state in OPEN


@dataclass(frozen=True)
class QuestionSet:
    """A set that can be replayed. `is_uploaded`: an evaluator brought it."""

    key: str
    title: str
    n: int
    card: str = ""
    is_uploaded: bool = False
    kinds: dict[str, int] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)


class NotFound(LookupError):
    """No such run, set, dialogue or proposal."""


class NotPossible(RuntimeError):
    """It cannot be done now; the sentence says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Measures(Protocol):
    """The measures, run in child processes. Each raises NotPossible when the child fails."""

    async def catalogue(self) -> Result:
        """Return the committed sets and the golden dialogues."""
        ...

    async def compared(self, before: str, after: str) -> Result:
        """Compare two results, given by the paths of their files."""
        ...

    async def faults_of(self, dialogue: str) -> tuple[str, ...]:
        """Say what keeps a written dialogue (a path) from being a golden one."""
        ...
