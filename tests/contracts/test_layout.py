"""The shape of the project: its top level, its file lengths, its module names."""

import statistics
from pathlib import Path

import pytest

CODE = {".py", ".js", ".css", ".html"}
CEILING = 250
MEDIAN = 80
VAGUE = {"utils", "common", "core", "services", "helpers", "misc"}


@pytest.fixture(scope="session")
def lengths(project_files: list[Path], root: Path) -> dict[str, int]:
    """Return the number of lines of each code file."""
    return {
        path.relative_to(root).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in project_files
        if path.suffix in CODE
    }


def exceptions(root: Path) -> dict[str, str]:
    """Return the long files that are allowed, with their reason."""
    lines = (root / "tests/contracts/long_files.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(":", 1) for line in lines if line and not line.startswith("#")]
    return {path.strip(): reason.strip() for path, reason in pairs}


def test_the_top_level_is_the_one_agreed_on(top_level: set[str], root: Path) -> None:
    agreed = (root / "tests/contracts/tree.txt").read_text(encoding="utf-8").split()
    assert sorted(top_level) == agreed


def test_no_code_file_is_longer_than_the_ceiling(lengths: dict[str, int], root: Path) -> None:
    allowed = exceptions(root)
    long = {path: n for path, n in lengths.items() if n > CEILING}
    assert {path: n for path, n in long.items() if path not in allowed} == {}
    assert set(allowed) <= set(long), "these exceptions are no longer needed"
    assert all(len(reason) > 10 for reason in allowed.values())


def test_half_of_the_code_files_stay_short(lengths: dict[str, int]) -> None:
    assert statistics.median(lengths.values()) < MEDIAN


def test_no_module_has_a_name_that_says_nothing(project_files: list[Path], root: Path) -> None:
    names = {part for path in project_files for part in path.relative_to(root).parts}
    assert {name for name in names if name.removesuffix(".py") in VAGUE} == set()


def test_every_module_says_what_it_is_for(project_files: list[Path], root: Path) -> None:
    silent = [
        path.relative_to(root).as_posix()
        for path in project_files
        if path.suffix == ".py"
        and (text := path.read_text(encoding="utf-8").strip())
        and not text.startswith('"""')
    ]
    assert silent == []
