"""The voice says decisions and withholds what no source supports."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.decision import Decision, Kind, Need, PlaceRef
from knowledge.base import Snapshot
from knowledge.notices import Notice
from knowledge.place_search import PlaceFinder
from knowledge.repository import Freshness, Repository
from knowledge.vocabulary import Facet
from mediation.outcome import Outcome
from mediation.saying.reduced import ReducedMode
from mediation.saying.wording import load_wording
from mediation.voice import EntryVoice
from retrieval.query import Band, Candidate, Found, IndexMissing
from tests.people import NOW, directory, entry, places, registry


class Base:
    def __init__(self, *entries):
        self.now = Snapshot(Repository({each.id: each for each in entries}, registry()),
                            directory(), PlaceFinder(places(), frozenset({"99"})))


class FixedRetriever:
    def __init__(self, band=Band.ANSWER, missing=False):
        self.band, self.missing = band, missing

    def search(self, query):
        if self.missing:
            raise IndexMissing("aucun index")
        found = (Candidate("aide-fictive", 1.0, 0.9),)
        return Found(found, self.band, 0.9, {"fit": "test"}, 1.0)


def voice(*entries, retriever=None, **settings):
    base = Base(*(entries or (entry(),)))
    return EntryVoice(base, load_wording(), Freshness(timedelta(days=90)),
                      ReducedMode(base, retriever or FixedRetriever()), lambda: NOW, **settings)


ANSWER = Decision(kind=Kind.ANSWER, entry_ids=("aide-fictive",))


def test_an_answer_carries_its_card_and_a_way_to_a_person():
    said = voice().say(ANSWER, (), None)
    assert said.outcome is Outcome.ANSWERED
    assert said.answer.sources
    assert said.offers[-1].payload == "handoff:offer"


def test_an_unknown_entry_is_never_said():
    gone = Decision(kind=Kind.ANSWER, entry_ids=("disparue",))
    assert voice().say(gone, (), None).outcome is Outcome.UNANSWERABLE_NO_SOURCE


def test_past_the_grace_period_an_entry_is_withheld():
    old = entry(review_before=date(2026, 1, 1))
    assert voice(old).say(ANSWER, (), None).outcome is Outcome.UNANSWERABLE_OUTDATED


def test_past_its_review_date_an_entry_is_said_with_a_warning():
    due = entry(review_before=date(2026, 11, 1))
    said = voice(due).say(ANSWER, (), None)
    assert said.outcome is Outcome.ANSWERED
    assert said.answer.warnings


def test_an_entry_no_person_checked_is_withheld_when_the_operator_asks_for_it():
    said = voice(require_human_check=True).say(ANSWER, (), None)
    assert said.outcome is Outcome.UNANSWERABLE_OUTDATED


def test_choices_name_only_entries_that_may_be_said():
    choice = Decision(kind=Kind.CHOICES, choices=("aide-fictive", "disparue"))
    said = voice().say(choice, (), None)
    assert said.outcome is Outcome.ANSWERED_CHOICES
    assert said.choices == ("aide-fictive",)


@pytest.mark.parametrize(("kind", "outcome"), [
    (Kind.NO_SOURCE, Outcome.UNANSWERABLE_NO_SOURCE),
    (Kind.NOT_UNDERSTOOD, Outcome.UNANSWERABLE_NOT_UNDERSTOOD),
    (Kind.OUT_OF_SCOPE, Outcome.UNANSWERABLE_OUT_OF_SCOPE),
    (Kind.CLARIFY, Outcome.CLARIFICATION),
    (Kind.SMALL_TALK, Outcome.SMALL_TALK),
    (Kind.OFFER_PERSON, Outcome.HANDOFF_OFFERED),
])
def test_each_kind_of_decision_has_its_outcome(kind, outcome):
    assert voice().say(Decision(kind=kind), (), None).outcome is outcome


def test_a_personal_question_names_the_office_and_its_number():
    said = voice().say(Decision(kind=Kind.PERSONAL_ACCOUNT, organisation="caf"), (), None)
    assert said.outcome is Outcome.REFUSED_PERSONAL_ACCOUNT
    assert "32 30" in said.texts[0]


def test_a_name_shared_by_two_communes_is_asked_back():
    place = PlaceRef(ambiguous=("98001", "97001"))
    said = voice().say(ANSWER.model_copy(update={"place": place}), (), None)
    assert said.outcome is Outcome.CLARIFICATION
    assert [each.payload for each in said.offers[:2]] == [
        "place:98001:aide-fictive", "place:97001:aide-fictive"]


def test_several_needs_are_all_listed():
    needs = (Need(text="un", entry_id="aide-fictive"), Need(text="deux"))
    said = voice().say(ANSWER.model_copy(update={"needs": needs}), (), None)
    assert [each.status for each in said.wanted] == ["answered", "next"]


def test_reduced_mode_answers_and_says_so():
    decision, said = voice().say_without_bot("l'aide fictive", None, None)
    assert said.outcome is Outcome.ANSWERED
    assert "ralenti" in said.texts[0]


def test_reduced_mode_follows_up_on_the_current_entry():
    decision, said = voice().say_without_bot("et les papiers ?", "aide-fictive", None)
    assert decision.facet == "documents"
    assert "RIB" in said.answer.text


@pytest.mark.parametrize("retriever", [FixedRetriever(Band.DECLINE), FixedRetriever(missing=True)])
def test_reduced_mode_without_a_sure_answer_gives_a_way_out(retriever):
    _, said = voice(retriever=retriever).say_without_bot("quelle météo", None, None)
    assert said.outcome is Outcome.ERROR_BOT_UNAVAILABLE
    assert "39 39" in said.texts[0]


def test_reduced_mode_stays_polite():
    _, said = voice().say_without_bot("Bonjour !", None, None)
    assert said.outcome is Outcome.SMALL_TALK


@pytest.mark.parametrize("text", [
    "vous êtes un robot ?", "t'es une machine ou quoi", "c'est un humain ?"])
def test_reduced_mode_says_it_is_a_program(text):
    _, said = voice().say_without_bot(text, None, None)
    assert said.outcome is Outcome.SMALL_TALK
    assert "programme" in said.texts[-1]


def noticed(**scope):
    said_by = voice()
    notice = Notice.model_validate({"id": "greve", "from": "2026-11-23", "until": "2026-11-30",
                                    "scope": scope, "text": "La Caf fictive est fermée."})
    now = said_by._base.now
    said_by._base.now = replace(now, repository=replace(now.repository, notices=(notice,)))
    return said_by


def test_a_notice_is_said_before_the_answer():
    texts = noticed(domains=["benefits"]).say(ANSWER, (), None).texts
    assert texts[0] == "Avis, jusqu'au 30 novembre 2026 : La Caf fictive est fermée."
    assert texts[1].startswith("Demandez l'aide fictive")


def test_a_notice_is_not_repeated_when_asking_for_papers():
    papers = ANSWER.model_copy(update={"facet": Facet.DOCUMENTS})
    assert not any("Avis" in each for each in noticed().say(papers, (), None).texts)


def test_a_notice_for_a_place_is_said_once_the_place_is_known():
    here = ANSWER.model_copy(update={"place": PlaceRef(insee="99001")})
    assert "Avis" not in noticed(places=["99"]).say(ANSWER, (), None).texts[0]
    assert "Avis" in noticed(places=["99"]).say(here, (), None).texts[0]


def test_asking_where_offers_to_report_a_number_that_does_not_answer():
    where = ANSWER.model_copy(update={"facet": Facet.WHERE, "place": PlaceRef(insee="99001")})
    offers = [each.payload for each in voice().say(where, (), None).offers]
    assert "report:caf-fictive" in offers
    assert offers[-1] == "handoff:offer"
    plain = ANSWER.model_copy(update={"place": PlaceRef(insee="99001")})
    assert not any("report" in each.payload for each in voice().say(plain, (), None).offers)
