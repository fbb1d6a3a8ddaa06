"""Communes are found as people write them, and an ambiguous name is asked back."""

import pytest

from knowledge.place_search import PlaceFinder
from knowledge.places import TableMissing, fold, load_places
from tests.people import places


@pytest.fixture
def finder():
    return PlaceFinder(places(), frozenset({"99"}))


@pytest.mark.parametrize("text", [
    "c'est où à Sainte-Fiction-sur-Test ?", "jhabite a ste fiction sur test",
    "SAINTE FICTION SUR TEST", "et à sainte-fictoin-sur-test ?",
])
def test_accents_hyphens_abbreviations_and_typos_are_tolerated(finder, text):
    assert [each.insee for each in finder.in_text(text).places] == ["99001"]


def test_a_former_commune_names_the_commune_of_today(finder):
    assert [each.name for each in finder.in_text("à Vieuxbourg").places] == ["Bourgfictif"]


def test_a_name_shared_by_two_communes_is_asked_back(finder):
    assert len(finder.in_text("j'habite à Doublonville").places) == 2


def test_a_postal_code_with_its_commune_is_not_ambiguous(finder):
    assert [each.name for each in finder.in_text("99000 Loinville").places] == ["Loinville"]


@pytest.mark.parametrize("text", [
    "", "je n'ai plus de travail", "mon fils a 12 ans", "je vais à la mairie", "😀", "à",
])
def test_ordinary_sentences_name_no_place(finder, text):
    assert finder.in_text(text).places == ()


@pytest.mark.parametrize("text", [
    "12000 au lieu de 1200", "ils ont mis 99000 au lieu de 9900 sur ma déclaration",
    "on me réclame 99000", "je dois rembourser environ 99000", "une dette de 99 000",
])
def test_a_sum_of_money_is_not_a_postal_code(finder, text):
    assert finder.in_text(text).places == ()


@pytest.mark.parametrize("text", [
    "99000", "je dois aller où, 99000", "99000 Loinville au lieu de 99000", "RSA prime 99000",
])
def test_a_postal_code_stays_one_near_words_of_money(finder, text):
    assert finder.in_text(text).places != ()


@pytest.mark.parametrize("text", ["99000 Loinville", "Loinville (99000)", "Loinville, 99000"])
def test_the_name_beside_a_postal_code_is_part_of_the_place(finder, text):
    assert set(finder.in_text(f"{text} pour le rsa").text.split()) == {"99000", "loinville"}


def test_fold_spells_saint_and_drops_signs():
    assert fold("St-Chély-d'Apcher !") == "saint chely d apcher"


def test_a_missing_table_says_which_command_builds_it(tmp_path):
    with pytest.raises(TableMissing, match="make install"):
        load_places(tmp_path / "communes.json")
