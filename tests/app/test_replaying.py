"""The dialogues a publication touches are replayed by a child, one at a time; a fault is noted."""

import asyncio
import json
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app import replaying
from app.replaying import replay_published, replayed, words_of
from app.settings import Settings
from tests.editing_room import ENTRY_ID, Room, open_room

REGRESSION = {"played": [{"id": "d", "title": "D", "passed": False, "entries": []}],
              "regressions": [{"id": "d", "title": "D", "question": "Où ?", "faults": []}]}


def saying(*words: str) -> Any:
    """Return a command whose child writes these words and ends."""
    return lambda *_: [sys.executable, "-c", f"print({' '.join(words)!r})"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return the settings of an instance with its own data."""
    return Settings(data_dir=tmp_path / "donnees", knowledge_dir=tmp_path / "fiches")


async def replay_once(room: Room, settings: Settings, publication_id: str) -> Any:
    """Let the loop run until the publication is settled."""
    job = asyncio.create_task(replay_published(room.desk, settings))
    async with asyncio.timeout(20):
        while (made := await room.desk.journal.publication(publication_id)).replay_state in (
                "pending", "running"):
            await asyncio.sleep(0.05)
    job.cancel()
    await asyncio.gather(job, return_exceptions=True)
    return made


async def test_a_regression_found_by_the_child_is_switched_back(
        tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    room = await open_room(tmp_path, replays=True)
    before = room.text()
    made = await room.published(delay="Environ 2 mois.")
    monkeypatch.setattr(replaying, "words_of", saying(json.dumps(REGRESSION)))
    settled = await replay_once(room, settings, made.id)
    assert (settled.state, settled.replay_state) == ("switched_back", "regressed")
    assert settled.replay["regressions"][0]["question"] == "Où ?"
    assert room.text() == before
    await room.store.close()


async def test_a_child_that_fails_loses_only_its_replay(
        tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    room = await open_room(tmp_path, replays=True)
    made = await room.published(delay="Environ 2 mois.")
    monkeypatch.setattr(replaying, "words_of", saying("pas du JSON"))
    settled = await replay_once(room, settings, made.id)
    assert (settled.state, settled.replay_state) == ("live", "failed")
    assert "Environ 2 mois." in room.text()
    await room.store.close()


def publication(**changes: Any) -> Any:
    """Return what the command needs of a publication."""
    fields = {"item_id": ENTRY_ID, "kind": SimpleNamespace(value="entry"), "before": "avant",
              "path": f"procedures/{ENTRY_ID}.md"}
    return SimpleNamespace(**(fields | changes))


def test_the_child_gets_the_text_from_before(tmp_path: Path, settings: Settings) -> None:
    words = words_of(publication(), settings, tmp_path)
    assert words[words.index("--affected") + 1] == ENTRY_ID
    assert Path(words[words.index("--former") + 1]).read_text(encoding="utf-8") == "avant"
    assert "--reduced" not in words
    small = settings.model_copy(update={"replay_after_publication": "reduced"})
    new = words_of(publication(before=None), small, tmp_path)
    assert "--former" not in new
    assert new[-1] == "--reduced"


async def test_stopping_the_service_ends_the_child_and_what_it_started(
        tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "vit"
    code = ("import subprocess, sys, time, pathlib; "
            f"subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
            f"pathlib.Path({str(mark)!r}).touch(); time.sleep(60)")
    monkeypatch.setattr(replaying, "words_of", lambda *_: [sys.executable, "-c", code])
    job = asyncio.create_task(replayed(publication(), settings))
    async with asyncio.timeout(20):
        while not mark.exists():
            await asyncio.sleep(0.05)
    started = time.monotonic()
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    assert time.monotonic() - started < 5
    assert not (settings.data_dir / "replay").exists()
