"""The card says who does what, in which case, from which text, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.base import Snapshot
from knowledge.place_search import PlaceFinder
from knowledge.repository import Repository
from knowledge.vocabulary import Facet
from mediation.saying.card import Asked, age_warnings, build_answer
from tests.people import CASES, NOW, directory, entry, partner, places, registry

HERE = places().get("99001")


def snapshot(one, *partners):
    return Snapshot(Repository({one.id: one}, registry()), directory(*partners),
                    PlaceFinder(places(), frozenset({"99"})))


def card(one=None, *partners, **asked):
    one = one or entry()
    return build_answer(one, Asked(**asked), snapshot(one, *partners), NOW, ())


def test_the_whole_card_carries_lead_roles_sections_and_source():
    answer = card()
    assert answer.lead == "caf"
    assert answer.organisations == ("caf", "france_services")
    assert [each.role for each in answer.who] == ["decides", "helps", "appeals"]
    assert {each.facet for each in answer.sections} >= {Facet.DOCUMENTS, Facet.STEPS, Facet.APPEAL}
    assert "1er mars 2025" in answer.source_line
    assert "non encore validée" in answer.source_line


def test_the_call_button_says_its_price_and_whether_it_is_open():
    call = card().call
    assert (call.number, call.cost_text, call.open_now) == ("32 30", "prix d'un appel local", True)


def test_an_organisation_without_number_has_no_call_button():
    one = entry(lead="france_services")
    assert card(one).call is None


def test_the_other_cases_office_is_left_out_once_the_case_is_known():
    answer = card(entry(**CASES), case_id="agricole")
    assert answer.lead == "msa"
    assert "caf" not in answer.organisations
    assert answer.case_question is None


def test_the_question_that_separates_cases_is_asked_until_known():
    answer = card(entry(**CASES))
    assert answer.case_question
    assert {"caf", "msa"} <= set(answer.organisations)


@pytest.mark.parametrize(("facet", "words"), [
    (Facet.DOCUMENTS, "RIB"), (Facet.DELAY, "un mois"), (Facet.COST, "Gratuit"),
    (Facet.CONTACT, "32 30"), (Facet.STEPS, "formulaire"), (Facet.ELIGIBILITY, "France"),
    (Facet.ONLINE, "caf.fr"), (Facet.APPEAL, "2 mois"), (Facet.WHERE, "Dans quelle commune"),
])
def test_each_facet_is_answered_from_the_entry(facet, words):
    assert words in card(facet=facet).text


def test_a_facet_the_entry_does_not_hold_is_not_invented():
    assert "ne pas inventer" in card(entry(online=None), facet=Facet.ONLINE).text


def test_a_place_lists_partners_and_an_unknown_place_gives_the_official_finder():
    near = card(facet=Facet.WHERE, place=HERE)
    assert [each.id for each in near.partners] == ["caf-fictive"]
    assert near.finders == ()
    far = card(None, partner(coverage={"communes": ["99003"]}), facet=Facet.WHERE, place=HERE)
    assert far.partners == ()
    assert far.finders
    assert "aucune adresse" in far.text


def test_a_number_not_confirmed_for_a_year_is_never_a_call_button():
    old = partner(confirmed_on="2024-01-01", opening_hours="Mo-Su 00:00-24:00")
    shown = card(None, old, place=HERE).partners[0]
    assert shown.phone is None
    assert shown.unconfirmed_phone == "01 99 00 00 00"
    assert shown.open_now is None
    assert "appelez avant" in shown.age_text


def test_an_old_text_and_a_missed_review_are_said():
    old = entry(review_before=date(2026, 10, 1))
    assert any("1er octobre 2026" in each for each in age_warnings(old, NOW, is_due=True))


def test_the_nearest_place_comes_first_and_the_leads_own_stays_on_the_card():
    far = {"address": {"postcode": "99000", "city": "Loinville", "insee": "99003"}}
    near = [partner(id=f"fs-{n}", organisation="france_services") for n in range(2)]
    helpers = [partner(id="mairie-ici", organisation="mairie"), *near]
    shown = card(None, partner(id="caf-loin", **far), *helpers, place=HERE).partners
    assert shown[-1].id == "caf-loin"
    assert len(shown) == 3


def test_a_place_confirmed_long_ago_is_never_green():
    here = card(entry(), partner(confirmed_on=date(2026, 6, 1)), place=HERE).partners[0]
    assert here.phone
    assert not here.is_fresh
    assert card(entry(), partner(), place=HERE).partners[0].is_fresh


def test_a_doubted_number_is_no_button_and_says_why():
    one = entry()
    doubted = replace(snapshot(one, partner()), doubted=frozenset({"caf-fictive"}))
    here = build_answer(one, Asked(place=HERE), doubted, NOW, ()).partners[0]
    assert here.phone is None
    assert here.unconfirmed_phone == "01 99 00 00 00"
    assert "ne répond pas" in here.doubt_text


def test_a_permanence_says_who_receives_and_when():
    host = partner(id="hote", organisation="france_services", sessions=[
        {"organisation": "caf", "when_text": "le 2e jeudi du mois", "on_appointment": True},
        {"organisation": "msa", "when_text": "le lundi"}])
    here = card(entry(), host, place=HERE).partners[0]
    assert here.sessions == ("La caf reçoit ici : le 2e jeudi du mois, sur rendez-vous.",)


def test_a_closed_place_says_when_it_opens_next():
    shut = partner(opening_hours="Tu 09:00-12:00")
    here = card(entry(), shut, place=HERE).partners[0]
    assert here.open_now is False
    assert here.next_opening_text == "demain à 9 h"
