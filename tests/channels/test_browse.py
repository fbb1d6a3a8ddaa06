"""The library pages: life events in order, poles with their referent, an entry's card."""

from datetime import date, datetime

import pytest
from icalendar import Calendar

from knowledge.hours import PARIS
from tests.channels.house import build_web
from tests.channels.shelves import library


@pytest.fixture
def read_page():
    web = build_web()

    def read(path, status=200):
        answer = web.client.get(path)
        assert answer.status_code == status
        return answer.text
    return read


def test_the_situations_of_life_and_the_poles_are_listed(read_page):
    text = read_page("/parcours")
    assert "/parcours/je-teste" in text
    assert "Organisme référent" in text
    assert "CAF" in text


def test_a_situation_says_first_what_cannot_wait_and_from_which_entry(read_page):
    text = read_page("/parcours/je-teste")
    assert text.index("Demandez l&#39;aide fictive tout de suite.") < text.index("dans l'ordre")
    assert text.count("/fiches/aide-fictive") == 2


def test_an_entry_shows_its_card_without_asking_for_an_opinion(read_page):
    text = read_page("/fiches/aide-fictive")
    assert "D&#39;après le texte officiel" in text
    assert "data-feedback" not in text


def test_a_dated_notice_is_said_before_the_card_of_an_entry(read_page):
    text = read_page("/fiches/aide-fictive")
    assert text.index("L&#39;accueil fictif est fermé.") < text.index("D&#39;après le texte")
    assert "31 décembre 2026" in text


@pytest.mark.parametrize("path", ["/parcours/inconnu", "/fiches/inconnue"])
def test_an_unknown_page_gives_a_way_back(read_page, path):
    assert "Revenir à l" in read_page(path, 404)


def test_an_entry_past_its_grace_period_is_on_no_shelf():
    old = library(review_before=date(2026, 1, 1))
    assert old.card("aide-fictive") is None
    assert old.shelf("je-teste").entries == ()


def test_the_quarter_lists_its_workshops_with_place_and_hours(read_page):
    text = read_page("/agenda")
    assert "Atelier CV fictif" in text
    assert "jeudi 3 décembre, de 14 h à 16 h 30" in text.replace("\u00a0", " ")
    assert "1 rue Fictive" in text


def test_an_empty_quarter_says_whom_to_ask(read_page):
    assert "Aucun atelier" in read_page("/agenda?jour=2027-02-01")


def test_a_day_that_is_none_gives_a_way_back(read_page):
    assert "accueil" in read_page("/agenda?jour=hier", 422)


def test_the_calendar_file_can_be_read_by_a_calendar(read_page):
    event = Calendar.from_ical(read_page("/agenda.ics")).walk("VEVENT")[0]
    assert event["SUMMARY"] == "Atelier CV fictif"
    assert event.decoded("DTSTART") == datetime(2026, 12, 3, 14, 0, tzinfo=PARIS)
