"""The assistant's entries for the mediator: searched, with a source, and the places near."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text

from knowledge.base import Snapshot
from knowledge.place_search import PlaceFinder
from knowledge.repository import Freshness, Repository
from mediation.library import Library
from mediation.saying.card import Asked, build_answer
from mediation.tools.suggestions import Suggestions, insertion
from retrieval.query import Band, Candidate, Found, IndexMissing, Query
from tests.channels.shelves import CardVoice, FixedBase
from tests.mediation.conftest import House
from tests.people import NOW, directory, entry, partner, places, registry


@dataclass
class FakeRetriever:
    """Finds the same entries whatever is asked."""

    ids: tuple[str, ...] = ()
    is_missing: bool = False

    def search(self, query: Query) -> Found:
        if self.is_missing:
            raise IndexMissing("essai")
        return Found(tuple(Candidate(each, 1.0, 0.5) for each in self.ids), Band.CHOICES, 0.5,
                     {}, 1.0)


class NearVoice(CardVoice):
    """Says the card with the places near."""

    def answer(self, one, facet, case_id, place_insee, confidence):  # type: ignore[no-untyped-def]
        place = places().get(place_insee) if place_insee else None
        return build_answer(one, Asked(place=place), self.base.now, NOW, self.warnings)


def _suggestions(house: House, retriever: FakeRetriever | None) -> Suggestions:
    shelf = FixedBase(Snapshot(Repository({"aide-fictive": entry()}, registry()),
                               directory(partner()), PlaceFinder(places(), frozenset({"99"}))))
    library = Library(shelf, NearVoice(shelf), Freshness(timedelta(days=90)), lambda: NOW.date())
    return Suggestions(house.store, shelf, library, retriever)


async def test_what_the_assistant_finds_comes_with_its_source(house: House) -> None:
    found = await _suggestions(house, FakeRetriever(("aide-fictive", "inconnue"))).search("aide")
    (one,) = found.entries
    assert one.answer.entry_id == "aide-fictive"
    assert "Source : DILA, « Texte fictif », texte du" in one.text
    assert "https://www.service-public.gouv.fr/fictif" in one.text
    assert "https://www.caf.fr/" in insertion(one.answer)


async def test_without_an_index_the_words_of_the_entries_find_them(house: House) -> None:
    for retriever in (None, FakeRetriever(is_missing=True)):
        suggestions = _suggestions(house, retriever)
        assert (await suggestions.search("je veux l'aide fictive")).entries
        assert not (await suggestions.search("zorglub")).entries
        assert (await suggestions.search("  ")).entries == ()


async def test_the_places_are_those_near_the_case(house: House) -> None:
    suggestions = _suggestions(house, FakeRetriever(("aide-fictive",)))
    _, case_id = await house.held()
    assert (await suggestions.search("aide", case_id)).partners == ()
    async with house.store.writing() as db:
        await db.execute(text("update cases set place_insee = '99002'"))
    assert [each.id for each in (await suggestions.search("aide", case_id)).partners]


async def test_the_question_is_what_was_typed_and_never_a_button(house: House) -> None:
    suggestions = _suggestions(house, None)
    key, case_id = await house.held()
    case = await house.desk.case(case_id)
    assert case
    assert await suggestions.last_question(case) == "mon loyer"
    await house.write(key, "mon propriétaire ne répond pas")
    await house.write(key, "merci")
    assert await suggestions.last_question(case) == "mon propriétaire ne répond pas"
