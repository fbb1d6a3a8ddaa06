"""Asking to be called back, and calling back, with the keyboard alone on both sides."""

import pytest
from playwright.sync_api import Browser, Page, expect

from mediation.utterance import Channel, Utterance
from tests.browsing import profile
from tests.channels.browser.conftest import Site
from tests.channels.browser.keys import Keys
from tests.channels.browser.test_callbacks import office
from tests.channels.callbacks.conftest import Office
from tests.channels.fakes import PASSWORD
from tests.people import MEDIATOR_EMAIL

__all__ = ["office"]  # the fixture
pytestmark = pytest.mark.browser


def ask(keys: Keys, url: str) -> None:
    """Go to the message field by the first link of the page, ask, and judge the answer."""
    page = keys.page
    page.goto(url)
    keys.press(page.get_by_role("link", name="Aller à la zone de message"))
    expect(page.get_by_label("Votre question ou votre situation")).to_be_focused()
    page.keyboard.type("mon loyer")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(1)
    keys.keeps_its_place("Envoyer")
    keys.press(page.get_by_role("group", name="utile").get_by_role("button", name="Oui"))
    expect(page.get_by_text("Merci de votre avis")).to_be_visible()
    keys.keeps_its_place("Oui")


def agree(keys: Keys) -> None:
    """Ask for a person, for someone close, and agree."""
    page = keys.page
    keys.press(page.get_by_role("banner").get_by_role("button", name="Parler à une personne"))
    expect(page.get_by_role("group", name="Pour qui ?")).to_be_visible()
    keys.press(page.get_by_role("button", name="C'est pour un proche"))
    expect(page.get_by_label("Pour qui : un proche")).to_be_checked()
    keys.keeps_its_place("C'est pour un proche")
    keys.press(page.get_by_role("button", name="Oui, transmettre"))
    expect(page.locator(".waiting")).to_contain_text("Votre code de dossier")
    keys.keeps_its_place("Oui, transmettre")


def leave_number(keys: Keys) -> None:
    """Leave a number and a moment."""
    page = keys.page
    keys.press(page.get_by_role("button", name="Être rappelé·e par téléphone"))
    field = page.get_by_label("Votre numéro de téléphone")
    keys.write(field, "06 39 98 12 34")
    keys.press(page.get_by_role("button", name="Enregistrer"))
    expect(field).to_be_hidden()
    keys.keeps_its_place("Enregistrer")
    keys.press(page.get_by_role("button", name="L'après-midi"))
    expect(page.locator(".item--system").last).to_contain_text("téléphone finissant par 34")
    keys.keeps_its_place("L'après-midi")


def call(keys: Keys) -> None:
    """At the desk: take the call-back, see the number, close the case as settled."""
    page = keys.page
    keys.go(page.get_by_role("link", name="Rappels"))
    keys.go(page.get_by_role("button", name="Je m'en occupe"))
    panel = page.locator("#joindre")
    keys.press(panel.get_by_role("button", name="Voir les coordonnées"))
    number = panel.get_by_role("link", name="06 39 98 12 34")
    expect(number).to_be_visible()
    keys.keeps_its_place("Voir les coordonnées")
    keys.reach(number)
    keys.press(panel.get_by_text("C'est fait"))
    keys.tick(panel.get_by_label("La question est réglée"))
    keys.go(panel.get_by_role("button", name="Enregistrer"))
    expect(page.get_by_text("la demande est fermée")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_number_is_given_and_called_with_the_keyboard_alone(
        browser: Browser, office: tuple[Office, str], width: int) -> None:
    _, url = office
    size = {"width": width, "height": 740}
    with profile(browser, viewport=size) as home, profile(browser, viewport=size) as desk:
        own, keys = Keys(home.new_page()), Keys(desk.new_page())
        ask(own, url)
        agree(own)
        leave_number(own)
        keys.sign_in(url, MEDIATOR_EMAIL, PASSWORD)
        call(keys)
        expect(own.page.locator(".item--system").last).to_contain_text("rappel est fait")
        own.keeps_its_place("un message reçu")
    assert own.faults + keys.faults == []


def test_a_request_is_cancelled_with_the_keyboard_alone(
        page: Page, office: tuple[Office, str]) -> None:
    _, url = office
    keys = Keys(page)
    ask(keys, url)
    agree(keys)
    leave_number(keys)
    page.goto(url)
    asked = page.get_by_role("region", name="Un rappel est demandé")
    keys.go(asked.get_by_role("button", name="Annuler le rappel"))
    expect(page.get_by_text("vos coordonnées sont effacées")).to_be_visible()
    assert keys.faults == []


def test_masked_words_are_seen_with_the_keyboard_alone(page: Page, site: Site) -> None:
    house = site.web.house
    key = site.on_loop(house.open(Channel.WEB)).conversation_id
    for said in (Utterance(Channel.WEB, choice="handoff:accept"),
                 Utterance(Channel.WEB, text="appelez-moi au [téléphone]")):
        site.on_loop(house.receive(key, said))
    house.sealed_seq = next(item.seq for item in house.talks[key].items if item.has_sealed_words)
    keys = Keys(page)
    keys.sign_in(site.url, MEDIATOR_EMAIL, PASSWORD)
    keys.go(page.get_by_role("button", name="Prendre"))
    keys.press(page.get_by_role("button", name="Voir les mots masqués"))
    expect(page.get_by_text("04 00 00 00 99")).to_be_in_viewport()
    keys.keeps_its_place("Voir les mots masqués")
    assert keys.faults == []
