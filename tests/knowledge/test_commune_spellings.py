"""Communes as people write them, in two lists written without knowing how they are read.

« commune_spellings » guided the search; « commune_spellings_fresh » was written afterwards and
measured once (docs/results/communes.md): it is never used to improve the search.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from app.settings import Settings
from knowledge.base import KnowledgeBase

DATA = Path(__file__).parent / "data"
LISTS = {each: yaml.safe_load((DATA / f"{each}.yml").read_text("utf-8"))
         for each in ("commune_spellings", "commune_spellings_fresh")}
BOTH = pytest.mark.parametrize("rows", LISTS.values(), ids=LISTS.keys())


@pytest.fixture(scope="module")
def communes():
    return Settings().communes_file


@pytest.fixture(scope="module")
def finder(communes):
    return KnowledgeBase(Settings().knowledge_dir, communes).now.finder


def wrong(finder, rows):
    for row in rows:
        codes = {place.insee for place in finder.in_text(row["said"]).places}
        if not (codes & set(row["insee"]) if row["insee"] else not codes):
            yield f"{row['kind']} · {row['said']} : attendu {row['insee']}, trouvé {codes}"


@BOTH
def test_the_list_holds_two_hundred_spellings_of_eleven_kinds(rows):
    named = [row for row in rows if row["kind"] != "none"]
    assert len({row["said"] for row in named}) == 200
    assert len(Counter(row["kind"] for row in named)) == 11
    assert all(row["insee"] for row in named)
    assert not any(row["insee"] for row in rows if row["kind"] == "none")


@BOTH
def test_every_code_of_the_list_is_a_commune_of_the_data(rows, communes):
    known = {row["insee"] for row in json.loads(communes.read_text("utf-8"))["communes"]}
    assert {code for row in rows for code in row["insee"]} <= known


@BOTH
def test_a_commune_is_found_or_asked_back_however_it_is_written(finder, rows):
    faults = list(wrong(finder, [row for row in rows if row["kind"] != "none"]))
    assert len(faults) <= 6, "\n".join(faults)


@BOTH
def test_words_that_only_look_like_communes_name_no_place(finder, rows):
    without = [row for row in rows if row["kind"] == "none"]
    faults = list(wrong(finder, without))
    assert len(faults) <= len(without) * 0.05, "\n".join(faults)
