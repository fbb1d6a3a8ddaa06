"""Find an interpreter that really runs: a name on PATH may be a shim that only prints an error."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from app.install.commands import output_of
from app.install.machine import TOOLS, Machine
from app.install.problems import CannotInstallError

PROBE = (
    "import sys, ssl, sqlite3, ctypes, venv;"
    "print('%d.%d' % sys.version_info[:2]);"
    "print(getattr(sys, '_base_executable', '') or sys.executable)"
)
PIP_PROBE = "import ensurepip, venv, ssl"


def run_path(candidate: Path, wanted: str) -> Path | None:
    """Run a candidate; return its real interpreter when it is the wanted version, else None."""
    printed = output_of([candidate, "-c", PROBE])
    lines = (printed or "").splitlines()
    if len(lines) != 2 or lines[0] != wanted:
        return None
    return Path(lines[1])


def numbers(path: Path) -> tuple[int, ...]:
    """Return a folder's version as numbers, to sort 3.10.13 after 3.10.9."""
    return tuple(int(n) for n in re.findall(r"\d+", path.name))


def candidates(wanted: str, machine: Machine) -> Iterator[Path]:
    """Yield interpreters worth trying: PATH first, then the version manager's folders."""
    for folder in machine.search_path:
        if TOOLS in folder.parts:
            continue
        for name in (f"python{wanted}", "python3", "python"):
            path = folder / name
            if path.is_file() and os.access(path, os.X_OK):
                yield path
    if machine.pyenv_root is not None:
        versions = (machine.pyenv_root / "versions").glob(f"{wanted}.*")
        for version in sorted(versions, key=numbers, reverse=True):
            yield version / "bin" / "python"


def find(wanted: str, machine: Machine) -> Path | None:
    """Return the first interpreter of the wanted version that runs, or None."""
    tried: set[Path] = set()
    for candidate in candidates(wanted, machine):
        if candidate in tried:
            continue
        tried.add(candidate)
        found = run_path(candidate, wanted)
        if found is not None:
            return found
    return None


def download(wanted: str, uv: Path) -> Path | None:
    """Ask uv for an interpreter of its own, where the network allows it; None otherwise."""
    output_of([uv, "python", "install", wanted], timeout_seconds=300)
    printed = output_of([uv, "python", "find", "--managed-python", wanted])
    return run_path(Path(printed.strip()), wanted) if printed else None


def require(wanted: str, machine: Machine, uv: Path) -> Path:
    """Return a working interpreter or raise CannotInstallError with what to install."""
    found = find(wanted, machine)
    if found is None and machine.may_download_python:
        found = download(wanted, uv)
    if found is None:
        raise CannotInstallError(
            f"Python {wanted} manque : installez-le (paquet python{wanted} du système, "
            f"ou « pyenv install {wanted} »), puis relancez la commande."
        )
    return found
