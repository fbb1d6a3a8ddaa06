"""Communes as people write them: 200 spellings found or asked back, 20 sentences without any."""

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from knowledge.place_search import PlaceFinder
from knowledge.places import load_places

ROOT = Path(__file__).parents[2]
COMMUNES = ROOT / "var" / "communes" / "communes.json"
ROWS = yaml.safe_load((Path(__file__).parent / "data" / "commune_spellings.yml").read_text("utf-8"))
SPELLINGS = [row for row in ROWS if row["kind"] != "none"]
WITHOUT = [row for row in ROWS if row["kind"] == "none"]


@pytest.fixture(scope="module")
def finder():
    return PlaceFinder(load_places(COMMUNES), frozenset({"48"}))


def found(finder, row):
    return [place.insee for place in finder.in_text(row["said"]).places]


def listed(wrong):
    return "\n".join(f"{row['kind']} · {row['said']} : attendu {row['insee'] or 'aucune commune'}, "
                     f"trouvé {codes}" for row, codes in wrong)


def test_the_list_holds_two_hundred_spellings_of_eleven_kinds_and_twenty_without_a_commune():
    assert len({row["said"] for row in SPELLINGS}) == 200
    assert len(Counter(row["kind"] for row in SPELLINGS)) == 11
    assert all(row["insee"] for row in SPELLINGS)
    assert len({row["said"] for row in WITHOUT}) == 20
    assert not any(row["insee"] for row in WITHOUT)


def test_every_code_of_the_list_is_a_commune_of_the_data():
    known = {row["insee"] for row in json.loads(COMMUNES.read_text("utf-8"))["communes"]}
    assert {code for row in SPELLINGS for code in row["insee"]} <= known


def test_a_commune_is_found_or_asked_back_however_it_is_written(finder):
    answers = [(row, found(finder, row)) for row in SPELLINGS]
    wrong = [(row, codes) for row, codes in answers if not set(codes) & set(row["insee"])]
    assert len(wrong) <= len(SPELLINGS) * 0.03, f"{len(wrong)} sur 200\n{listed(wrong)}"


def test_words_that_only_look_like_communes_name_no_place(finder):
    answers = [(row, found(finder, row)) for row in WITHOUT]
    wrong = [(row, codes) for row, codes in answers if codes]
    assert len(wrong) <= len(WITHOUT) * 0.1, f"{len(wrong)} sur 20\n{listed(wrong)}"
