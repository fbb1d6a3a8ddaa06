"""After a run of the real chain, no number that identifies a person is found in clear, anywhere."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evals.serving import ROOT, Instance
from tests.chain.talking import Talk, said

pytestmark = pytest.mark.real
PLANTED = {  # invented: the numbers belong to nobody
    "nir": ("mon numéro de sécu est le 2 69 05 49 588 157 80", "2 69 05 49 588 157 80"),
    "phone": ("rappelez-moi au 06.39.98.47.15", "06.39.98.47.15"),
    "iban": ("mon iban FR76 3000 4028 3798 7654 3210 943", "FR76 3000 4028 3798 7654 3210 943"),
    "card": ("j'ai payé avec la carte 4970 1078 2345 9913", "4970 1078 2345 9913"),
    "allocataire": ("numéro d'allocataire 7391846", "7391846"),
    "fiscal": ("numéro fiscal 30 74 185 296 307", "30 74 185 296 307"),
    "france_travail": ("identifiant France Travail 8362915K", "8362915K"),
    "foreigner": ("numéro étranger 9917364825", "9917364825"),
    "paper": ("passeport 17CV83926", "17CV83926"),
    "file_number": ("dossier MDPH 2026-083917", "2026-083917"),
}
WITNESS = "zorglubesque"  # nothing personal: it proves that a word in clear would be found
DATABASE = "qui-fait-quoi.db"


def _typed(clear: str) -> tuple[bytes, ...]:
    """Return the ways a value could be kept: as typed, and without what separates its signs."""
    bare = re.sub(r"\W", "", clear)
    return clear.encode(), bare.encode(), bare.lower().encode()


def _kept(data: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield what the service wrote: databases and their journals, the tracker, the logs."""
    for path in data.rglob("*"):
        if path.is_file() and "index" not in path.relative_to(data).parts:
            yield path, path.read_bytes()


def _files_with(data: Path, *values: bytes) -> list[str]:
    return [path.name for path, content in _kept(data) if any(each in content for each in values)]


def _sealed(folder: Path, conversation_id: str) -> list[bytes]:
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        return [row[0] for row in db.execute(
            "select box from sealed_words where conversation_id = ?", (conversation_id,))]


@pytest.fixture(scope="module")
def spoken(instance: Instance) -> Iterator[Talk]:
    """Return a conversation that said every planted value, before and after asking a person."""
    with Talk.opened(instance.url) as talk:
        first = talk.say(f"{WITNESS} : je ne peux plus payer mon loyer, {PLANTED['phone'][0]}")
        assert "j'ai caché un numéro de téléphone" in said(first)
        for words, _ in PLANTED.values():
            talk.say(words)
        talk.choose("handoff:offer")
        talk.choose("handoff:accept")
        for words, _ in PLANTED.values():
            talk.say(words)
        yield talk


def test_no_planted_number_is_in_a_file_of_the_service(instance: Instance, spoken: Talk) -> None:
    found = _files_with(instance.data, WITNESS.encode())
    assert any(name.startswith(DATABASE) for name in found)
    assert "trackers.db" in found
    for kind, (_, clear) in PLANTED.items():
        assert _files_with(instance.data, *_typed(clear)) == [], kind
    assert not any(clear in str(spoken.history()) for _, clear in PLANTED.values())


def test_the_words_kept_for_the_mediator_are_encrypted(instance: Instance, spoken: Talk) -> None:
    boxes = _sealed(instance.data, spoken.id)
    assert len(boxes) == len(PLANTED)
    assert all(box.startswith(b"gAAAA") for box in boxes)


def test_the_words_kept_for_the_mediator_go_72_hours_after_the_closing(
        instance: Instance, spoken: Talk, tmp_path: Path) -> None:
    spoken.choose("handoff:decline")
    with closing(sqlite3.connect(instance.data / DATABASE)) as source, closing(
            sqlite3.connect(tmp_path / DATABASE)) as copy:
        source.backup(copy)
    (tmp_path / "seal.key").write_bytes((instance.data / "seal.key").read_bytes())
    _purge(tmp_path, days=2)
    assert len(_sealed(tmp_path, spoken.id)) == len(PLANTED)
    boxes = _sealed(tmp_path, spoken.id)
    _purge(tmp_path, days=4)
    assert _sealed(tmp_path, spoken.id) == []
    assert not any(box in content for _, content in _kept(tmp_path) for box in boxes)


def test_erasing_a_conversation_leaves_none_of_its_words(instance: Instance) -> None:
    word = "brindezinguesque"
    with Talk.opened(instance.url) as talk:
        talk.say(f"{word} : mon loyer, {PLANTED['phone'][0]}")
        assert _files_with(instance.data, word.encode())
        assert talk.http.delete(talk.path).status_code in (200, 204)
    assert _files_with(instance.data, word.encode()) == []


def _purge(data: Path, days: int) -> None:
    """Run the operator's command some days later."""
    day = (datetime.now(UTC) + timedelta(days=days)).date().isoformat()
    subprocess.run([sys.executable, "-m", "app", "purge"], check=True, capture_output=True,
                   cwd=ROOT, timeout=120, env={**os.environ, "QFQ_DATA_DIR": str(data),
                                               "QFQ_TODAY": day, "QFQ_NAMES_MODEL": ""})
