"""The desk's search: the person's place and situation kept, the index or the directory alone."""

import pytest

from mediation.counter.wording import as_said_by_the_person, parts_of
from tests.counter_room import CounterHouse


@pytest.fixture
def search(room: CounterHouse):  # type: ignore[no-untyped-def]
    """Return the search."""
    return room.desk.visits.search


def test_a_search_gives_cards_with_the_places_near_the_person(search) -> None:
    found = search.find("elle veut refaire son papier", "99001", ())
    card = found.hits[0].answer
    assert (card.entry_id, card.place.name) == ("papier-fictif", "Sainte-Fiction-sur-Test")
    assert [each.id for each in card.partners] == ["mairie-fictive"]
    assert [each.id for each in found.events] == ["je-teste"]


def test_the_situation_of_the_visit_chooses_the_case(search) -> None:
    assert search.card("aide-agricole", None, ()).lead == "caf"
    assert search.card("aide-agricole", None, ("farmer",)).lead == "msa"
    assert search.card("aide-agricole", None, (), "je suis agriculteur").lead == "msa"


def test_a_place_is_found_by_its_office_or_its_name(search) -> None:
    assert [each.id for each in search.find("mairie fictive", "99001", ()).places] == [
        "mairie-fictive"]
    assert "caf-fictive" in [each.id for each in search.find("caf", None, ()).places]


def test_without_an_index_the_places_are_still_found(search, room: CounterHouse) -> None:
    room.retriever.is_missing = True
    found = search.find("mairie fictive", "99001", ())
    assert (found.has_index, found.hits) == (False, ())
    assert found.places[0].name == "Mairie fictive"


def test_several_needs_are_each_looked_for(search) -> None:
    found = search.find("une demande d'aide fictive, et refaire le papier", None, ())
    assert {each.answer.entry_id for each in found.hits} >= {"aide-fictive", "papier-fictif"}


def test_blank_words_find_nothing_and_ask_nobody(search, room: CounterHouse) -> None:
    assert search.find("   ", None, ()).hits == ()
    assert room.retriever.asked == []


@pytest.mark.parametrize(("said", "meant"), [
    ("Elle a perdu son travail", "j'ai perdu mon travail"),
    ("La Caf lui réclame de l'argent", "La Caf me réclame de l'argent"),
    ("Il est malade, il faut payer", "je suis malade, il faut payer"),
    ("Ils ont emménagé avec leurs enfants", "nous avons emménagé avec nos enfants"),
    ("rester seule chez elle", "rester seule chez moi"),
])
def test_desk_words_become_those_of_the_person(said: str, meant: str) -> None:
    assert as_said_by_the_person(said) == meant


def test_a_sentence_is_cut_in_its_needs() -> None:
    assert parts_of("changement d'adresse, carte grise et école") == (
        "changement d'adresse", "carte grise", "école")
    assert parts_of("refaire la carte d'identité") == ()
