"""The queue and the desks in a real browser: accessible, on a phone and on a desktop."""

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from mediation.outcome import CaseStatus
from mediation.utterance import Channel, Utterance
from tests.channels.browser.conftest import Site
from tests.channels.browser.looking import axe_faults, overflow, small_targets
from tests.channels.fakes import NOW, PASSWORD
from tests.channels.queueing.fake_places import ADMIN, with_places

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)


def looks_right(page: Page) -> None:
    """Look at the page at both widths, its folds open."""
    for fold in page.locator("details").all():
        fold.evaluate("each => { each.open = true; }")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert axe_faults(page) == []
        assert overflow(page) == 0
        assert small_targets(page) == []


def fill(site: Site) -> None:
    """Put one case in each list."""
    house = site.web.house
    key = site.on_loop(house.open(Channel.WEB)).conversation_id
    site.on_loop(house.receive(key, Utterance(Channel.WEB, choice="handoff:accept")))
    site.on_loop(house.receive(key, Utterance(Channel.WEB, text="j'ai reçu une lettre")))
    for _ in range(4):
        house.add_case(key)
    changes: tuple[dict[str, object], ...] = (
        {"urgent_kind": "homeless_tonight", "priority": 2, "danger_told_at": NOW},
        {"deadline_on": date(2026, 11, 30)},
        {"claimed_by": "mediator", "status": CaseStatus.CLAIMED},
        {"claimed_by": "mediator", "status": CaseStatus.PENDING, "aside_reason": "paper",
         "back_on": date(2026, 11, 27)},
        {"claimed_by": "mediator", "status": CaseStatus.CLOSED, "result": "resolved"})
    for name, fields in zip(list(site.web.house.cases), changes, strict=True):
        site.web.house.cases[name] = replace(site.web.house.cases[name], **fields)  # type: ignore[arg-type]


def test_the_queue_with_every_list_is_accessible(mediator: Page, site: Site) -> None:
    fill(site)
    mediator.goto(f"{site.url}/mediation")
    expect(mediator.get_by_text("Mises de côté (1)")).to_be_visible()
    looks_right(mediator)


def test_the_refreshed_list_keeps_the_focus(mediator: Page, site: Site) -> None:
    fill(site)
    mediator.goto(f"{site.url}/mediation")
    button = mediator.get_by_role("button", name="Prendre").first
    button.focus()
    site.web.house.add_case("conversation1")
    expect(mediator.get_by_text("En attente (3)")).to_be_visible()
    expect(button).to_be_focused()


def test_a_case_with_its_moves_is_accessible(mediator: Page, site: Site) -> None:
    fill(site)
    mediator.goto(f"{site.url}/mediation/cas/case3")
    expect(mediator.get_by_label("Votre réponse à la personne")).to_be_visible()
    looks_right(mediator)
    mediator.goto(f"{site.url}/mediation/cas/case4")
    expect(mediator.get_by_role("button", name="Reprendre cette demande")).to_be_visible()
    looks_right(mediator)


def test_a_case_is_set_aside_by_keyboard(mediator: Page, site: Site) -> None:
    fill(site)
    mediator.goto(f"{site.url}/mediation/cas/case3")
    mediator.get_by_text("Mettre de côté").first.focus()
    mediator.keyboard.press("Enter")
    mediator.get_by_label("Un rendez-vous est prévu").focus()
    mediator.keyboard.press("Space")
    mediator.get_by_role("button", name="Mettre de côté").focus()
    mediator.keyboard.press("Enter")
    expect(mediator.get_by_text("Mises de côté (2)")).to_be_visible()


def test_the_desks_pages_are_accessible(page: Page, site: Site,
                                        monkeypatch: pytest.MonkeyPatch) -> None:
    with_places(site.web, monkeypatch)
    page.goto(f"{site.url}/connexion")
    page.get_by_label("Adresse e-mail").fill(ADMIN)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Me connecter").click()
    for path in ("/mediation/lieux", "/mediation/lieux/nord", "/mediation/lieux/nouveau"):
        page.goto(f"{site.url}{path}")
        looks_right(page)
    page.get_by_label("Nom, avec son article").fill("la mairie")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_contain_text("Rien n'est enregistré")
    looks_right(page)
