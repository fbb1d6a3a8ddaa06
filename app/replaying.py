"""Replays the golden dialogues that a publication touches, in a child process, one at a time."""

import asyncio
import contextlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import psutil
import structlog

from app.settings import ROOT, Settings
from mediation.editing.desk import EditingDesk
from mediation.editing.shapes import Publication

log = structlog.get_logger("app.replaying")
LOOK_EVERY_SECONDS = 2.0
GIVE_UP_SECONDS = 900.0


async def replay_published(desk: EditingDesk, settings: Settings) -> None:
    """Take publications one by one, until cancelled; a fault only loses that replay."""
    if settings.replay_after_publication == "off":
        return
    await desk.replays.resume()
    while True:
        try:
            publication = await desk.replays.take()
            if publication is not None:
                found = await replayed(publication, settings)
                await desk.replays.finish(publication, found)
                log.info("publication.replayed", publication=publication.id,
                         played=len((found or {}).get("played", ())),
                         regressions=len((found or {}).get("regressions", ())),
                         is_done=found is not None)
                continue
        except Exception as fault:  # the next publication is replayed all the same
            log.error("publication.not_replayed", cause=type(fault).__name__)
        await asyncio.sleep(LOOK_EVERY_SECONDS)


async def replayed(publication: Publication, settings: Settings) -> dict[str, Any] | None:
    """Return what the replay found; None when it could not be made."""
    work = settings.data_dir / "replay"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        return await _run(words_of(publication, settings, work), work)
    finally:
        await asyncio.to_thread(shutil.rmtree, work, True)


def words_of(publication: Publication, settings: Settings, work: Path) -> list[str]:
    """Return the command of the child."""
    words = [sys.executable, "-m", "evals", "replay", "--json",
             "--affected", publication.item_id, "--kind", publication.kind.value,
             "--path", publication.path, "--knowledge", str(settings.knowledge_dir),
             "--index", str(settings.index_dir), "--work", str(work),
             "--results", str(settings.data_dir / "replays.json")]
    if publication.before is not None:
        former = work / "former"
        former.write_text(publication.before, encoding="utf-8")
        words += ["--former", str(former)]
    return [*words, "--reduced"] if settings.replay_after_publication == "reduced" else words


async def _run(words: list[str], work: Path) -> dict[str, Any] | None:
    with (work / "replay.log").open("wb") as errors:
        child = await asyncio.create_subprocess_exec(
            *words, cwd=ROOT, stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE, stderr=errors)
        try:
            out, _ = await asyncio.wait_for(child.communicate(), GIVE_UP_SECONDS)
        except TimeoutError:
            return None
        finally:
            await asyncio.to_thread(end_family, child.pid)
            await child.communicate()  # what is left in the pipe, so that it closes
    try:
        report: dict[str, Any] = json.loads(out)
    except ValueError:
        log.error("replay.unreadable", code=child.returncode)
        return None
    return report


def end_family(pid: int) -> None:
    """End a child and all it started; what ended by itself is no fault."""
    with contextlib.suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        for each in (*parent.children(recursive=True), parent):
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
