"""The index of official fiches: apart from ours, and silent when nothing is near."""

from pathlib import Path

import pytest
from pydantic import HttpUrl

from knowledge.imports.official_fiche import Fiche
from retrieval.official import OfficialSearch, sync_official
from retrieval.query import IndexMissing
from tests.retrieval.conftest import TinyEncoder


def fiche(key: str, title: str) -> Fiche:
    return Fiche(id=key, title=title, introduction="Texte fictif.", updated_on=None,
                 url=HttpUrl(f"https://www.example.org/{key}"))


FICHES = (fiche("F1", "Adopter un dromadaire fictif"), fiche("F2", "Louer un moulin imaginaire"))


def test_the_nearest_fiche_is_found_and_the_others_are_not_shown(
    tmp_path: Path, encoder: TinyEncoder,
) -> None:
    assert sync_official(FICHES, tmp_path, encoder).encoded == 4
    found = OfficialSearch(tmp_path, lambda: encoder).search("louer un moulin imaginaire")
    assert [each.fiche_id for each in found] == ["F2"]


def test_a_far_question_finds_nothing(tmp_path: Path, encoder: TinyEncoder) -> None:
    sync_official(FICHES, tmp_path, encoder)
    search = OfficialSearch(tmp_path, lambda: encoder)
    assert search.search("recette de la tarte aux pommes") == ()
    assert search.search("123 !") == ()


def test_only_changed_fiches_are_encoded_again(tmp_path: Path, encoder: TinyEncoder) -> None:
    sync_official(FICHES, tmp_path, encoder)
    search = OfficialSearch(tmp_path, lambda: encoder)
    search.search("moulin")
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
