"""An interpreter counts only when it runs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.install.machine import Machine
from app.install.problems import CannotInstallError
from app.install.pythons import find, require

MakePython = Callable[[Path, str], Path]


def test_a_shim_that_only_prints_a_complaint_is_skipped(
    machine: Machine, make_python: MakePython, tmp_path: Path
) -> None:
    make_python(tmp_path / "path" / "python3.10", "shim")
    good = make_python(tmp_path / "pyenv" / "versions" / "3.10.13" / "bin" / "python", "3.10")
    assert find("3.10", replace(machine, pyenv_root=tmp_path / "pyenv")) == good


def test_an_interpreter_of_another_version_is_skipped(
    machine: Machine, make_python: MakePython, tmp_path: Path
) -> None:
    make_python(tmp_path / "path" / "python3.11", "3.12")
    good = make_python(tmp_path / "path" / "python3", "3.11")
    assert find("3.11", machine) == good


def test_the_newest_version_of_the_version_manager_is_tried_first(
    machine: Machine, make_python: MakePython, tmp_path: Path
) -> None:
    versions = tmp_path / "pyenv" / "versions"
    make_python(versions / "3.10.9" / "bin" / "python", "3.10")
    newest = make_python(versions / "3.10.13" / "bin" / "python", "3.10")
    assert find("3.10", replace(machine, pyenv_root=tmp_path / "pyenv")) == newest


def test_a_file_that_cannot_be_executed_is_skipped(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "path" / "python3.11").write_text("not a program", encoding="utf-8")
    assert find("3.11", machine) is None


def test_a_missing_python_is_said_in_one_sentence(machine: Machine, tmp_path: Path) -> None:
    with pytest.raises(CannotInstallError) as caught:
        require("3.10", machine, tmp_path / "no-uv")
    sentence = str(caught.value)
    assert sentence.startswith("Python 3.10 manque : installez-le")
    assert "\n" not in sentence
    assert sentence.count(".") == sentence.count("3.10") + 1
