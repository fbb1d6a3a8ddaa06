"""A place confirms or corrects its record from its own link, without an account."""

import pytest

from channels.doors import Doors
from channels.mounting import open_doors
from tests.channels.comfort import FakeCodes
from tests.channels.house import build_web
from tests.channels.places import GOOD, FakePlaces
from tests.channels.shelves import library


@pytest.fixture
def linked():
    web, places = build_web(), FakePlaces()
    open_doors(web.app, Doors(web.house, web.house, web.accounts, web.presence, library(), places,
                              web.comfort, FakeCodes(web.house)))
    return web.client, places


def typed(**changes):
    return {"name": "Caf fictive", "phone": "01 99 00 00 00", "hours_text": "", **changes}


def test_the_link_shows_the_record_and_asks_if_it_is_still_true(linked):
    client, _ = linked
    page = client.get(f"/lieu/{GOOD}")
    assert "Toujours exact" in page.text
    assert "01 99 00 00 00" in page.text.replace(" ", " ")
    assert page.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(("method", "path"), [
    ("GET", "/lieu/faux"), ("POST", "/lieu/faux/confirmer"), ("POST", "/lieu/faux/corriger")])
def test_a_forged_link_finds_nothing(linked, method, path):
    client, places = linked
    assert client.request(method, path).status_code == 404
    assert places.confirmed == 0


def test_one_press_confirms(linked):
    client, places = linked
    assert "confirmée aujourd" in client.post(f"/lieu/{GOOD}/confirmer").text
    assert places.confirmed == 1


def test_a_correction_waits_for_an_editor_and_says_so(linked):
    client, places = linked
    page = client.post(f"/lieu/{GOOD}/corriger", data=typed(phone="01 99 00 00 99", autre="x"))
    assert "avant de la publier" in page.text
    assert places.corrected == [typed(phone="01 99 00 00 99")]


def test_a_correction_without_a_change_says_what_to_press(linked):
    client, _ = linked
    page = client.post(f"/lieu/{GOOD}/corriger", data=typed())
    assert page.status_code == 422
    assert "tout est exact" in page.text


def test_while_an_editor_publishes_what_was_typed_stays_on_the_page(linked):
    client, places = linked
    places.is_busy = True
    page = client.post(f"/lieu/{GOOD}/corriger", data=typed(phone="01 99 00 00 77"))
    assert page.status_code == 409
    assert "01 99 00 00 77" in page.text.replace(" ", " ")


def test_script_in_a_correction_is_shown_as_text(linked):
    client, _ = linked
    page = client.post(f"/lieu/{GOOD}/corriger", data=typed(name="<script>alert(1)</script>"))
    assert "<script>alert" not in page.text
