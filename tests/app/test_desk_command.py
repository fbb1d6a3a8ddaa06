"""`python -m app desk`: the desks listed, one added, what does not read explained."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import commands

HOURS = "Mo-Fr 09:00-12:00; PH off"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the database of each test apart."""
    monkeypatch.setenv("QFQ_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("QFQ_LIVE_CHAT", "true")
    monkeypatch.setenv("QFQ_LIVE_CEILING", "2")


def _run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(commands, ["desk", *words])
    return done.exit_code, done.output


def test_the_default_desk_is_that_of_the_settings() -> None:
    code, said = _run("list")
    assert code == 0
    assert said.startswith("accueil : l'accueil de démonstration")
    assert "en direct, 2 à la fois ; partout ailleurs" in said


def test_a_desk_is_added_with_its_area_and_poles() -> None:
    code, said = _run("add", "--name", "la mairie d'essai", "--hours", HOURS, "--area", "48",
                      "--area", "07186", "--pole", "housing")
    assert (code, said.strip()) == (0, "Lieu ajouté : la-mairie-d-essai (la mairie d'essai).")
    assert "la-mairie-d-essai : la mairie d'essai ; " in _run("list")[1]
    assert "rappel ; 48 07186" in _run("list")[1]


def test_hours_that_do_not_read_are_explained() -> None:
    code, said = _run("add", "--name", "la mairie", "--hours", "de 9 h à midi")
    assert code == 2
    assert "Les horaires ne se lisent pas" in said
