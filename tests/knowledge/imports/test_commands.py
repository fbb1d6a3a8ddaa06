"""What the operator types, and reads back."""

import json
import urllib.error
from pathlib import Path
from typing import Any

import pytest

from knowledge.imports import feed
from knowledge.imports.__main__ import main
from knowledge.imports.feed import FeedUnreachable, download
from knowledge.imports.limits import Limits
from tests.knowledge.imports.corpus import corpus

Capture = pytest.CaptureFixture[str]


def test_an_import_shows_its_progress_and_its_counts(tmp_path: Path, capsys: Capture) -> None:
    archive = corpus(tmp_path / "a.zip")
    words = ["service-public", str(archive), "--imports", str(tmp_path / "imports")]
    assert main(words) == 0
    said = capsys.readouterr()
    assert "3 sur 3 lus" in said.err
    assert "3 ajouté(s) · 0 modifié(s) · 0 inchangé(s) · 0 retiré(s) · 0 refusé(s)" in said.out
    assert main(words) == 0
    assert "Rien n'a changé" in capsys.readouterr().out


def test_a_refusal_says_what_stays_in_service(tmp_path: Path, capsys: Capture) -> None:
    words = ["service-public", str(tmp_path / "absent.zip"), "--imports", str(tmp_path)]
    assert main(words) == 1
    said = capsys.readouterr().err
    assert "Import refusé : fichier illisible : absent.zip." in said
    assert "Aucun import n'était en service." in said


def test_a_directory_needs_the_table_of_communes(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([]), encoding="utf-8")
    assert main(["annuaire", str(path), "--imports", str(tmp_path),
                 "--communes", str(tmp_path / "absent.json")]) == 1
    assert "make install" in capsys.readouterr().err


def test_without_network_the_feed_says_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unreachable(*_: Any, **__: Any) -> None:
        raise urllib.error.URLError("Name or service not known")
    monkeypatch.setattr(feed.urllib.request, "urlopen", unreachable)
    with pytest.raises(FeedUnreachable, match="rien n'a changé"):
        download("https://example.org/vosdroits-latest.zip", tmp_path, Limits())
    assert list(tmp_path.iterdir()) == []


def test_a_feed_that_is_not_over_https_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedUnreachable, match="https"):
        download("file:///etc/hostname", tmp_path, Limits())
