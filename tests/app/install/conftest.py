"""A pretend machine in a temporary folder, with interpreters that are small shell files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.install.machine import Machine

MakePython = Callable[[Path, str], Path]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a machine with an empty PATH folder, no version manager and no download."""
    (tmp_path / "path").mkdir()
    return Machine(
        root=tmp_path,
        data_dir=tmp_path / "var",
        cache_dir=tmp_path / "var",
        search_path=(tmp_path / "path",),
        may_download_python=False,
    )


@pytest.fixture
def make_python() -> MakePython:
    """Return a maker of executables: a version that answers, or "shim" that only complains."""

    def make(path: Path, version: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        answer = f"echo {version}; echo {path}"
        if version == "shim":
            answer = "echo 'command not found in the chosen version' >&2; exit 127"
        path.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    return make
