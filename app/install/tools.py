"""Make the small environment that holds uv, which resolves and installs everything else."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from app.install.commands import output_of, run
from app.install.machine import Machine
from app.install.problems import CannotInstallError
from app.install.pythons import PIP_PROBE, find

UV_VERSION = "0.13.9"
NO_VENV = (
    "Le module venv de Python manque : installez le paquet python3-venv du système, "
    "puis relancez la commande."
)
NO_UV = (
    "uv n'a pas pu être installé : vérifiez l'accès de cette machine au dépôt de paquets Python, "
    "puis relancez la commande."
)


def base_python(machine: Machine) -> Path:
    """Return an interpreter able to make an environment with pip in it."""
    found = [find("3.11", machine), Path(sys.executable), find("3.10", machine)]
    for python in found:
        if python is not None and output_of([python, "-c", PIP_PROBE]) is not None:
            return python
    raise CannotInstallError(NO_VENV)


def uv(machine: Machine) -> Path:
    """Return uv's path, at the version this project was tried with."""
    path = machine.tools / "bin" / "uv"
    if (output_of([path, "--version"]) or "").startswith(f"uv {UV_VERSION}"):
        return path
    shutil.rmtree(machine.tools, ignore_errors=True)
    run(machine, "outils", [base_python(machine), "-m", "venv", machine.tools], NO_VENV)
    pip = machine.tools / "bin" / "pip"
    run(machine, "uv", [pip, "install", "--quiet", f"uv=={UV_VERSION}"], NO_UV)
    return path
