"""Someone may be reading: quick exit, shared computer, hidden conversation, with and without JS."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from channels.doors import Options
from tests.channels.browser.conftest import Site
from tests.channels.browser.looking import ask, ask_without_script
from tests.channels.browser.states import FRENCH_VOICE

pytestmark = pytest.mark.browser


NEUTRAL = re.compile("/static/icon.svg$")  # stands for the weather: nothing leaves this machine


def open_context(browser: Browser, **options: object) -> BrowserContext:
    """Return a fresh profile."""
    made = browser.new_context(locale="fr-FR", **options)  # type: ignore[arg-type]
    made.set_default_timeout(20_000)
    return made


@pytest.fixture(autouse=True)
def neutral(site: Site) -> Options:
    """Let « Quitter vite » open a page of this machine."""
    site.web.app.state.channel_options = made = replace(
        site.web.app.state.channel_options, quit_url=f"{site.url}/static/icon.svg")
    return made


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Return a fresh profile with JavaScript."""
    made = open_context(browser)
    yield made
    made.close()


def told(page: Page, site: Site, words: str = "mon travail") -> None:
    """Open the page and say something."""
    page.goto(site.url)
    ask(page, words)
    expect(page.locator(".turn")).to_have_count(1)


def test_with_the_keyboard_alone_one_can_ask_and_leave(visitor: BrowserContext, site: Site
                                                       ) -> None:
    page, other = visitor.new_page(), visitor.new_page()
    page.goto(site.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller à la zone de message")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("mon travail")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_be_visible()
    page.evaluate("sessionStorage.setItem('a', 'b'); localStorage.setItem('a', 'b')")
    other.goto(site.url)
    expect(other.locator(".card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page).to_have_url(NEUTRAL)
    expect(other).to_have_url(NEUTRAL)
    assert [each["name"] for each in visitor.cookies() if "conversation" in each["name"]] == []
    page.go_back()
    expect(page.locator(".card")).to_have_count(0)
    page.goto(site.url)
    expect(page.locator(".tile").first).to_be_visible()
    expect(page.locator(".card")).to_have_count(0)
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_without_javascript_the_tiles_the_exit_and_the_hidden_conversation_work(
        browser: Browser, site: Site) -> None:
    context = open_context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url)
    page.get_by_role("link", name="Danger, droits").click()
    expect(page.get_by_role("link", name="On me fait du mal")).to_be_visible()
    page.goto(site.url)
    ask_without_script(page, "il me frappe")
    expect(page.get_by_role("heading", name="Pouvez-vous parler sans risque")).to_be_visible()
    page.goto(site.url)
    expect(page.locator(".turn")).to_have_count(0)
    page.get_by_role("button", name="Afficher ma conversation").click()
    expect(page.locator(".turn")).to_have_count(1)
    page.get_by_role("link", name="Quitter vite").click()
    expect(page).to_have_url(NEUTRAL)
    page.go_back()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.get_by_role("button", name="Afficher ma conversation")).to_have_count(0)
    context.close()


def test_on_a_shared_computer_the_next_visitor_sees_nothing(visitor: BrowserContext, site: Site
                                                            ) -> None:
    page, other = visitor.new_page(), visitor.new_page()
    told(page, Site(f"{site.url}/?poste=1", site.web, site.served))
    page.goto(f"{site.url}/fiches/aide-fictive")
    page.goto(f"{site.url}/")
    expect(page.locator(".card")).to_be_visible()
    page.get_by_role("button", name="Terminer").click()
    expect(page.get_by_text("C'est terminé.")).to_be_visible()
    assert site.web.house.talks == {}
    for _ in range(3):
        page.go_back()
        expect(page.locator(".item--resident:not([hidden])")).to_have_count(0)
    other.goto(site.url)
    expect(other.locator(".tile").first).to_be_visible()
    expect(other.locator(".turn")).to_have_count(0)
    expect(other.get_by_role("button", name="Terminer")).to_be_visible()


def test_an_idle_shared_computer_clears_itself_after_saying_so(
        visitor: BrowserContext, site: Site, neutral: Options) -> None:
    visitor.clock.install()
    page, other = visitor.new_page(), visitor.new_page()
    told(page, Site(f"{site.url}/?poste=1", site.web, site.served))
    other.goto(site.url)
    expect(other.locator(".turn")).to_have_count(1)
    visitor.clock.fast_forward(neutral.shared_idle_seconds * 1000 - 50_000)
    expect(page.get_by_role("alert")).to_contain_text("va s'effacer")
    page.bring_to_front()
    page.mouse.move(50, 50)
    expect(page.get_by_role("alert")).to_have_text("")
    expect(other.locator(".turn")).to_have_count(1)
    visitor.clock.fast_forward(neutral.shared_idle_seconds * 1000 + 10_000)
    for each in (page, other):
        expect(each.get_by_text("C'est terminé.")).to_be_visible()
        expect(each.locator(".turn")).to_have_count(0)
    assert site.web.house.talks == {}


def test_an_answer_is_read_aloud_unless_someone_may_hear(visitor: BrowserContext, site: Site
                                                         ) -> None:
    silent = visitor.new_page()
    silent.goto(site.url)
    expect(silent.locator(".aloud")).to_have_count(0)
    visitor.add_init_script(FRENCH_VOICE)
    page = visitor.new_page()
    told(page, site)
    page.locator(".card .aloud").click()
    said = " ".join(page.evaluate("window.said"))
    assert "Inscrivez-vous d'abord à France Travail" in said
    assert "Cette réponse vous est-elle utile" not in said
    expect(page.get_by_role("button", name="Arrêter la lecture")).to_be_visible()
    ask(page, "il me frappe")
    expect(page.locator(".safe")).to_be_visible()
    expect(page.locator(".aloud")).to_have_count(0)
    expect(page.locator("#later")).to_have_count(0)


def test_the_conversation_moves_to_the_phone(visitor: BrowserContext, browser: Browser,
                                             site: Site) -> None:
    page, open_elsewhere = visitor.new_page(), visitor.new_page()
    told(page, site)
    open_elsewhere.goto(site.url)
    expect(open_elsewhere.locator(".card")).to_be_visible()
    page.get_by_role("button", name="Continuer sur un autre appareil").click()
    phone = open_context(browser)
    there = phone.new_page()
    there.goto(f"{site.url}/reprendre")
    there.get_by_label("Votre code").fill("1234 5678")
    there.get_by_role("button", name="Reprendre").click()
    expect(there.locator(".card")).to_be_visible()
    page.goto(site.url)
    expect(page.locator(".card")).to_have_count(0)
    expect(open_elsewhere.locator(".card")).to_have_count(0)
    phone.close()
