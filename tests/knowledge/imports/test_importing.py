"""An import is counted, takes up after a kill, and changes nothing when it fails."""

import json
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from knowledge.imports import shelf as shelves
from knowledge.imports.refusal import ImportBusy, ImportRefused
from knowledge.imports.run import fingerprint_of
from knowledge.imports.service_public import service_public
from knowledge.imports.shelf import Shelf
from knowledge.imports.source import Item
from tests.knowledge.imports.corpus import bring, corpus, fiche, pivots, zipped


def killed_at(number: int, archive: Path, shelf: Shelf) -> None:
    """Import, and be killed without notice at one record."""
    source = service_public(pivots())

    def items(archives: Sequence[Path]) -> Iterator[Item]:
        for at, item in enumerate(source.items(archives)):
            if at == number:
                os.kill(os.getpid(), signal.SIGKILL)
            yield item
    bring(archive, shelf, replace(source, items=items))


def counts(report: object) -> tuple[int, ...]:
    found = report.manifest.counts  # type: ignore[attr-defined]
    return tuple(found[name] for name in ("created", "updated", "unchanged", "removed", "refused"))


def test_what_changed_since_the_last_import_is_counted(shelf: Shelf, tmp_path: Path) -> None:
    assert counts(bring(corpus(tmp_path / "a.zip", "F1", "F2", "F3"), shelf)) == (3, 0, 0, 0, 0)
    second = zipped(tmp_path / "b.zip", {
        "F1.xml": fiche("F1"), "F2.xml": fiche("F2", title="Autre titre"), "F4.xml": fiche("F4"),
        "menu.xml": "<Menu/>"})
    report = bring(second, shelf)
    assert counts(report) == (1, 1, 1, 1, 0)
    assert report.manifest.counts["ignored"] == 1
    assert report.manifest.dated_on == "2026-11-02"


def test_the_same_archive_twice_changes_nothing(shelf: Shelf, tmp_path: Path) -> None:
    archive = corpus(tmp_path / "a.zip")
    first = bring(archive, shelf)
    again = bring(archive, shelf)
    assert counts(again) == (0, 0, 3, 0, 0)
    assert not again.is_new_version
    assert shelf.manifest() == first.manifest


def test_a_killed_import_leaves_the_previous_one_and_is_taken_up(
    shelf: Shelf, tmp_path: Path,
) -> None:
    before = bring(corpus(tmp_path / "a.zip"), shelf).manifest
    big = corpus(tmp_path / "b.zip", *(f"F{n}" for n in range(800)))
    child = get_context("fork").Process(target=killed_at, args=(500, big, shelf))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    assert shelf.manifest() == before
    assert len(list(shelf.records())) == 3
    report = bring(big, shelf)
    assert report.took_up == 400  # what was written to the journal before the kill
    assert counts(report) == (797, 0, 3, 0, 0)
    assert len({key for key, _ in shelf.records()}) == 800


def test_a_half_written_line_is_read_again(shelf: Shelf, tmp_path: Path) -> None:
    archive = corpus(tmp_path / "a.zip", *(f"F{n}" for n in range(5)))
    workshop = shelf.workshop(fingerprint_of([archive], service_public(pivots())))
    (workshop / "journal.jsonl").write_text('{"at": 0, "refused": "F0.xml", "rea', "utf-8")
    assert counts(bring(archive, shelf)) == (5, 0, 0, 0, 0)


def test_two_imports_of_a_source_never_run_together(shelf: Shelf, tmp_path: Path) -> None:
    archive = corpus(tmp_path / "a.zip")
    with shelf.locked(), pytest.raises(ImportBusy, match="en cours"):
        bring(archive, shelf)
    bring(archive, shelf)


def test_a_full_disk_is_said_and_leaves_the_previous_import(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = bring(corpus(tmp_path / "a.zip"), shelf).manifest

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(shelves.Shelf, "publish", full)
    with pytest.raises(ImportRefused, match="disque"):
        bring(corpus(tmp_path / "b.zip", "F7"), shelf)
    assert shelf.manifest() == before
    assert not (shelf.folder / shelves.WORKSHOP).exists()


def test_only_the_last_two_versions_are_kept(shelf: Shelf, tmp_path: Path) -> None:
    for n in range(4):
        bring(corpus(tmp_path / f"{n}.zip", f"F{n}"), shelf)
    assert len([each for each in shelf.folder.iterdir() if each.is_dir()]) == 2


def test_a_skeleton_archive_does_not_replace_one_with_text(shelf: Shelf, tmp_path: Path) -> None:
    bring(corpus(tmp_path / "a.zip"), shelf)
    empty = fiche("F1", title="", introduction="", body="")
    with pytest.raises(ImportRefused, match="presque pas de texte"):
        bring(zipped(tmp_path / "b.zip", {"F1.xml": empty}), shelf)


def test_a_skeleton_archive_alone_is_imported_and_counted(shelf: Shelf, tmp_path: Path) -> None:
    empty = fiche("F1", title="", introduction="", body="", day="")
    report = bring(zipped(tmp_path / "b.zip", {"F1.xml": empty}), shelf)
    assert report.manifest.counts["without_text"] == 1


def test_refused_records_are_listed_with_their_reason(shelf: Shelf, tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", {"F1.xml": fiche("F1"), "F2.xml": "<Publication"})
    report = bring(archive, shelf, skip_faulty=True)
    rows = [json.loads(line) for line in report.refusals_file.read_text("utf-8").splitlines()]
    assert [(row["name"], row["reason"]) for row in rows] == [("F2.xml", "XML mal formé (ligne 1)")]
    assert counts(report) == (1, 0, 0, 0, 1)


def test_a_date_in_the_future_does_not_make_a_corpus_young(shelf: Shelf, tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", {"F1.xml": fiche("F1", day="2019-01-01"),
                                          "F2.xml": fiche("F2", day="2099-01-01")})
    assert bring(archive, shelf).manifest.dated_on == "2019-01-01"
