"""The digest that says whether the dialogue model is stale, and the training around it."""

import stat
from pathlib import Path

import pytest

from bot.command import RasaHome
from bot.model import TrainingFailed, model_digest, train_if_stale


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("bot/config.yml", "bot/domain.yml", "bot/intents/greetings.yml",
                 "bot/dialogue/rules.yml", "bot/nlu/encoder.py", "rasa.lock.txt"):
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("un", encoding="utf-8")
    return tmp_path / "project"


def pretended_rasa(tmp_path: Path, script: str) -> RasaHome:
    """Make a "Python" that does what `script` says with the arguments of `rasa train`."""
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(python.stat().st_mode | stat.S_IEXEC)
    return RasaHome(python, tmp_path / "rasa")


MAKES_A_MODEL = """
all="$*"
while [ $# -gt 0 ]; do
  case "$1" in --out) out="$2";; --fixed-model-name) name="$2";; esac; shift
done
mkdir -p "$out"; echo modele > "$out/$name.tar.gz"
echo fois >> "$HOME/trainings"; echo "$all" > "$HOME/asked"
"""


@pytest.mark.parametrize("name", [
    "bot/config.yml", "bot/domain.yml", "bot/intents/greetings.yml", "bot/dialogue/rules.yml",
    "bot/nlu/encoder.py", "rasa.lock.txt"])
def test_the_digest_changes_with_each_kind_of_file(project: Path, name: str) -> None:
    before = model_digest(project)
    (project / name).write_text("deux", encoding="utf-8")
    assert model_digest(project) != before


def test_the_digest_ignores_the_rest(project: Path) -> None:
    before = model_digest(project)
    (project / "bot/README.md").write_text("texte", encoding="utf-8")
    assert model_digest(project) == before


def test_a_model_is_trained_once_and_again_when_stale(project: Path, tmp_path: Path) -> None:
    home = pretended_rasa(tmp_path, MAKES_A_MODEL)
    first = train_if_stale(home, project)
    assert train_if_stale(home, project) == first
    (project / "bot/config.yml").write_text("deux", encoding="utf-8")
    second = train_if_stale(home, project)
    assert second != first
    trainings = (home.folder / "home/trainings").read_text(encoding="utf-8").splitlines()
    assert len(trainings) == 2


def test_only_the_last_two_models_are_kept(project: Path, tmp_path: Path) -> None:
    home = pretended_rasa(tmp_path, MAKES_A_MODEL)
    for number in range(4):
        (project / "bot/config.yml").write_text(str(number), encoding="utf-8")
        last = train_if_stale(home, project)
    assert len(list(home.models.glob("*.tar.gz"))) == 2
    assert last.exists()


def test_a_failed_training_says_where_to_look(project: Path, tmp_path: Path) -> None:
    home = pretended_rasa(tmp_path, "exit 3")
    with pytest.raises(TrainingFailed, match=r"code 3; see .*rasa\.log"):
        train_if_stale(home, project)


def test_the_child_gets_none_of_our_variables(tmp_path: Path,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QFQ_SEAL_KEY", "secret")
    variables = RasaHome(tmp_path / "python", tmp_path / "rasa").variables()
    assert not [name for name in variables if name.startswith("QFQ_")]
    assert variables["RASA_TELEMETRY_ENABLED"] == "false"


def test_rasa_is_told_where_the_encoders_are_whatever_folder_it_runs_in(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    home = RasaHome(tmp_path / "python", tmp_path / "rasa", encoders=Path("models"))
    assert home.variables()["ENCODERS"] == str(tmp_path / "models")


def test_every_part_is_trained_again_for_rasa_does_not_see_what_its_components_call(
        project: Path, tmp_path: Path) -> None:
    home = pretended_rasa(tmp_path, MAKES_A_MODEL)
    train_if_stale(home, project)
    assert "--force" in (home.folder / "home/asked").read_text(encoding="utf-8").split()
