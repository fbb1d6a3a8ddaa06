"""The communes around a position: the nearest first, never too far, never from abroad."""

import json
from dataclasses import replace
from math import nan
from pathlib import Path

import pytest

from knowledge.nearby_communes import FARTHEST_KM, NearbyCommunes, distance_km, load_nearby
from tests.nearby import ABROAD, WHERE, around
from tests.people import places


@pytest.mark.parametrize(("one", "other", "km"), [
    ((48.8566, 2.3522), (43.2965, 5.3698), 661), ((0.0, 0.0), (0.0, 180.0), 20015),
    ((44.5, 3.5), (44.5, 3.5), 0), ((-21.1, 179.9), (-21.1, -179.9), 21),
])
def test_the_distance_is_the_one_of_a_globe(one, other, km):
    assert distance_km(one, other) == pytest.approx(km, abs=1)


def test_the_nearest_communes_come_first_and_three_at_most():
    found = around().nearest(44.5, 3.5)
    assert [place.insee for place in found] == ["99001", "98001", "99002"]
    assert len(around().nearest(44.5, 3.5, most=1)) == 1


def test_a_commune_further_than_25_km_is_not_proposed():
    assert distance_km((44.5, 3.5), WHERE["99003"]) > FARTHEST_KM
    assert "99003" not in [place.insee for place in around().nearest(44.5, 3.5, most=9)]


@pytest.mark.parametrize("point", [(0.0, 0.0), (51.5, -0.1), (90.0, 180.0), (nan, 3.5)])
def test_a_position_far_from_every_commune_gets_none(point):
    assert around().nearest(*point) == ()


def test_a_position_nearer_to_a_foreign_place_gets_none():
    place = around().points[0][1]
    border = NearbyCommunes((((46.0, 7.9), place),), (ABROAD,))
    assert border.nearest(46.0, 7.91) == (place,)
    assert border.nearest(*ABROAD) == ()


def test_a_city_reaches_further_than_a_village():
    (_, small), (_, other), *_ = around().points
    city = replace(other, population=300_000)
    both = NearbyCommunes((((44.5, 3.5), small), ((44.5, 3.56), city)))
    assert both.nearest(44.5, 3.525)[0] == city
    assert both.nearest(44.5, 3.501)[0] == small


def test_a_commune_of_several_points_is_proposed_once():
    place = around().points[0][1]
    merged = NearbyCommunes((((44.5, 3.5), place), ((44.52, 3.5), place)))
    assert merged.nearest(44.51, 3.5) == (place,)


def test_only_a_commune_of_the_map_is_named():
    assert around().named("99001") == places().get("99001")
    assert around().named("00000") is None


def test_the_points_are_read_and_an_unknown_code_is_left_out(tmp_path: Path):
    path = tmp_path / "coordinates.json"
    path.write_text(json.dumps({"communes": {"99001": [[44.5, 3.5]], "00000": [[44.5, 3.5]]},
                                "abroad": [[46.0, 8.0]]}), encoding="utf-8")
    read = load_nearby(path, places())
    assert [place.insee for place in read.nearest(44.5, 3.5)] == ["99001"]
    assert read.abroad == (ABROAD,)


def test_without_the_points_nothing_is_proposed(tmp_path: Path):
    assert load_nearby(tmp_path / "coordinates.json", places()).nearest(44.5, 3.5) == ()
