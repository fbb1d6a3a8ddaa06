"""An environment is made again only when its lock changed or it no longer runs."""

from pathlib import Path

from app.install import stamps
from app.install.environments import RASA, is_fresh, plain, wanted_digest
from app.install.machine import Machine


def installed(machine: Machine, body: str = "exit 0") -> None:
    """Pretend that Rasa's environment was made from the present lock."""
    RASA.lock(machine).write_text("a-package==1.0\n", encoding="utf-8")
    inside = RASA.interpreter(machine)
    inside.parent.mkdir(parents=True)
    inside.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    inside.chmod(0o755)
    stamps.write(RASA.stamp(machine), wanted_digest(machine, RASA))


def test_an_installed_environment_is_left_alone(machine: Machine) -> None:
    installed(machine)
    assert is_fresh(machine, RASA)


def test_a_changed_lock_asks_for_a_new_installation(machine: Machine) -> None:
    installed(machine)
    RASA.lock(machine).write_text("a-package==1.1\n", encoding="utf-8")
    assert not is_fresh(machine, RASA)


def test_an_environment_whose_python_was_removed_is_made_again(machine: Machine) -> None:
    installed(machine, body="exit 127")
    assert not is_fresh(machine, RASA)


def test_an_environment_left_half_made_has_no_stamp(machine: Machine) -> None:
    installed(machine)
    RASA.stamp(machine).unlink()
    assert not is_fresh(machine, RASA)


def test_package_names_have_one_spelling() -> None:
    assert plain("Ruamel.YAML_clib") == "ruamel-yaml-clib"


def test_a_digest_changes_with_the_content_and_with_the_words(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    before = stamps.digest([file], "3.10")
    file.write_text("x", encoding="utf-8")
    assert len({before, stamps.digest([file], "3.10"), stamps.digest([file], "3.11")}) == 3
