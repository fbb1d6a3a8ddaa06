"""Which dialogues a change touches, and what counts as a regression."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from evals.dialogues import affected as module
from evals.dialogues.affected import Change, affected, last_got, note_got, replay_change
from evals.dialogues.judge import findings
from evals.dialogues.player import Played, PlayedTurn, regression
from evals.dialogues.shape import Expected, GoldenDialogue, GoldenTurn
from knowledge.repository import Repository
from tests.people import entry, registry

BASE = Repository({each.id: each for each in (
    entry(), entry(id="logement-fictif", domain="housing"),
    entry(id="autre-aide", domain="benefits"))}, registry())


def dialogue(name: str, **expect: Any) -> GoldenDialogue:
    """Return a dialogue of one turn."""
    return GoldenDialogue(id=name, title=name, why="essai", turns=(
        GoldenTurn(resident="Une question fictive ?", expect=Expected(**expect)),))


DIALOGUES = [dialogue("attend", entry="aide-fictive"), dialogue("voisin", entry="autre-aide"),
             dialogue("theme", domain="benefits"), dialogue("ailleurs", entry="logement-fictif"),
             dialogue("lieu", place="99001"), dialogue("rien", outcome="small_talk")]


def chosen(kind: str = "entry", item: str = "aide-fictive", **got: list[str]) -> list[str]:
    """Return the names of the dialogues that a change touches."""
    change = Change(kind, item, f"procedures/{item}.md", None)
    return [each.id for each in affected(DIALOGUES, change, BASE, got)]


def test_dialogues_that_expect_or_got_the_entry_and_those_of_its_domain_are_touched() -> None:
    assert chosen() == ["attend", "voisin", "theme"]
    assert chosen(rien=["aide-fictive"]) == ["attend", "voisin", "theme", "rien"]
    assert chosen(item="logement-fictif") == ["ailleurs"]


def test_a_place_touches_the_dialogues_about_places_and_a_notice_none() -> None:
    assert chosen("partner", "lieu-fictif") == ["lieu"]
    assert chosen("notice", "avis-fictif") == []


def test_the_domain_of_an_entry_that_is_gone_is_that_of_its_former_text() -> None:
    change = Change("entry", "disparue", "procedures/disparue.md", "---\ndomain: housing\n---\n")
    assert [each.id for each in affected(DIALOGUES, change, BASE, {})] == ["ailleurs"]


def test_what_each_dialogue_got_is_kept_for_the_next_change(tmp_path: Path) -> None:
    file = tmp_path / "replays.json"
    assert last_got(file) == {}
    note_got(file, [{"id": "a", "passed": True, "entries": ["x"]}])
    note_got(file, [{"id": "b", "passed": True, "entries": []}])
    assert last_got(file) == {"a": ["x"], "b": []}


def test_a_regression_says_question_expected_and_got() -> None:
    found = tuple(findings({"outcome": "answered", "messages": [], "answer": {
        "domain": "taxes", "organisations": []}}, Expected(domain="housing", person_offered=True)))
    turn = PlayedTurn("Une question fictive ?", "answered", (), tuple(map(str, found)), 1.0, found)
    assert regression(Played(DIALOGUES[0], (turn,))) == {
        "id": "attend", "title": "attend", "question": "Une question fictive ?",
        "faults": [{"name": "domain", "expected": "housing", "got": "taxes"},
                   {"name": "person_offered", "expected": "oui", "got": "rien"}]}


@pytest.mark.parametrize(("passes", "is_regression"), [
    ({"nouveau": False, "ancien": True}, True),      # the new text breaks it
    ({"nouveau": False, "ancien": False}, False),    # it was broken before
    ({"nouveau": True, "ancien": True}, False),
])
def test_only_what_the_former_text_answered_is_a_regression(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passes: dict[str, bool],
        is_regression: bool) -> None:
    base = tmp_path / "fiches"
    (base / "procedures").mkdir(parents=True)
    file = base / "procedures" / "aide-fictive.md"
    file.write_text("nouveau", encoding="utf-8")
    seen: list[str] = []

    @contextmanager
    def running(data: Path, _: float, **settings: str) -> Iterator[Any]:
        data.mkdir(parents=True)
        assert (settings["database_url"], settings["telegram_token"]) == ("", "")
        yield SimpleNamespace(data=data, folder=Path(settings["knowledge_dir"]))

    def replay_on(instance: Any, dialogues: Any) -> tuple[Played, ...]:
        text = (instance.folder / "procedures/aide-fictive.md").read_text(encoding="utf-8")
        seen.append(text)
        faults = () if passes[text] else ("non",)
        return tuple(Played(each, (PlayedTurn("q", "answered", (), faults, 1.0),))
                     for each in dialogues)

    def put(_: Any, path: Path, text: str | None) -> None:
        path.write_text(text or "", encoding="utf-8")
    monkeypatch.setattr(module, "running", running)
    monkeypatch.setattr(module, "replay_on", replay_on)
    monkeypatch.setattr(module, "_put", put)
    monkeypatch.setattr(module.os, "nice", lambda _: 0)
    change = Change("entry", "aide-fictive", "procedures/aide-fictive.md", "ancien")
    report = replay_change(DIALOGUES[:1], change, base, tmp_path / "travail", None, {})
    assert bool(report["regressions"]) is is_regression
    assert file.read_text(encoding="utf-8") == "nouveau"
    assert seen == (["nouveau", "ancien", "nouveau"] if is_regression else
                    ["nouveau"] if passes["nouveau"] else ["nouveau", "ancien"])
