"""Ten real-life situations at the counter, in Chromium, on the real index, without Rasa."""

import pytest
from playwright.sync_api import BrowserContext

from evals.serving import Instance
from tests.browsing import add_account, sign_in
from tests.chain.conftest import PASSWORD
from tests.chain.counter_life import EMAIL, live_through, place_names, situations

pytestmark = pytest.mark.real
MOST_SECONDS = 60


def test_ten_situations_find_their_entries_and_places_and_are_printed_in_a_minute(
        context: BrowserContext, without_rasa: Instance) -> None:
    add_account(without_rasa.data, "mediator", EMAIL, PASSWORD)
    page = sign_in(context.new_page(), without_rasa.url, EMAIL, PASSWORD, "**/mediation")
    names = place_names()
    lived = [live_through(page, without_rasa.url, each, names) for each in situations()]
    assert len(lived) == 10
    assert {each.id: each.missing for each in lived if each.missing} == {}
    assert {each.id: each.missing_places for each in lived if each.missing_places} == {}
    assert all(each.is_tagged for each in lived)
    assert {each.id: each.person_seconds for each in lived
            if each.person_seconds > MOST_SECONDS} == {}
    page.goto(f"{without_rasa.url}/mediation/statistiques")
    assert "Visites à l'accueil" in page.content()
