"""Asking to be called back and calling back, in two real browsers: accessible, at 360 and 1280."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import serving, sign_in
from tests.channels.browser.looking import ask, axe_faults, overflow, small_targets
from tests.channels.callbacks.conftest import Office, build_office
from tests.channels.fakes import PASSWORD
from tests.people import MEDIATOR_EMAIL

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Office, str]]:
    """Serve the app over the real mediation."""
    built = build_office(tmp_path)
    with serving(built.app) as served:
        yield built, served.url
        built.live.close()
        served.at_end(built.house.store.close)


def looks_right(page: Page) -> None:
    """Check accessibility and width on a phone and on a desk's screen."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert axe_faults(page) == []
        assert overflow(page) == 0
        assert small_targets(page) == []


def test_a_number_is_given_and_called(browser: Browser, page: Page,
                                      office: tuple[Office, str]) -> None:
    _, url = office
    page.goto(url)
    ask(page, "mon loyer")
    expect(page.locator(".card")).to_have_count(1)
    page.get_by_role("banner").get_by_role("button", name="Parler à une personne").click()
    expect(page.get_by_role("group", name="Pour qui ?")).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name="C'est pour un proche").click()
    expect(page.get_by_label("Pour qui : un proche")).to_be_checked()
    page.get_by_role("button", name="Oui, transmettre").click()
    expect(page.locator(".waiting")).to_contain_text("Votre code de dossier")
    looks_right(page)
    page.get_by_role("button", name="Être rappelé·e par téléphone").click()
    field = page.get_by_label("Votre numéro de téléphone")
    looks_right(page)
    field.fill("06 39 98 12 34")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("button", name="L'après-midi").click()
    expect(page.locator(".item--system").last).to_contain_text("téléphone finissant par 34")
    expect(field).to_be_hidden()
    page.reload()
    expect(page.get_by_role("heading", name="Un rappel est demandé")).to_be_visible()
    looks_right(page)

    desk = browser.new_context(locale="fr-FR").new_page()
    sign_in(desk, url, MEDIATOR_EMAIL, PASSWORD, "**/mediation")
    desk.get_by_role("link", name="Rappels").click()
    expect(desk.get_by_role("heading", name="Rappels et venues à l'accueil")).to_be_visible()
    looks_right(desk)
    desk.get_by_role("button", name="Je m'en occupe").click()
    expect(desk.get_by_role("heading", name="Comment joindre la personne")).to_be_visible()
    looks_right(desk)
    desk.get_by_role("button", name="Voir les coordonnées").click()
    expect(desk.get_by_role("link", name="06 39 98 12 34")).to_be_visible()
    desk.get_by_text("C'est fait").click()
    desk.locator("#joindre").get_by_label("La question est réglée").check()
    looks_right(desk)
    desk.locator("#joindre").get_by_role("button", name="Enregistrer").click()
    expect(desk.get_by_text("la demande est fermée")).to_be_visible()
    expect(page.locator(".item--system").last).to_contain_text("rappel est fait")
    desk.context.close()
