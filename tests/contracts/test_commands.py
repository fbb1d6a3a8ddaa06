"""The Makefile says everything that can be done, and `make` alone lists it."""

import re
import subprocess
from pathlib import Path

AGREED = (
    "install run test lint types contracts knowledge train index fit chat replay evals bench soak "
    "freshness clean"
)


def test_make_alone_lists_every_command_with_what_it_does(root: Path) -> None:
    done = subprocess.run(["make"], cwd=root, capture_output=True, text=True, check=True)
    listed = dict(re.findall(r"^  make (\S+)\s+(\S.*)$", done.stdout, re.M))
    assert set(AGREED.split()) <= set(listed)
    assert all(len(line) > 10 for line in listed.values())


def test_every_listed_command_is_a_phony_target(root: Path) -> None:
    text = (root / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    phony = set(re.search(r"^\.PHONY:(.*)$", text, re.M).group(1).split())  # type: ignore[union-attr]
    assert phony == set(re.findall(r"^([a-z]+):.*## ", text, re.M))


def test_continuous_integration_runs_the_same_command_as_people(root: Path) -> None:
    script = (root / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in script
    assert "set -euo pipefail" in script
    assert (root / ".ci" / "run").stat().st_mode & 0o111
