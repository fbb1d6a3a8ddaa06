"""Finds the files of the base that differ from the last commit, staged or not."""

import subprocess
from pathlib import Path


def changed_files(folder: Path) -> frozenset[str]:
    """Return the names of the changed and new files of a folder ("rsa.md").

    A file removed counts too: what still names it is then a fault. Outside git, or before the
    first commit, every file counts as changed.
    """
    listed = _git(folder, "diff", "--name-only", "--relative", "HEAD", "--", ".")
    new = _git(folder, "ls-files", "--others", "--exclude-standard", "--", ".")
    if listed is None or new is None:
        return frozenset(path.name for path in folder.rglob("*") if _is_data(path))
    return frozenset(Path(line).name for line in (*listed, *new) if _is_data(Path(line)))


def _is_data(path: Path) -> bool:
    return path.suffix in {".md", ".yml"} and path.name != "README.md"


def _git(folder: Path, *arguments: str) -> list[str] | None:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True,
                          check=False)
    return done.stdout.splitlines() if done.returncode == 0 else None
