"""A shelf of its own for each test."""

from pathlib import Path

import pytest

from knowledge.imports.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return an empty shelf."""
    return Shelf(tmp_path / "imports" / "service-public")
