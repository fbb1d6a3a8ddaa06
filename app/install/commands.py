"""Run one command of the set-up, keep its output, and say plainly when it does not succeed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from app.install.machine import Machine, child_environment
from app.install.problems import CannotInstallError

SHOWN_LINES = 12


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(text, file=sys.stderr, flush=True)


def run(machine: Machine, name: str, command: Sequence[str | Path], advice: str = "") -> None:
    """Run a step; its output goes to a log, shown only when the step fails.

    Raise CannotInstallError with the advice when the command is absent or fails.
    """
    machine.logs.mkdir(parents=True, exist_ok=True)
    log = machine.logs / f"{name}.log"
    started = time.monotonic()
    say(f"  {name}…")
    try:
        with log.open("wb") as output:
            done = subprocess.run(
                [str(part) for part in command],
                cwd=machine.root,
                env=child_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
    except OSError as problem:
        raise CannotInstallError(advice or f"La commande {command[0]} manque.") from problem
    if done.returncode != 0:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        say("\n".join(f"    {line}" for line in lines[-SHOWN_LINES:]))
        sentence = advice or f"L'étape « {name} » s'est arrêtée ; le détail est ci-dessus."
        raise CannotInstallError(sentence)
    say(f"  {name} : fait en {time.monotonic() - started:.0f} s")


def output_of(command: Sequence[str | Path], timeout_seconds: float = 30) -> str | None:
    """Return what a command prints, or None when it is absent, fails or does not end."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=timeout_seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
