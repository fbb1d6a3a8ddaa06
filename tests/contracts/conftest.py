"""The project's own files, as anyone who clones it has them."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IGNORED = {
    line.strip("/")
    for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
} | {".git"}


def walk(folder: Path) -> list[Path]:
    """Return the files under a folder, those that git ignores left out."""
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name in IGNORED or path.relative_to(ROOT).as_posix() in IGNORED:
            continue
        found += walk(path) if path.is_dir() else [path]
    return found


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def project_files() -> list[Path]:
    """Return every file of the project."""
    return walk(ROOT)


@pytest.fixture(scope="session")
def top_level() -> set[str]:
    """Return the names at the top of the project."""
    return {path.name for path in ROOT.iterdir()} - IGNORED
