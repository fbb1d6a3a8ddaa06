"""Photographs the whole-life test for the documentation. Run by hand, it is no check:

    var/venv-app/bin/python -m pytest tests/chain/screenshots_lives.py
"""

from pathlib import Path

from playwright.sync_api import Browser

from tests.chain.test_lives import tell

FOLDER = Path(__file__).resolve().parents[2] / "docs/captures/vies"


def test_photograph_a_whole_day(browser: Browser, tmp_path: Path) -> None:
    assert tell(browser, tmp_path / "data", FOLDER)
