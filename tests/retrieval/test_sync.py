"""Index versions: changed passages only, one step to switch, never two encoders' vectors."""

import threading

import pytest

from retrieval.index import Index
from retrieval.query import IndexMissing
from retrieval.sync import sync
from retrieval.versions import CURRENT, current_folder, point_to, versions


@pytest.fixture
def entries(make_entry):
    return [make_entry("moulin", "réparer un moulin"), make_entry("phare", "allumer un phare")]


def test_a_first_sync_creates_every_entry(entries, index_dir, encoder):
    report = sync(entries, index_dir, encoder)
    assert (report.created, report.updated, report.unchanged, report.removed) == (2, 0, 0, 0)
    assert report.encoded == len(encoder.encoded) > 0


def test_nothing_is_encoded_or_published_when_nothing_changed(entries, index_dir, encoder):
    first = sync(entries, index_dir, encoder)
    encoder.encoded.clear()
    again = sync(entries, index_dir, encoder)
    assert (again.unchanged, again.changed, again.version) == (2, False, first.version)
    assert encoder.encoded == []


def test_only_changed_passages_are_encoded(entries, make_entry, index_dir, encoder):
    sync(entries, index_dir, encoder)
    encoder.encoded.clear()
    edited = make_entry("moulin", "réparer un moulin", cost="douze sous")
    report = sync([edited, entries[1]], index_dir, encoder)
    assert (report.updated, report.unchanged, report.encoded) == (1, 1, 1)
    assert len(encoder.encoded) == 1
    assert "douze sous" in encoder.encoded[0]


def test_a_removed_entry_leaves_the_index(entries, index_dir, encoder):
    sync(entries, index_dir, encoder)
    report = sync(entries[:1], index_dir, encoder)
    index = Index.open(index_dir, encoder)
    assert report.removed == 1
    assert {each.entry_id for each in index.passages} == {"moulin"}
    index.close()


def test_no_index_is_said(index_dir, encoder):
    with pytest.raises(IndexMissing, match="make index"):
        Index.open(index_dir, encoder)


def test_another_encoder_is_refused(entries, index_dir, encoder, other_encoder):
    sync(entries, index_dir, encoder)
    with pytest.raises(IndexMissing, match="tiny-1"):
        Index.open(index_dir, other_encoder)


def test_another_encoder_makes_the_index_again_from_nothing(
    entries, index_dir, encoder, other_encoder
):
    first = sync(entries, index_dir, encoder)
    report = sync(entries, index_dir, other_encoder)
    assert (report.created, report.encoded) == (2, first.encoded)
    Index.open(index_dir, other_encoder).close()


@pytest.mark.parametrize("damaged", ["chroma/chroma.sqlite3", "manifest.json"])
def test_a_damaged_index_is_said_then_made_again(entries, index_dir, encoder, damaged):
    sync(entries, index_dir, encoder)
    folder = current_folder(index_dir)
    (folder / damaged).write_bytes(b"not what it was")
    with pytest.raises(IndexMissing):
        Index.open(index_dir, encoder)
    assert sync(entries, index_dir, encoder).created == 2
    Index.open(index_dir, encoder).close()


def test_a_pointer_to_nowhere_is_an_absent_index(entries, index_dir, encoder):
    sync(entries, index_dir, encoder)
    (index_dir / CURRENT).write_text("gone\n")
    with pytest.raises(IndexMissing):
        Index.open(index_dir, encoder)


def test_the_last_two_versions_are_kept_and_one_can_go_back(
    entries, make_entry, index_dir, encoder
):
    made = [
        sync([make_entry("moulin", f"réparer {thing}")], index_dir, encoder).version
        for thing in ("un moulin", "un phare", "une horloge")
    ]
    assert versions(index_dir) == made[1:]
    point_to(index_dir, made[1])
    index = Index.open(index_dir, encoder)
    assert index.version == made[1]
    index.close()
    with pytest.raises(FileNotFoundError):
        point_to(index_dir, made[0])


def test_a_build_that_fails_leaves_the_index_as_it_was(entries, make_entry, index_dir, encoder):
    version = sync(entries, index_dir, encoder).version

    class Failing:
        identity = encoder.identity
        embed_query = encoder.embed_query

        def embed_documents(self, texts):
            raise MemoryError("plus de place")

    with pytest.raises(MemoryError):
        sync([make_entry("horloge", "remonter une horloge")], index_dir, Failing())
    index = Index.open(index_dir, encoder)
    assert index.version == version
    index.close()
    assert versions(index_dir) == [version]
    assert not list(index_dir.glob(".building-*"))


def test_two_writers_wait_for_each_other(entries, index_dir, encoder):
    reports = []
    writers = [
        threading.Thread(target=lambda: reports.append(sync(entries, index_dir, encoder)))
        for _ in range(2)
    ]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert sorted(report.created for report in reports) == [0, 2]
    assert len(versions(index_dir)) == 1


def test_an_empty_base_is_an_index_that_finds_nothing(index_dir, encoder):
    sync([], index_dir, encoder)
    index = Index.open(index_dir, encoder)
    assert index.nearest(encoder.embed_query("moulin"), 5) == []
    index.close()
