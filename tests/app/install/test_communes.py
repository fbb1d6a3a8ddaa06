"""The table of communes, from a small fictitious package."""

import json
from pathlib import Path

from app.install.communes import PACKAGE, build

LISTS = {
    "communes": [
        {
            "code": "99001", "nom": "Valclair", "type": "commune-actuelle", "departement": "99",
            "region": "98", "arrondissement": "991", "codesPostaux": ["99100"], "population": 812,
        },
        {
            "code": "99002", "nom": "Montfictif", "type": "commune-deleguee", "chefLieu": "99001",
            "departement": "99", "region": "98", "arrondissement": "991",
        },
        {
            "code": "99001", "nom": "Valclair", "type": "commune-deleguee", "chefLieu": "99001",
            "departement": "99", "region": "98", "arrondissement": "991",
        },
        {
            "code": "99201", "nom": "Valclair 1er Arrondissement", "commune": "99001",
            "type": "arrondissement-municipal", "departement": "99", "region": "98",
            "codesPostaux": ["99101"], "population": 300,
        },
        {
            "code": "99003", "nom": "Îlefictive", "type": "commune-actuelle", "departement": "99",
            "region": "98",
        },
    ],
    "epci": [{"code": "990000001", "nom": "CC du Val", "membres": [{"code": "99001"}]}],
    "departements": [{"code": "99", "nom": "Département fictif"}],
    "regions": [{"code": "98", "nom": "Région fictive"}],
    "arrondissements": [{"code": "991", "nom": "Valclair"}],
}  # fmt: skip


def table(root: Path) -> dict[str, dict[str, object]]:
    """Build the table from the fictitious lists and return its rows by code."""
    data = root / PACKAGE / "data"
    data.mkdir(parents=True)
    (root / PACKAGE / "package.json").write_text('{"version": "0.0.0"}', encoding="utf-8")
    for name, rows in LISTS.items():
        (data / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    target = root / "var" / "communes.json"
    build(root, target)
    assert [path.name for path in target.parent.iterdir()] == ["communes.json"]
    return {row["insee"]: row for row in json.loads(target.read_text("utf-8"))["communes"]}


def test_a_commune_carries_its_intercommunality_and_its_former_names(tmp_path: Path) -> None:
    row = table(tmp_path)["99001"]
    assert row["epci_name"] == "CC du Val"
    assert row["departement_name"] == "Département fictif"
    assert row["arrondissement_name"] == "Valclair"
    assert row["former_names"] == ["Montfictif"]


def test_a_former_commune_is_not_a_row_of_its_own(tmp_path: Path) -> None:
    assert set(table(tmp_path)) == {"99001", "99201", "99003"}


def test_a_city_district_takes_its_citys_intercommunality(tmp_path: Path) -> None:
    row = table(tmp_path)["99201"]
    assert row["parent"] == "99001"
    assert row["epci"] == "990000001"


def test_a_place_in_no_intercommunality_says_so(tmp_path: Path) -> None:
    row = table(tmp_path)["99003"]
    assert row["epci"] is None
    assert row["postcodes"] == []
