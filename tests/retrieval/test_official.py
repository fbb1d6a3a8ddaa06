"""The index of official fiches: apart from ours, and silent when nothing is near."""

import json
from pathlib import Path

import pytest

from knowledge.imports.publication import Publication, PublicationKind, Section, SectionKind
from retrieval import official_store
from retrieval.official import OfficialIndex, OfficialSearch, sync_official
from retrieval.official_ranker import load_trees
from retrieval.query import IndexMissing
from tests.retrieval.conftest import TinyEncoder


def fiche(key: str, title: str, *sections: str) -> Publication:
    return Publication(
        id=key, kind=PublicationKind.FICHE, published_as="Fiche d'information", title=title,
        introduction="Texte fictif.", theme=("Loisirs", "Choses fictives"), sections=tuple(
            Section(kind=SectionKind.CHAPTER, title=f"Partie {at}", text=text)
            for at, text in enumerate(sections)))


FICHES = (fiche("F1", "Adopter un dromadaire fictif"), fiche("F2", "Louer un moulin imaginaire"))


def test_the_nearest_fiche_is_found_and_the_others_are_not_shown(
    tmp_path: Path, encoder: TinyEncoder,
) -> None:
    assert sync_official(FICHES, tmp_path, encoder).encoded == 4
    found = OfficialSearch(tmp_path, lambda: encoder).search("louer un moulin imaginaire")
    assert [each.fiche_id for each in found] == ["F2"]


def test_a_fiche_is_found_by_what_only_one_of_its_sections_says(
    tmp_path: Path, encoder: TinyEncoder,
) -> None:
    told = fiche("F3", "Peindre une girafe", "Choisir des pinceaux " * 20,
                 "La trompette du voisin peut sonner le dimanche")
    sync_official((*FICHES, told), tmp_path, encoder)
    index = OfficialIndex.open(tmp_path, encoder)
    text = "trompette du voisin le dimanche"
    assert index.nearest(text, encoder.embed_query(text))[0].fiche_id == "F3"
    hidden = index.nearest(text, encoder.embed_query(text), hidden={"F3"})
    assert {each.fiche_id for each in hidden} == {"F1", "F2"}


def test_a_far_question_finds_nothing(tmp_path: Path, encoder: TinyEncoder) -> None:
    sync_official(FICHES, tmp_path, encoder)
    search = OfficialSearch(tmp_path, lambda: encoder)
    assert search.search("recette de la tarte aux pommes") == ()
    assert search.search("123 !") == ()


def test_only_changed_fiches_are_encoded_again(tmp_path: Path, encoder: TinyEncoder) -> None:
    sync_official(FICHES, tmp_path, encoder)
    search = OfficialSearch(tmp_path, lambda: encoder)
    search.search("moulin")
    assert not sync_official(FICHES, tmp_path, encoder).changed
    report = sync_official((FICHES[0], fiche("F3", "Peindre une girafe")), tmp_path, encoder)
    assert (report.created, report.removed, report.encoded) == (1, 1, 2)
    assert [each.fiche_id for each in search.search("peindre une girafe")] == ["F3"]


def test_without_an_index_or_with_another_encoder_nothing_is_shown(
    tmp_path: Path, encoder: TinyEncoder, other_encoder: TinyEncoder,
) -> None:
    assert OfficialSearch(tmp_path, lambda: encoder).search("moulin") == ()
    sync_official(FICHES, tmp_path, encoder)
    with pytest.raises(IndexMissing):
        OfficialSearch(tmp_path, lambda: other_encoder).search("moulin")
    assert sync_official(FICHES, tmp_path, other_encoder).encoded == 4


class KilledEncoder(TinyEncoder):
    """Dies when it has encoded two batches."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if len(self.encoded) >= 4:
            raise KeyboardInterrupt
        return super().embed_documents(texts)


def test_a_killed_indexing_goes_on_from_what_it_had_encoded(
    tmp_path: Path, encoder: TinyEncoder, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(official_store, "BATCH", 2)
    monkeypatch.setattr(official_store, "SAVED_EVERY", 2)
    many = tuple(fiche(f"F{at}", f"Dresser le hibou {at}") for at in range(6))
    with pytest.raises(KeyboardInterrupt):
        sync_official(many, tmp_path, KilledEncoder())
    told: list[tuple[int, int]] = []
    report = sync_official(many, tmp_path, encoder, lambda done, total: told.append((done, total)))
    assert report.created == 6
    assert 0 < len(encoder.encoded) < 12
    assert told[-1] == (12, 12)
    assert not list(tmp_path.glob(".encoded-*"))


def test_a_damaged_index_is_said_missing_and_made_again(
    tmp_path: Path, encoder: TinyEncoder,
) -> None:
    version = sync_official(FICHES, tmp_path, encoder).version
    (tmp_path / version / "vectors.npy").write_bytes(b"abime")
    with pytest.raises(IndexMissing):
        OfficialIndex.open(tmp_path, encoder)
    assert sync_official(FICHES, tmp_path, encoder).encoded == 4
    assert OfficialIndex.open(tmp_path, encoder).board.ids == ("F1", "F2")


def test_an_index_that_kept_more_of_each_fiche_is_read_and_nothing_is_encoded_again(
    tmp_path: Path, encoder: TinyEncoder,
) -> None:
    version = sync_official(FICHES, tmp_path, encoder).version
    kept = tmp_path / version / "fiches.jsonl"
    rows = [json.loads(line) | {"headings": ["Partie 0"]} for line in kept.read_text().splitlines()]
    kept.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert OfficialIndex.open(tmp_path, encoder).board.ids == ("F1", "F2")
    assert not sync_official(FICHES, tmp_path, encoder).changed


def test_the_fitted_trees_read_every_column_that_the_board_gives_and_no_other(
    tmp_path: Path, encoder: TinyEncoder,
) -> None:
    sync_official(FICHES, tmp_path, encoder)
    board = OfficialIndex.open(tmp_path, encoder).board
    found = board.compare("louer un moulin", encoder.embed_query("louer un moulin"))
    trees = load_trees()
    assert trees is not None
    assert set(trees.feature_name()) == found.columns.keys()


def test_a_fiche_for_public_servants_is_marked_unless_the_question_speaks_of_them(
    tmp_path: Path, encoder: TinyEncoder,
) -> None:
    sync_official((*FICHES, fiche("F3", "Moulin de fonctionnaire")), tmp_path, encoder)
    board = OfficialIndex.open(tmp_path, encoder).board

    def marked(text: str) -> dict[str, float]:
        found = board.compare(text, encoder.embed_query(text))
        return {board.ids[row]: float(value) for row, value in
                zip(found.rows, found.columns["public_service_unasked"], strict=True)}

    assert marked("louer un moulin") == {"F1": 0.0, "F2": 0.0, "F3": 1.0}
    assert marked("louer un moulin d'agent public") == {"F1": 0.0, "F2": 0.0, "F3": 0.0}
