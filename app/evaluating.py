"""Makes the runs that evaluators ask for, in a child process, one at a time, politely."""

import asyncio
import contextlib
import shutil
import sys
from pathlib import Path

import psutil
import structlog

from app.replaying import end_family
from app.settings import ROOT, Settings
from mediation.evaluation.desk import ALL_DIALOGUES, PROPOSED, EvaluationDesk
from mediation.evaluation.results import summary_of
from mediation.evaluation.shapes import EvaluationRun, Mode, RunKind, RunState
from retrieval.versions import copy_in_use

log = structlog.get_logger("app.evaluating")
LOOK_EVERY_SECONDS = 1.0
POLITENESS = 10
GIVE_UP_SECONDS = 3 * 3600.0
NOT_MADE = ("Le rejeu n'a pas pu aller jusqu'au bout. Relancez-le ; si cela recommence, prévenez "
            "la personne qui gère le service.")


async def evaluate_asked(desk: EvaluationDesk, settings: Settings) -> None:
    """Take runs one by one, until cancelled; a fault only loses that run."""
    await desk.runs.resume()
    while True:
        try:
            run = await desk.runs.take()
            if run is not None:
                await evaluate(desk, run, settings)
                continue
        except Exception as fault:  # the next run is made all the same
            log.error("evaluation.not_made", cause=type(fault).__name__)
        await asyncio.sleep(LOOK_EVERY_SECONDS)


async def evaluate(desk: EvaluationDesk, run: EvaluationRun, settings: Settings) -> None:
    """Make one run and note its end, whatever happens."""
    folder = desk.results.folder(run.id)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        index = await asyncio.to_thread(copy_in_use, settings.index_dir, folder / "index")
        code = await _followed(desk, run, words_of(desk, run, settings, index), folder)
        result = await asyncio.to_thread(desk.results.read, run.id) if code == 0 else None
    except Exception:
        await desk.runs.finish(run.id, None, {}, NOT_MADE)
        raise
    finally:
        await asyncio.to_thread(shutil.rmtree, folder / "index", True)
    if result is None:
        await desk.runs.finish(run.id, None, {}, said_by(folder) or NOT_MADE)
    else:
        versions = result["versions"] | {"commit": result["machine"]["commit"]}
        await desk.runs.finish(run.id, summary_of(result), versions)
    log.info("evaluation.made", run=run.id, is_done=result is not None)


def words_of(desk: EvaluationDesk, run: EvaluationRun, settings: Settings, index: Path | None
             ) -> list[str]:
    """Return the command of the child."""
    folder = desk.results.folder(run.id)
    words = [sys.executable, "-m", "evals"]
    if run.kind is RunKind.QUESTIONS:
        words += ["answering", "--questions", str(desk.sets.path(run.set_key)), "--words",
                  "--out", str(folder / "result"), "--no-baselines"]
        words += ["--retrieval-only"] if run.mode is Mode.RETRIEVAL else []
    else:
        name = run.set_key.removeprefix(ALL_DIALOGUES).removeprefix("/")
        words += ["dialogues", "--out", str(folder / "result.json")]
        if name.startswith(PROPOSED):
            words += ["--folder", str(desk.proposals.folder), name.removeprefix(PROPOSED)]
        elif name:
            words.append(name)
    words += ["--reduced"] if run.mode is Mode.REDUCED else []
    words += ["--index", str(index)] if index else []
    return [*words, "--knowledge", str(settings.knowledge_dir),
            "--progress", str(folder / "progress.json")]


async def _followed(desk: EvaluationDesk, run: EvaluationRun, words: list[str], folder: Path
                    ) -> int | None:
    """Run the child until it ends, is stopped by someone, or takes hours; return its code."""
    with (folder / "run.log").open("wb") as output:
        child = await asyncio.create_subprocess_exec(
            *words, cwd=ROOT, stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output)
    with contextlib.suppress(psutil.Error):
        psutil.Process(child.pid).nice(POLITENESS)
    deadline = asyncio.get_running_loop().time() + GIVE_UP_SECONDS
    try:
        while asyncio.get_running_loop().time() < deadline:
            with contextlib.suppress(TimeoutError):
                return await asyncio.wait_for(child.wait(), LOOK_EVERY_SECONDS)
            if (await desk.runs.run(run.id)).state is not RunState.RUNNING:
                break
        return None
    finally:
        await asyncio.to_thread(end_family, child.pid)
        await child.wait()


def said_by(folder: Path) -> str:
    """Return the sentence with which a measure refused, if it said one."""
    with contextlib.suppress(OSError):
        lines = (folder / "run.log").read_text(encoding="utf-8", errors="replace").splitlines()
        for line in reversed(lines[-20:]):
            if line.startswith(("Mesure impossible", "Rejeu impossible")):
                return line[:300]
    return ""

