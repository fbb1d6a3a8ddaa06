"""The set: one message a line, its danger or none, and the numbers that would be right."""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict

LONG = 2000  # characters: the longest message that is read
NUMBERLESS = frozenset({"15", "17", "18", "112", "115"})  # suitable where no number is due

# The label's number was replaced on 2026-03-01: the new one is right too (knowledge/urgency.yml).
SUCCEEDED = {"3977": "3133"}


class Case(BaseModel):
    """`kind` is None for a trap. `numbers`: any of them is right; empty: none is due."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    kind: str | None
    numbers: tuple[str, ...] = ()
    style: str = ""
    note: str = ""


def load_cases(path: Path) -> tuple[Case, ...]:
    """Read a file, or every .jsonl of a folder. Raises ValidationError on a misshapen line."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return tuple(Case.model_validate(json.loads(line)) for line in lines if line.strip())
