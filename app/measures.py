"""Runs `python -m evals …` in child processes for the evaluators' page, and reads their JSON."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import structlog

from app.replaying import end_family
from app.settings import ROOT
from mediation.evaluation.shapes import NotPossible, Result

log = structlog.get_logger("app.measures")
GIVE_UP_SECONDS = 60.0
SILENT = "La mesure n'a pas répondu. Réessayez dans une minute."


class ChildMeasures:
    """Implements `mediation.evaluation.shapes.Measures`; evals is never imported here."""

    def __init__(self, knowledge: Path, project: Path = ROOT / "evals") -> None:
        self._knowledge = knowledge
        self._project = project
        self._held: tuple[str, Result] | None = None
        self._lock = asyncio.Lock()

    async def catalogue(self) -> Result:
        """Return the sets and dialogues; asked again only when a file changed."""
        async with self._lock:
            seen = await asyncio.to_thread(self._signature)
            if self._held is None or self._held[0] != seen:
                self._held = (seen, await asked("catalogue"))
            return self._held[1]

    async def compared(self, before: str, after: str) -> Result:
        """Compare two results."""
        found: Result = await asked("compare", before, after)
        return found

    async def faults_of(self, dialogue: str) -> tuple[str, ...]:
        """Return what keeps a dialogue from being a golden one."""
        return tuple(await asked("catalogue", "--check", dialogue,
                                 "--knowledge", str(self._knowledge)))

    def _signature(self) -> str:
        files = [*self._project.glob("datasets/*/*"), *self._project.glob("dialogues/golden/*")]
        return repr(sorted((str(each), each.stat().st_mtime_ns) for each in files))


async def asked(*words: str) -> Any:
    """Run one measure that answers at once. Raises NotPossible when it does not."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "evals", *words, cwd=ROOT, stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL)
    try:
        out, _ = await asyncio.wait_for(child.communicate(), GIVE_UP_SECONDS)
        return json.loads(out)
    except (TimeoutError, ValueError) as fault:
        log.error("measure.silent", command=words[0], code=child.returncode)
        raise NotPossible(SILENT) from fault
    finally:
        if child.returncode is None:
            await asyncio.to_thread(end_family, child.pid)
            await child.wait()
