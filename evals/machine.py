"""Says on what a measure was made: the machine, the day, the commit, the settings."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent


def described() -> dict[str, str]:
    """Return what a reader needs to compare two runs."""
    cores = os.cpu_count() or 0
    memory = psutil.virtual_memory().total / 2**30
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "commit": _git("rev-parse", "--short", "HEAD"),
        "modifié": "oui" if _git("status", "--porcelain", "--untracked-files=no") else "non",
        "machine": f"{platform.system()} {platform.machine()}, {cores} cœurs, {memory:.0f} Gio",
        "python": platform.python_version(),
        "charge": f"{os.getloadavg()[0]:.1f}",
    }


def header(title: str, command: str, config: dict[str, object] | None = None) -> list[str]:
    """Return the first Markdown lines of a result page."""
    facts = [f"{name} : {value}" for name, value in (described() | (config or {})).items()]
    return [f"# {title}", "", f"Commande : `{command}`", "", " · ".join(facts), ""]


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or ("" if words[0] == "status" else "inconnu")
