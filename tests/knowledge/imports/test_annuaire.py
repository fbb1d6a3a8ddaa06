"""The official directory, in its shape of 2019 and in today's."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.imports.annuaire import annuaire, read_row
from knowledge.imports.refusal import ImportRefused, RecordRefused
from knowledge.imports.shelf import Shelf
from knowledge.partner import Partner
from tests.knowledge.imports.corpus import as_json, bring, ground

OLD = {"id": "msap-99001-01", "name": "Maison de services au public - Sainte-Fiction",
       "insee": "99001", "pivots": ["msap"], "phone": "0199000000", "url": "www.example.org",
       "address": "1 rue Fictive - BP 1, 9000, Sainte-Fiction-sur-Test Cedex"}
NEW = {
    "id": "00000000-0000-4000-8000-000000000001", "nom": "Caf fictive",
    "code_insee_commune": "99001", "date_modification": "13/06/2026 09:02:58",
    "pivot": json.dumps([{"type_service_local": "caf", "code_insee_commune": ["99001"]}]),
    "adresse": json.dumps([
        {"type_adresse": "Adresse postale", "numero_voie": "BP 9", "code_postal": "99009",
         "nom_commune": "Ailleurs"},
        {"type_adresse": "Adresse", "numero_voie": "2 rue Fictive", "code_postal": "99000",
         "nom_commune": "Sainte-Fiction-sur-Test", "longitude": "3.5", "latitude": "44.5",
         "note_accessibilite": "Rampe à l'entrée"}]),
    "telephone": json.dumps([{"valeur": "+33 1 99 00 00 01", "description": ""}]),
    "site_internet": json.dumps([{"libelle": "", "valeur": "https://www.example.org/caf"}]),
    "plage_ouverture": json.dumps([
        {"nom_jour_debut": "Lundi", "nom_jour_fin": "Vendredi",
         "valeur_heure_debut_1": "09:00:00", "valeur_heure_fin_1": "12:00:00",
         "valeur_heure_debut_2": "14:00:00", "valeur_heure_fin_2": "16:30:00",
         "commentaire": ""}]),
}


def partner_of(row: dict[str, Any], on: date | None = None) -> Partner:
    return Partner(**read_row(row, ground(), on)[1]["partner"])


def test_the_shape_of_2019_becomes_a_dated_place_that_nobody_confirmed() -> None:
    found = partner_of(OLD, date(2019, 10, 1))
    assert found.name == "France Services (à confirmer) - Sainte-Fiction"
    assert (found.address.street, found.address.postcode) == ("1 rue Fictive - BP 1", "09000")
    assert found.address.city == "Sainte-Fiction-sur-Test"
    assert (found.phone, str(found.website)) == ("01 99 00 00 00", "https://www.example.org/")
    assert (found.confirmed_on, found.imported_from) == (None, "annuaire")
    assert found.sources[0].text_dated_on == date(2019, 10, 1)


def test_todays_shape_gives_hours_coordinates_and_its_own_date() -> None:
    found = partner_of(NEW)
    assert found.opening_hours == "Mo-Fr 09:00-12:00,14:00-16:30"
    assert found.hours_text == "du lundi au vendredi de 9 h à 12 h et de 14 h à 16 h 30"
    assert (found.address.latitude, found.address.longitude) == (44.5, 3.5)
    assert (found.address.street, found.phone) == ("2 rue Fictive", "01 99 00 00 01")
    assert found.accessibility == "Rampe à l'entrée"
    assert found.sources[0].text_dated_on == date(2026, 6, 13)
    assert found.coverage.departements == ("99",)


def test_plain_lists_are_read_as_well_as_json_texts() -> None:
    plain = {key: json.loads(value) if key in ("pivot", "adresse", "telephone") else value
             for key, value in NEW.items()}
    assert partner_of(plain) == partner_of(NEW)


def test_the_communes_that_the_file_states_are_its_coverage() -> None:
    stated = json.dumps([{"type_service_local": "caf", "code_insee_commune": ["99001", "99002"]}])
    assert partner_of({**NEW, "pivot": stated}).coverage.communes == ("99001", "99002")


@pytest.mark.parametrize(("changes", "reason"), [
    ({"pivots": ["fdc"]}, "type sans organisme chez nous : fdc"),
    ({"insee": "98123", "address": "x, 98123, Nullepart"}, "commune inconnue"),
    ({"name": " "}, "sans nom"),
])
def test_what_cannot_be_used_is_refused_with_its_reason(
    changes: dict[str, Any], reason: str,
) -> None:
    with pytest.raises(RecordRefused, match=reason):
        read_row({**OLD, **changes}, ground(), None)


def test_a_merged_commune_is_found_under_its_former_name() -> None:
    row = {**OLD, "insee": "99777", "address": "Le bourg, 99000, Vieuxbourg"}
    assert partner_of(row).address.insee == "99002"


@pytest.mark.parametrize("shape", [
    lambda rows: rows, lambda rows: {"service": rows},
    lambda rows: {"total_count": 2, "results": rows}])
def test_the_published_wrappings_of_the_file_are_read(
    shape: Any, shelf: Shelf, tmp_path: Path,
) -> None:
    path = as_json(tmp_path / "a.json", shape([OLD, NEW]))
    assert bring(path, shelf, annuaire(ground())).manifest.counts["created"] == 2


def test_json_lines_and_a_chosen_departement(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = (OLD, {**OLD, "id": "other", "insee": "98001"})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    counts = bring(path, shelf, annuaire(ground("99"))).manifest.counts
    assert (counts["created"], counts["ignored"]) == (1, 1)


@pytest.mark.parametrize("content", [b'[{"id": 1', b'[1, 2]', b'{"a": "\xff"}', b"[" * 90_000])
def test_a_damaged_file_is_refused(content: bytes, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(ImportRefused):
        bring(path, shelf, annuaire(ground()))
    assert shelf.current() is None
