"""`python -m app account add`: the password comes by standard input and is kept hashed."""

import os
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import commands
from tests.people import MEDIATOR_EMAIL

PASSWORD = "un mot de passe fictif"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data folder that the command uses."""
    monkeypatch.setenv("QFQ_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def add(password: str = PASSWORD, role: str = "mediator", email: str = MEDIATOR_EMAIL,
        by_input: bool = True) -> tuple[int, str]:
    """Run the command; return its exit code and everything it wrote."""
    words = ["account", "add", "--role", role, "--email", email]
    result = CliRunner().invoke(commands, words + (["--password-stdin"] if by_input else []),
                                input=f"{password}\n", env={"COLUMNS": "200"})
    return result.exit_code, result.output


def test_an_account_is_created_and_its_password_is_not_kept(data: Path) -> None:
    code, said = add()
    assert (code, MEDIATOR_EMAIL in said) == (0, True)
    files = b"".join(path.read_bytes() for path in data.glob("qui-fait-quoi.db*"))
    assert b"$argon2id$" in files
    assert PASSWORD.encode() not in files
    assert PASSWORD not in said


def test_what_is_written_is_readable_by_its_owner_only(data: Path) -> None:
    before = os.umask(0o022)
    try:
        add()
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o077 for path in (data, *data.glob("qui-fait-quoi.db*"))}
    assert modes == {0}


@pytest.mark.parametrize("changes", [{"password": "court"}, {"role": "maire"}])
def test_a_short_password_or_an_unknown_role_is_refused_with_a_sentence(
        data: Path, changes: dict[str, str]) -> None:
    code, said = add(**changes)
    assert code == 2
    assert "choisissez" in said
    assert "Traceback" not in said


def test_the_same_address_is_refused_the_second_time(data: Path) -> None:
    assert add()[0] == 0
    code, said = add(email=MEDIATOR_EMAIL.upper())
    assert code == 2
    assert "existe déjà" in said
    with sqlite3.connect(data / "qui-fait-quoi.db") as base:
        count = base.execute("SELECT count(*) FROM accounts").fetchone()[0]
    base.close()
    assert count == 1


def test_a_closed_account_no_longer_opens_and_closing_it_again_is_said(data: Path) -> None:
    add()
    words = ["account", "close", "--email", MEDIATOR_EMAIL]
    first = CliRunner().invoke(commands, words, env={"COLUMNS": "200"})
    again = CliRunner().invoke(commands, words, env={"COLUMNS": "200"})
    assert (first.exit_code, "fermé" in first.output) == (0, True)
    assert (again.exit_code, "aucun compte ouvert" in again.output) == (2, True)
    with sqlite3.connect(data / "qui-fait-quoi.db") as base:
        closed = base.execute("select count(*) from accounts where disabled_at is not null")
        assert closed.fetchone() == (1,)
