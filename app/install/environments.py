"""Make the two Python environments from their locks, only when a lock has changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from app.install import stamps
from app.install.commands import output_of, run, say
from app.install.locks import torch_pin
from app.install.machine import Machine
from app.install.problems import CannotInstallError
from app.install.pythons import require, run_path

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.M)
CPU_TORCH = "import torch; torch.zeros(2).sum()"
NO_GOMP = (
    "La bibliothèque libgomp manque : installez-la (paquet libgomp1 du système), "
    "puis relancez la commande."
)
NO_PACKAGES = (
    "Les paquets Python n'ont pas pu être installés : vérifiez l'accès au dépôt de paquets "
    "et la place sur le disque (6 Go), puis relancez la commande."
)


@dataclass(frozen=True)
class Environment:
    """One virtual environment and the lock it comes from."""

    name: str
    python: str
    checks: str

    def folder(self, machine: Machine) -> Path:
        """Return where it lives."""
        return machine.var / f"venv-{self.name}"

    def lock(self, machine: Machine) -> Path:
        """Return its lock file."""
        return machine.root / f"{self.name}.lock.txt"

    def stamp(self, machine: Machine) -> Path:
        """Return the file that says which lock it was made from."""
        return self.folder(machine) / "lock.sha256"

    def interpreter(self, machine: Machine) -> Path:
        """Return its interpreter."""
        return self.folder(machine) / "bin" / "python"


APP = Environment("app", "3.11", "import lightgbm, onnxruntime, pydantic_core")
RASA = Environment("rasa", "3.10", "import numpy, sklearn")


def is_fresh(machine: Machine, environment: Environment) -> bool:
    """Say whether the environment runs and comes from the present lock."""
    if not stamps.matches(environment.stamp(machine), wanted_digest(machine, environment)):
        return False
    return output_of([environment.interpreter(machine), "-c", ""]) is not None


def wanted_digest(machine: Machine, environment: Environment) -> str:
    """Return what the stamp must hold."""
    return stamps.digest([environment.lock(machine)], environment.python)


def make(machine: Machine, environment: Environment, tool: Path) -> None:
    """Make or update one environment; nothing is done when it is fresh."""
    if is_fresh(machine, environment):
        return
    name, lock = environment.name, environment.lock(machine)
    inside = environment.interpreter(machine)
    environment.stamp(machine).unlink(missing_ok=True)
    if run_path(inside, environment.python) is None:
        base = require(environment.python, machine, tool)
        folder = environment.folder(machine)
        run(machine, f"environnement {name}", [tool, "venv", "--clear", "--python", base, folder])
    pin = torch_pin(lock.read_text(encoding="utf-8"))
    if pin is not None:
        add_torch(machine, inside, pin, "--no-deps")
    locked = ("--no-deps", "--require-hashes", "-r", lock)
    install = (tool, "pip", "install", "--python", inside, *locked)
    run(machine, f"paquets {name}", install, NO_PACKAGES)
    remove_others(machine, environment, tool)
    if pin is not None and output_of([inside, "-c", CPU_TORCH], timeout_seconds=120) is None:
        say("  torch : version pour carte graphique ; QFQ_TORCH_INDEX donnerait la version légère")
        add_torch(machine, inside, pin, "--force-reinstall")
    run(machine, f"vérification {name}", [inside, "-c", environment.checks], NO_GOMP)
    stamps.write(environment.stamp(machine), wanted_digest(machine, environment))


def add_torch(machine: Machine, inside: Path, pin: str, option: str) -> None:
    """Install torch with pip, outside the hash check: its CPU build differs from place to place."""
    pip = machine.tools / "bin" / "pip"
    index = ("--index-url", machine.torch_index) if machine.torch_index else ()
    options = ("--quiet", option, pin, *index)
    run(machine, "torch", [pip, "--python", inside, "install", *options], NO_PACKAGES)


def remove_others(machine: Machine, environment: Environment, tool: Path) -> None:
    """Uninstall what the lock no longer names, so that two machines hold the same packages."""
    lock = environment.lock(machine).read_text(encoding="utf-8")
    kept = {plain(name) for name in PINNED.findall(lock)} | {"torch", "triton", "pip"}
    python = environment.interpreter(machine)
    printed = output_of([tool, "pip", "freeze", "--python", python]) or ""
    present = PINNED.findall(printed)
    others = [n for n in present if plain(n) not in kept and not n.startswith(("nvidia", "cuda"))]
    if others:
        uninstall = [tool, "pip", "uninstall", "--python", python, *others]
        run(machine, f"retraits {environment.name}", uninstall)


def plain(name: str) -> str:
    """Return a package name in its one canonical form."""
    return re.sub(r"[-_.]+", "-", name).lower()


def require_lock(machine: Machine) -> None:
    """Raise CannotInstallError when a lock file is absent from the folder."""
    for environment in (APP, RASA):
        path = environment.lock(machine)
        if not path.is_file():
            raise CannotInstallError(f"Le fichier {path.name} manque : reprenez le dépôt entier.")
