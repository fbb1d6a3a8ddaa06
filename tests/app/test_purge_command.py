"""`python -m app purge`: what the service does every hour, asked by hand, on the day one says."""

import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import commands


def test_the_command_erases_what_reached_its_day_and_says_how_much(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QFQ_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("QFQ_NAMES_MODEL", "")
    assert CliRunner().invoke(commands, ["purge"]).exit_code == 0
    with sqlite3.connect(tmp_path / "qui-fait-quoi.db") as db:
        db.execute("insert into audit (at, actor, action, subject, detail)"
                   " values ('2026-11-23 10:00:00', 'a1', 'case.claimed', 'c1', '{}')")
    db.close()
    monkeypatch.setenv("QFQ_TODAY", "2027-11-22")
    assert "audit : 0" in CliRunner().invoke(commands, ["purge"]).output
    monkeypatch.setenv("QFQ_TODAY", "2027-11-25")
    assert "audit : 1" in CliRunner().invoke(commands, ["purge"]).output
