"""Sealing: what one key closes, only it opens."""

import base64
import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from mediation.sealing import KEY_FILE, Sealer, load_key


def test_a_key_is_made_once_and_kept_for_the_owner_alone(tmp_path: Path) -> None:
    key = load_key(None, tmp_path / "neuf")
    assert load_key(None, tmp_path / "neuf") == key
    assert stat.S_IMODE((tmp_path / "neuf" / KEY_FILE).stat().st_mode) == 0o600


def test_the_operator_s_key_is_used_when_given(tmp_path: Path) -> None:
    given = Fernet.generate_key().decode()
    assert load_key(given, tmp_path) == given.encode()
    assert not (tmp_path / KEY_FILE).exists()


def test_an_unreadable_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="clé de scellement"):
        load_key("trop courte", tmp_path)


def test_another_key_opens_nothing() -> None:
    one, two = Sealer(Fernet.generate_key()), Sealer(Fernet.generate_key())
    box = one.seal("Zoé Imaginaire")
    assert b"Imaginaire" not in box + base64.urlsafe_b64decode(box)
    assert one.open(box) == "Zoé Imaginaire"
    assert two.open(box) is None
    assert one.open(None) is None
    assert one.digest("123456") != two.digest("123456")
