"""Gives a measure's page: printed, and kept with its figures beside when a path is asked."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def give(page: str, made: Mapping[str, Any], out: Path | None) -> None:
    """Print the page; write `out`.md and `out`.json when `out` is given."""
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.with_suffix(".md").write_text(page, encoding="utf-8")
        out.with_suffix(".json").write_text(
            json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(page)
