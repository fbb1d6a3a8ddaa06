"""Imported places stand behind those kept here, and coverage says only what the file knows."""

from datetime import date
from pathlib import Path

from knowledge.directory import Directory
from knowledge.imports.annuaire import annuaire
from knowledge.imports.coverage import coverage, table
from knowledge.imports.directory import joined
from knowledge.imports.hours import opening_of
from knowledge.imports.shelf import Shelf
from knowledge.partner import Partner
from tests.knowledge.imports.corpus import as_json, bring, ground, wide_registry
from tests.people import partner, places

ROW = {"name": "Mairie - Bourgfictif", "pivots": ["mairie"], "phone": "01 99 00 00 02",
       "address": "Place Fictive, 99000, Bourgfictif", "url": None}


def imported(tmp_path: Path, *rows: dict[str, object]) -> Path:
    path = as_json(tmp_path / "a.json", list(rows))
    bring(path, Shelf(tmp_path / "imports" / "annuaire"), annuaire(ground(), date(2019, 10, 1)))
    return tmp_path / "imports"


def near(partners: tuple[Partner, ...], organisation: str, insee: str) -> list[str]:
    found = places().get(insee)
    assert found is not None
    return [each.partner.id for each in Directory(partners, places()).near(organisation, found)]


def test_a_place_kept_here_wins_in_the_same_commune(tmp_path: Path) -> None:
    imports = imported(tmp_path, {**ROW, "id": "caf-1", "pivots": ["caf"], "insee": "99001"},
                       {**ROW, "id": "caf-2", "pivots": ["caf"], "insee": "99002"})
    kept = joined((partner(),), imports)
    assert [each.id for each in kept] == ["caf-fictive", "annuaire-caf-2"]
    assert near(kept, "caf", "99001") == ["caf-fictive", "annuaire-caf-2"]
    assert near(kept, "caf", "99003") == ["caf-fictive", "annuaire-caf-2"]


def test_an_imported_mairie_serves_its_commune_only(tmp_path: Path) -> None:
    kept = joined((), imported(tmp_path, {**ROW, "id": "mairie-1", "insee": "99002"}))
    assert near(kept, "mairie", "99002") == ["annuaire-mairie-1"]
    assert near(kept, "mairie", "99001") == []


def test_without_imports_the_directory_is_the_one_kept_here(tmp_path: Path) -> None:
    assert joined((partner(),), None) == (partner(),)
    assert joined((partner(),), tmp_path / "absent") == (partner(),)


def test_coverage_is_said_only_for_kinds_that_the_file_has(tmp_path: Path) -> None:
    kept = joined((), imported(tmp_path, {**ROW, "id": "mairie-1", "insee": "99002"}))
    covers = {each.organisation: each
              for each in coverage(kept, places(), wide_registry(), ["99"])}
    mairie = covers["mairie"]
    assert (mairie.places, mairie.same_commune, mairie.none) == (1, 1, 2)
    assert (covers["caf"].is_in_file, covers["caf"].cell) == (False, "—")
    lines = "\n".join(table(tuple(covers.values())))
    assert "| mairie | 1 : 1 · 0 · 0 · **2** |" in lines
    assert "| caf |" not in lines
    assert "Types absents du fichier entier" in lines


def test_hours_with_a_comment_keep_it_and_unreadable_slots_are_left_out() -> None:
    slot = {"nom_jour_debut": "Mardi", "nom_jour_fin": "Mardi", "valeur_heure_debut_1": "09:00:00",
            "valeur_heure_fin_1": "12:00:00", "commentaire": 'sur "rendez-vous"'}
    found = opening_of([slot, {"nom_jour_debut": "Jour"}, {**slot, "valeur_heure_fin_1": "08:00"}])
    assert found.osm == "Tu 09:00-12:00 \"sur 'rendez-vous'\""
    assert found.text == 'mardi de 9 h à 12 h (sur "rendez-vous")'
