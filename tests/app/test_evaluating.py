"""Runs are made in a child process: ended, stopped, refused; measures that answer at once."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app import evaluating
from app.evaluating import evaluate, evaluate_asked, words_of
from app.measures import ChildMeasures, asked
from app.settings import Settings
from mediation.evaluation.desk import EvaluationDesk
from mediation.evaluation.shapes import EvaluationRun, Mode, NotPossible, RunState
from retrieval.versions import copy_in_use
from tests.editing_room import ROOT, Room, open_room
from tests.evaluation_room import SET, open_evaluators

DONE = {"kind": "dialogues", "n": 1, "passed": 1, "versions": {"knowledge": "k"},
        "machine": {"commit": "abc"}, "dialogues": []}


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    """Return a fresh room."""
    made = await open_room(tmp_path)
    yield made
    await made.store.close()


@pytest.fixture
def desk(room: Room, tmp_path: Path) -> EvaluationDesk:
    """Return its evaluators' desk."""
    return open_evaluators(room, tmp_path)


def settings(tmp_path: Path) -> Settings:
    """Return settings of a service whose index is a small file."""
    (tmp_path / "index" / "version-fictive").mkdir(parents=True, exist_ok=True)
    (tmp_path / "index" / "CURRENT").write_text("version-fictive\n")
    return Settings(data_dir=tmp_path)


def child(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    """Replace the measure by a small program; {} is the run's folder."""
    def words(desk: EvaluationDesk, run: EvaluationRun, *_: object) -> list[str]:
        return [sys.executable, "-c", source.replace("{}", str(desk.results.folder(run.id)))]
    monkeypatch.setattr(evaluating, "words_of", words)


async def taken(desk: EvaluationDesk) -> EvaluationRun:
    """Ask for a run and take it."""
    await desk.replay_set("eva", SET, Mode.RETRIEVAL)
    run = await desk.runs.take()
    assert run is not None
    return run


async def test_a_run_ends_with_its_figures_and_versions(
        desk: EvaluationDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, f"open('{{}}/result.json', 'w').write('''{json.dumps(DONE)}''')")
    run = await taken(desk)
    await evaluate(desk, run, settings(tmp_path))
    done = await desk.runs.run(run.id)
    assert (done.state, done.summary) == (RunState.DONE, {"n": 1, "passed": 1})
    assert done.versions == {"knowledge": "k", "commit": "abc"}
    assert not (desk.results.folder(run.id) / "index").exists()


async def test_a_measure_that_refuses_leaves_its_sentence(
        desk: EvaluationDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "import sys; print('Mesure impossible : essai'); sys.exit(2)")
    run = await taken(desk)
    await evaluate(desk, run, settings(tmp_path))
    failed = await desk.runs.run(run.id)
    assert (failed.state, failed.fault) == (RunState.FAILED, "Mesure impossible : essai")


async def test_a_stopped_run_ends_its_child(
        desk: EvaluationDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "import time; open('{}/began', 'w').close(); time.sleep(60)")
    run = await taken(desk)
    working = asyncio.create_task(evaluate(desk, run, settings(tmp_path)))
    async with asyncio.timeout(20):
        while not (desk.results.folder(run.id) / "began").exists():
            await asyncio.sleep(0.05)
        await desk.runs.stop(run.id)
        await working
    assert (await desk.runs.run(run.id)).state is RunState.STOPPED


async def test_runs_are_made_one_by_one_and_taken_up_again_after_a_stop(
        desk: EvaluationDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, f"open('{{}}/result.json', 'w').write('''{json.dumps(DONE)}''')")
    run = await taken(desk)  # the service stopped while it ran
    other = await desk.replay_set("eva", SET, Mode.RETRIEVAL)
    working = asyncio.create_task(evaluate_asked(desk, settings(tmp_path)))
    async with asyncio.timeout(20):
        while (await desk.runs.run(other.id)).is_open:
            await asyncio.sleep(0.05)
    working.cancel()
    assert (await desk.runs.run(run.id)).state is RunState.DONE


def test_only_the_index_in_use_is_copied(tmp_path: Path) -> None:
    source, target = tmp_path / "index", tmp_path / "copie"
    assert copy_in_use(source, target) is None
    settings(tmp_path)
    (source / ".building-1").mkdir()
    assert copy_in_use(source, target) == target
    assert sorted(each.name for each in target.iterdir()) == ["CURRENT", "version-fictive"]


async def test_each_run_has_its_own_command(desk: EvaluationDesk, room: Room, tmp_path: Path
                                            ) -> None:
    served = settings(tmp_path)

    def words(run: EvaluationRun) -> str:
        return " ".join(words_of(desk, run, served, tmp_path / "copie"))
    questions = words(await desk.replay_set("eva", SET, Mode.RETRIEVAL))
    assert f"answering --questions {tmp_path / 'projet' / SET}" in questions
    assert "--retrieval-only" in questions
    every = words(await desk.replay_dialogues("eva", "", Mode.REDUCED))
    assert "dialogues --out" in every
    assert "--reduced" in every
    one = words(await desk.replay_dialogues("eva", "dialogue-fictif", Mode.CHAIN))
    assert "result.json dialogue-fictif --index" in one
    name = await desk.proposals.add("Un essai", "Il vérifie.", [
        {"resident": "une aide fictive", "outcome": "answered"}])
    proposed = words(await desk.replay_dialogues("eva", f"proposed/{name}", Mode.CHAIN))
    assert f"--folder {desk.proposals.folder} un-essai" in proposed


async def test_the_measures_answer_through_their_own_process(tmp_path: Path) -> None:
    measures = ChildMeasures(ROOT / "knowledge")
    found = await measures.catalogue()
    assert any(each["id"] == "meteo" for each in found["dialogues"])
    assert found["sets"][0]["n"] > 0
    assert await measures.catalogue() is found
    written = tmp_path / "essai.yml"
    written.write_text("title: a\nwhy: b\nturns: []\n", encoding="utf-8")
    assert await measures.faults_of(str(written)) == ("Écrivez au moins une réplique.",)
    with pytest.raises(NotPossible, match="n'a pas répondu"):
        await asked("compare", "rien.json", "rien.json")
