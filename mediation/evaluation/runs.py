"""The queue of runs: asked, taken one at a time, ended, stopped, erased."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog

from mediation.evaluation.shapes import (
    EvaluationRun,
    Mode,
    NotFound,
    NotPossible,
    RunKind,
    RunState,
)
from mediation.store import evaluations
from mediation.store.database import Store
from mediation.store.evaluation_rows import EvaluationRunRow

MOST_OPEN = 5
SHOWN = 30
FULL = "Cinq essais attendent déjà. Laissez-les finir, ou arrêtez-en un."
log = structlog.get_logger("mediation.evaluation")


class Runs:
    """The runs in the database."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def ask(self, person_id: str, kind: RunKind, mode: Mode, set_key: str, title: str
                  ) -> EvaluationRun:
        """Put a run in the queue. Raises NotPossible when it is full."""
        row = EvaluationRunRow(
            id=secrets.token_hex(8), kind=kind.value, mode=mode.value, set_key=set_key,
            title=title[:200], state=RunState.WAITING.value, asked_by=person_id,
            asked_at=self._clock(), fault="", summary={}, versions={})
        async with self._store.writing() as db:
            if await evaluations.count_open(db) >= MOST_OPEN:
                raise NotPossible(FULL)
            await evaluations.add(db, row)
        log.info("evaluation.asked", run=row.id, kind=row.kind, mode=row.mode)
        return run_of(row)

    async def run(self, run_id: str) -> EvaluationRun:
        """Return one run. Raises NotFound."""
        async with self._store.reading() as db:
            row = await evaluations.find(db, run_id)
        if row is None:
            raise NotFound(run_id)
        return run_of(row)

    async def latest(self, kind: RunKind) -> tuple[EvaluationRun, ...]:
        """Return the last runs of a kind, the newest first."""
        async with self._store.reading() as db:
            return tuple(map(run_of, await evaluations.latest(db, kind.value, SHOWN)))

    async def before(self, run_id: str) -> EvaluationRun | None:
        """Return the run of the same set to compare this one with, if any."""
        async with self._store.reading() as db:
            row = await evaluations.find(db, run_id)
            found = await evaluations.before(db, row) if row is not None else None
        return run_of(found) if found is not None else None

    async def resume(self) -> None:
        """Put back what was running when the service stopped."""
        async with self._store.writing() as db:
            await evaluations.requeue(db)

    async def take(self) -> EvaluationRun | None:
        """Return the oldest run that waits, now running; None when none does."""
        async with self._store.reading() as db:
            if await evaluations.next_waiting(db) is None:
                return None
        async with self._store.writing() as db:
            row = await evaluations.next_waiting(db)
            if row is None:
                return None
            row.state, row.started_at = RunState.RUNNING.value, self._clock()
            return run_of(row)

    async def finish(self, run_id: str, summary: Mapping[str, Any] | None,
                     versions: Mapping[str, Any], fault: str = "") -> None:
        """Note the end of a run (`summary` None = it could not be made); a stopped one stays so."""
        state = RunState.FAILED if summary is None else RunState.DONE
        async with self._store.writing() as db:
            await evaluations.change(
                db, run_id, (RunState.RUNNING.value,), state=state.value,
                ended_at=self._clock(), summary=dict(summary or {}), versions=dict(versions),
                fault=fault[:500])

    async def stop(self, run_id: str) -> None:
        """Stop a run that waits or runs. Raises NotPossible when it has ended."""
        states = (RunState.WAITING.value, RunState.RUNNING.value)
        async with self._store.writing() as db:
            if not await evaluations.change(db, run_id, states, ended_at=self._clock(),
                                            state=RunState.STOPPED.value):
                raise NotPossible("Cet essai est déjà terminé.")

    async def erase(self, run_id: str) -> None:
        """Forget a run that has ended. Raises NotFound or NotPossible."""
        if (await self.run(run_id)).is_open:
            raise NotPossible("Arrêtez d'abord cet essai.")
        async with self._store.writing() as db:
            await evaluations.erase(db, run_id)


def run_of(row: EvaluationRunRow) -> EvaluationRun:
    """Return the run of a row."""
    return EvaluationRun(row.number, row.id, RunKind(row.kind), Mode(row.mode), row.set_key,
                         row.title, RunState(row.state), row.asked_by, row.asked_at,
                         row.started_at, row.ended_at, row.fault, row.summary, row.versions)
