"""Compile the locks: versions and hashes, no address, nothing that needs a graphics card."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from app.install.commands import run
from app.install.machine import Machine
from app.install.pythons import require
from app.install.tools import uv

HEADER = "# Écrit par « make lock » : versions et empreintes. Ne pas modifier à la main."
TORCH_LINE = re.compile(r"^# à part : (torch==\S+)$", re.M)
LEFT_OUT = re.compile(r"^(torch|triton|nvidia-[\w-]+|cuda-[\w-]+)==")


def without_torch(compiled: str) -> str:
    """Drop torch and its graphics card companions: torch is installed apart, CPU build."""
    blocks = re.split(r"\n(?=\S)", compiled.strip())
    return "\n".join(block for block in blocks if not LEFT_OUT.match(block)) + "\n"


def torch_pin(lock: str) -> str | None:
    """Return `torch==…` when this lock's environment wants it."""
    found = TORCH_LINE.search(lock)
    return found.group(1) if found else None


def compile_lock(machine: Machine, python: str, source: Path, *options: str) -> str:
    """Resolve `source` with uv, which prefers the current lock's versions; return the text."""
    tool = uv(machine)
    interpreter = require(python, machine, tool)
    target = machine.var / f"{source.stem}.compiled.txt"
    current = machine.root / f"{'app' if python == '3.11' else 'rasa'}.lock.txt"
    if current.exists():
        shutil.copyfile(current, target)
    shape = ("--generate-hashes", "--no-header", "--no-annotate", "--quiet", *options)
    files = (source, "-o", target, "--python", interpreter)
    run(machine, f"verrou {source.name}", [tool, "pip", "compile", *files, *shape])
    return target.read_text(encoding="utf-8")


def write_app_lock(machine: Machine) -> None:
    """Write app.lock.txt from pyproject.toml; the weight packages come without what they name."""
    import tomllib

    text = (machine.root / "pyproject.toml").read_text(encoding="utf-8")
    project: dict[str, Any] = tomllib.loads(text)["project"]
    weights = machine.var / "weights.in"
    weights.write_text("\n".join(project["optional-dependencies"]["weights"]) + "\n")
    pin = next(d for d in project["dependencies"] if d.startswith("torch=="))
    source = machine.root / "pyproject.toml"
    body = compile_lock(machine, "3.11", source, "--extra=test", "--extra=lint")
    body = without_torch(body) + compile_lock(machine, "3.11", weights, "--no-deps")
    (machine.root / "app.lock.txt").write_text(f"{HEADER}\n# à part : {pin}\n{body}")


def write_rasa_lock(machine: Machine) -> None:
    """Write rasa.lock.txt from rasa.in."""
    body = compile_lock(machine, "3.10", machine.root / "rasa.in")
    (machine.root / "rasa.lock.txt").write_text(f"{HEADER}\n{body}")
