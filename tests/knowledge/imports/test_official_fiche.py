"""The second tier: labelled, dated, and off when its corpus is old."""

from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.imports.official_fiche import load_official
from knowledge.imports.shelf import Shelf
from tests.knowledge.imports.corpus import BODY, TODAY, bring, fiche, zipped

CASED = BODY.replace("Caisse d'allocations familiales (Caf)", "Pôle emploi")


@pytest.fixture
def imports(tmp_path: Path) -> Path:
    archive = zipped(tmp_path / "a.zip", {
        "F1.xml": fiche("F1"), "F2.xml": fiche("F2", title="Pôle emploi fictif", body=CASED),
        "N1.xml": fiche("N1", kind="Theme"), "F3.xml": fiche("F3", title="", introduction="",
                                                             body="").replace("Logement", "")})
    bring(archive, Shelf(tmp_path / "imports" / "service-public"))
    return tmp_path / "imports"


def test_a_fresh_corpus_gives_labelled_fiches_with_their_bodies_and_cases(imports: Path) -> None:
    tier = load_official(imports, TODAY, 200)
    assert tier is not None
    assert sorted(tier.fiches) == ["F1", "F2"]
    found = tier.fiches["F1"]
    assert found.label == "fiche officielle service-public.fr, mise à jour le 2 novembre 2026"
    assert [(each.organisation, each.case) for each in found.bodies] == [
        ("mairie", None), ("caf", "Régime général"), ("msa", "Régime agricole ; Salarié")]
    assert str(found.url).endswith("/vosdroits/F1")


def test_former_names_are_shown_as_todays_to_confirm(imports: Path) -> None:
    tier = load_official(imports, TODAY, 200)
    assert tier is not None
    assert tier.fiches["F2"].title == "France Travail (à confirmer) fictif"
    assert "France Travail (à confirmer)" in [each.name for each in tier.fiches["F2"].bodies]
    assert tier.fiches["F2"].has_stale_words
    assert not tier.fiches["F1"].has_stale_words


@pytest.mark.parametrize(("days", "is_on"), [(200, True), (222, False)])
def test_past_the_set_age_the_tier_is_off(imports: Path, days: int, is_on: bool) -> None:
    later = TODAY + timedelta(days=days - 21)
    assert (load_official(imports, later, 200) is not None) is is_on


def test_without_an_import_or_without_a_date_the_tier_is_off(tmp_path: Path) -> None:
    assert load_official(tmp_path / "absent", TODAY, 200) is None
    undated = zipped(tmp_path / "a.zip", {"F1.xml": fiche("F1", day="")})
    bring(undated, Shelf(tmp_path / "imports" / "service-public"))
    assert load_official(tmp_path / "imports", TODAY, 200) is None
