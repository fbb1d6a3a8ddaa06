"""Every setting is documented, with the default that the code has, and nothing else is."""

import re
from pathlib import Path

import pytest

from app.settings import Settings

INSTALL_ONLY = {"QFQ_TORCH_INDEX"}
ROW = re.compile(r"^\| `(QFQ_[A-Z_]+)` \| ([^|]+) \| ([^|]+) \|$", re.M)


@pytest.fixture(scope="module")
def documented() -> dict[str, tuple[str, str]]:
    """Return the default and the effect of each setting of docs/settings.md."""
    page = Path(__file__).resolve().parents[2] / "docs" / "settings.md"
    rows = ROW.findall(page.read_text(encoding="utf-8"))
    return {name: (default.strip().strip("`"), effect) for name, default, effect in rows}


def test_the_documentation_lists_exactly_the_settings_that_exist(
    documented: dict[str, tuple[str, str]],
) -> None:
    existing = {f"QFQ_{name.upper()}" for name in Settings.model_fields}
    assert set(documented) == existing | INSTALL_ONLY


def test_the_documented_defaults_are_those_of_the_code(
    documented: dict[str, tuple[str, str]],
) -> None:
    words = {None: "aucun", True: "oui", False: "non"}
    wrong = {}
    for name, field in Settings.model_fields.items():
        said, default = documented[f"QFQ_{name.upper()}"][0], field.default
        if isinstance(default, Path):
            expected = default.name + "/"
        elif default is None or isinstance(default, bool):
            expected = words[default]
        else:
            expected = str(default)
        if said != expected:
            wrong[name] = (said, expected)
    assert wrong == {}


def test_every_setting_says_what_it_changes(documented: dict[str, tuple[str, str]]) -> None:
    assert {name for name, (_, effect) in documented.items() if len(effect.strip()) < 15} == set()
