"""data·inclusion v1: validated by the published schema, services joined to their structure."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.imports.data_inclusion import data_inclusion
from knowledge.imports.shelf import Shelf
from knowledge.partner import Partner
from tests.knowledge.imports.corpus import as_json, bring, ground

STRUCTURE: dict[str, Any] = {
    "source": "dora", "id": "dora--1", "nom": "Espace fictif", "date_maj": "2026-05-04",
    "reseaux_porteurs": ["france-service"], "commune": "Bourgfictif", "code_insee": "99002",
    "code_postal": "99000", "adresse": "3 place Fictive", "telephone": "+33199000003",
    "courriel": "contact@example.org", "horaires_accueil": "Mo-Fr 08:30-12:30; PH off",
    "accessibilite_lieu": "https://acceslibre.beta.gouv.fr/app/fictif/",
}
SERVICE: dict[str, Any] = {
    "source": "dora", "id": "dora--s1", "structure_id": "dora--1", "nom": "Aide fictive",
    "description": "Une aide qui n'existe pas.", "date_maj": "2026-06-01",
    "thematiques": ["numerique--acquerir-un-equipement"], "publics": ["tous-publics"],
    "zone_eligibilite": ["99001", "99002"],
}


def records(shelf: Shelf) -> list[dict[str, Any]]:
    return [record for _, record in shelf.records()]


def test_a_structure_comes_with_its_services(shelf: Shelf, tmp_path: Path) -> None:
    files = [as_json(tmp_path / "structures.json", [STRUCTURE]),
             as_json(tmp_path / "services.json", [SERVICE])]
    bring(files, shelf, data_inclusion(ground()))
    found = Partner(**records(shelf)[0]["partner"])
    assert (found.organisation, found.services) == ("france_services", ("Aide fictive",))
    assert found.thematics == ("numerique--acquerir-un-equipement",)
    assert found.publics == ("tous-publics",)
    assert found.opening_hours == "Mo-Fr 08:30-12:30; PH off"
    assert found.coverage.communes == ("99001", "99002")
    assert (found.phone, found.email) == ("01 99 00 00 03", "contact@example.org")
    assert str(found.sources[0].text_dated_on) == "2026-05-04"
    assert (found.confirmed_on, found.imported_from) == (None, "data-inclusion")
    assert found.accessibility == STRUCTURE["accessibilite_lieu"]


@pytest.mark.parametrize("write", [
    json.dumps, str, "|".join, lambda values: "{" + ",".join(values) + "}"])
def test_csv_cells_hold_lists_in_several_writings(
    write: Any, shelf: Shelf, tmp_path: Path,
) -> None:
    paths = []
    for name, row in (("structures.csv", STRUCTURE), ("services.csv", SERVICE)):
        flat = {key: write(value) if isinstance(value, list) else value
                for key, value in row.items()} | {"lien_source": ""}
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, flat, delimiter=";" if "services" in name else ",")
            writer.writeheader()
            writer.writerow(flat)
        paths.append(tmp_path / name)
    report = bring(paths, shelf, data_inclusion(ground()))
    assert (report.manifest.counts["created"], report.manifest.counts["refused"]) == (1, 0)
    assert records(shelf)[0]["partner"]["coverage"]["communes"] == ["99001", "99002"]


@pytest.mark.parametrize(("changes", "reason"), [
    ({"nom": "X"}, "nom (trop court)"),
    ({"date_maj": None}, "date_maj"),
    ({"date_maj": "2099-01-01"}, "date_maj"),
    ({"reseaux_porteurs": ["inconnu"]}, "reseaux_porteurs (valeur hors de la liste)"),
    ({"reseaux_porteurs": None}, "organisme non reconnu"),
    ({"code_insee": "98888", "commune": "Nullepart", "code_postal": "98888"}, "commune"),
])
def test_each_refused_record_says_why(
    changes: dict[str, Any], reason: str, shelf: Shelf, tmp_path: Path,
) -> None:
    rows = [STRUCTURE, {**STRUCTURE, "id": "dora--2", **changes}]
    report = bring(as_json(tmp_path / "a.json", rows), shelf, data_inclusion(ground()))
    line = json.loads(report.refusals_file.read_text(encoding="utf-8"))
    assert line["name"] == "dora--2"
    assert reason in line["reason"]
    assert report.manifest.counts["created"] == 1


def test_a_service_without_its_structure_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    rows = [STRUCTURE, {**SERVICE, "structure_id": "dora--9"}]
    paths = [as_json(tmp_path / "a.json", rows[:1]), as_json(tmp_path / "b.json", rows[1:])]
    report = bring(paths, shelf, data_inclusion(ground()))
    assert report.manifest.refused_because == {"service sans sa structure dans les fichiers": 1}
