"""The editors' desk in a real browser: keyboard, no script, a phone's width, accessibility."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import profile, serving, sign_in
from tests.channels.browser.looking import axe_faults, overflow, small_targets
from tests.channels.editing.conftest import build_site
from tests.editing_room import ENTRY_ID, NOTICE_ID, OTHER_ID, PARTNER_ID, PASSWORD, Room, email

pytestmark = pytest.mark.browser
FOCUSED = "() => document.activeElement.matches(%r)"


@dataclass(frozen=True)
class Desk:
    """The running server. `enter` returns the page of someone signed in."""

    url: str
    room: Room
    enter: Callable[..., Page]

    def at(self, page: Page, path: str) -> Page:
        """Go somewhere."""
        page.goto(f"{self.url}{path}")
        return page


@pytest.fixture
def desk(tmp_path: Path, browser: Browser) -> Iterator[Desk]:
    """Serve a fresh room on a free port."""
    site = build_site(tmp_path)
    with serving(site.app) as served, ExitStack() as opened:

        def enter(name: str, width: int = 1280, has_scripts: bool = True) -> Page:
            context = opened.enter_context(profile(
                browser, viewport={"width": width, "height": 800},
                java_script_enabled=has_scripts))
            return sign_in(context.new_page(), served.url, email(name), PASSWORD,
                           "**/redaction/fiches")

        yield Desk(served.url, site.room, enter)
        opened.close()
        served.at_end(site.room.store.close)


def wide_parts(page: Page) -> list[str]:
    """Return what makes the page wider than the window; nothing when it fits."""
    if overflow(page) == 0:
        return []
    return list(page.evaluate("""() => Array.from(document.querySelectorAll("main *"))
        .filter((each) => each.getBoundingClientRect().right > window.innerWidth)
        .map((each) => each.outerHTML.slice(0, 120))"""))


def begin(desk: Desk, page: Page, path: str = f"/redaction/fiches/{ENTRY_ID}") -> str:
    """Open a draft; return its address."""
    desk.at(page, path).get_by_role("button", name="Modifier").click()
    page.wait_for_url("**/redaction/brouillons/*")
    return page.url.partition("?")[0].removeprefix(desk.url)


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_accessible_and_fits(desk: Desk, width: int) -> None:
    alice, basile = desk.enter("alice", width), desk.enter("basile", width)
    his = begin(desk, basile)
    basile.locator('[name="delay"]').fill("Variable, dit Basile.")
    basile.get_by_role("button", name="Enregistrer").first.click()
    hers = begin(desk, alice)
    alice.locator('[name="delay"]').fill("Variable, dit Alice.")
    alice.get_by_role("button", name="Proposer à la publication").first.click()
    alice.wait_for_url(re.compile("/relire"))
    desk.at(basile, f"{hers}/relire").get_by_role("button", name="Publier").click()
    basile.wait_for_url("**/publications/*")
    published = basile.url.removeprefix(desk.url).partition("?")[0]
    faulty = begin(desk, alice, f"/redaction/fiches/{OTHER_ID}")
    alice.locator('[name="title"]').fill("")
    alice.get_by_role("button", name="Enregistrer").first.click()
    place = begin(desk, alice, f"/redaction/lieux/{PARTNER_ID}")
    notice = begin(desk, alice, f"/redaction/avis/{NOTICE_ID}")
    desk.at(basile, his).get_by_role("button", name="Enregistrer").first.click()
    basile.wait_for_url(re.compile("/fusion"))
    seen = [(basile, basile.url.removeprefix(desk.url)), (basile, published)]
    seen += [(alice, path) for path in (
        "/redaction/fiches", "/redaction/lieux", "/redaction/avis", "/redaction/brouillons",
        "/redaction/journal", "/redaction/fiches/nouveau", f"/redaction/fiches/{ENTRY_ID}",
        f"/redaction/fiches/{OTHER_ID}/carte", f"{faulty}", f"{faulty}/relire",
        f"{place}", f"{place}/apercu", f"{notice}", f"{notice}/apercu", f"{hers}/relire")]
    found = {}
    for page, path in seen:
        desk.at(page, path)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        faults = axe_faults(page) + small_targets(page) + wide_parts(page)
        if faults:
            found[path] = faults
    assert found == {}


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on an element."""
    for _ in range(300):
        if page.evaluate(FOCUSED % selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"le clavier n'atteint pas {selector}")


def test_everything_is_done_with_the_keyboard_alone(desk: Desk) -> None:
    page = desk.at(desk.enter("alice"), f"/redaction/fiches/{ENTRY_ID}")
    tab_to(page, 'form[action$="/brouillon"] button')
    page.keyboard.press("Enter")
    page.wait_for_url("**/redaction/brouillons/*")
    tab_to(page, '[name="title"]')
    page.keyboard.press("Control+A")
    page.keyboard.type("Un titre au clavier")
    tab_to(page, 'details[id="f-who.0"] > summary')
    page.keyboard.press("Enter")
    tab_to(page, '[name="who.0.within"]')
    page.keyboard.type("sans se presser")
    tab_to(page, 'button[value="add:who"]')
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("bloc=who.3"))
    expect(page.locator('[name="who.3.organisation"]')).to_be_visible()
    tab_to(page, '[name="who.3.organisation"]')
    page.keyboard.type("Caf")
    tab_to(page, 'button[value="remove:who.3"]')
    with page.expect_navigation():  # the key that follows is for the page that comes
        page.keyboard.press("Enter")
    expect(page.locator('[name="who.3.organisation"]')).to_have_count(0)
    expect(page.locator('[name="title"]')).to_have_value("Un titre au clavier")
    page.locator('[name="title"]').focus()
    page.keyboard.press("Enter")  # in a one-line field, Enter saves
    expect(page.get_by_text("Enregistré. Rien n'est publié.")).to_be_visible()
    tab_to(page, 'button[value="propose"]')
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/relire"))
    expect(page.locator(".change")).to_have_count(2)
    basile = desk.at(desk.enter("basile"), page.url.removeprefix(desk.url))
    tab_to(basile, 'form[action$="/publier"] button')
    basile.keyboard.press("Enter")
    basile.wait_for_url("**/publications/*")
    tab_to(basile, 'form[action$="/annuler"] button')
    basile.keyboard.press("Enter")
    expect(basile.get_by_text("de nouveau en place")).to_be_visible()
    assert "clavier" not in desk.room.text()


def test_the_form_works_without_any_script(desk: Desk) -> None:
    page = desk.enter("alice", has_scripts=False)
    draft = begin(desk, page)
    page.get_by_role("button", name="Ajouter : Sources").click()
    expect(page.locator('[name="sources.1.title"]')).to_be_visible()
    page.locator('[name="sources.1.title"]').fill("Un autre texte fictif")
    page.get_by_role("button", name="Ajouter un choix : Situations de vie").click()
    expect(page.locator('[name="sources.1.title"]')).to_have_value("Un autre texte fictif")
    page.get_by_role("button", name="Enregistrer").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Adresse de la page")
    page.get_by_role("button", name="Retirer : Sources, n° 2").click()
    expect(page.locator('[name="sources.1.title"]')).to_have_count(0)
    desk.at(page, f"{draft}/apercu")
    expect(page.locator(".preview .card")).to_be_visible()


def test_a_link_of_the_summary_leads_into_the_field(desk: Desk) -> None:
    page = desk.enter("alice", 360)
    begin(desk, page)
    page.locator('details[id="f-must_know.0"] > summary').click()
    page.locator('[name="must_know.0.fact"]').fill("")
    page.get_by_role("button", name="Enregistrer").first.click()
    link = page.get_by_role("alert").get_by_role("link", name="À ne jamais oublier (n° 1), Le fait")
    expect(page.locator('[id="e-must_know.0.fact"]')).to_contain_text("Remplissez ce champ")
    link.click()
    assert page.evaluate("document.activeElement.name") == "must_know.0.fact"


def test_leaving_with_unsaved_words_is_asked_first(desk: Desk) -> None:
    page = desk.enter("alice")
    begin(desk, page)
    page.locator('[name="title"]').fill("Pas encore enregistré")
    asked = []

    def stay(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]
    page.on("dialog", stay)
    page.get_by_role("link", name="Journal").click()
    page.wait_for_url("**/journal")
    assert asked == ["beforeunload"]
