"""What a person reads when the machine lacks something."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from app.install import __main__ as command
from app.install import commands, static_files
from app.install.machine import Machine
from app.install.problems import CannotInstallError


def test_a_missing_node_is_said_in_one_sentence(machine: Machine) -> None:
    with pytest.raises(CannotInstallError, match=r"^Node\.js manque : installez Node\.js \d+"):
        static_files.install(machine, dev=False)


def test_an_old_node_counts_as_missing(machine: Machine, tmp_path: Path) -> None:
    for name in ("node", "npm"):
        path = tmp_path / "path" / name
        path.write_text("#!/bin/sh\necho v12.22.0\n", encoding="utf-8")
        path.chmod(0o755)
    with pytest.raises(CannotInstallError, match=r"^Node\.js manque"):
        static_files.require_node(str(tmp_path / "path"))


def test_a_missing_part_ends_with_code_2_and_one_sentence(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "this_machine", lambda: replace(machine))
    assert command.main([]) == 2
    last = capfd.readouterr().err.strip().splitlines()[-1]
    assert last == "Le fichier app.lock.txt manque : reprenez le dépôt entier."


def test_a_failed_step_shows_its_last_lines_and_the_advice(
    machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CannotInstallError, match=r"^Installez la chose\.$"):
        commands.run(machine, "essai", ["sh", "-c", "echo raison; exit 3"], "Installez la chose.")
    assert "raison" in capfd.readouterr().err
    assert (machine.logs / "essai.log").read_text(encoding="utf-8") == "raison\n"


def test_the_index_and_the_dialogue_are_made_once_the_encoder_they_read_is_there(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    seen: dict[str, tuple[str, ...]] = {}

    def run(_: Machine, name: str, arguments: list[object]) -> None:
        seen[name] = (*done, *map(str, arguments))
        time.sleep(0.05)
        done.append(name)

    monkeypatch.setattr(command, "run", run)
    command.make_models(machine)
    assert sorted(done) == ["index de recherche", "modèle de dialogue", "modèle de recherche"]
    assert done[0] == seen["index de recherche"][0] == "modèle de recherche"
    assert seen["modèle de dialogue"][0] == "modèle de recherche"
    models = str(machine.cache_dir / "models")
    assert models in seen["modèle de recherche"]
    assert models in seen["modèle de dialogue"]
    assert str(machine.cache_dir / "rasa" / "models") in seen["modèle de dialogue"]
