"""The counter's pages in Chromium: axe, width at 360 px, targets, keyboard, without a mouse."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from playwright.sync_api import Page, expect

from mediation.rooms import Rooms
from mediation.sealing import Sealer
from mediation.store.database import open_store
from mediation.store.migrate import migrate
from tests.channels.browser.conftest import Site
from tests.channels.browser.looking import axe_faults, overflow, small_targets
from tests.counter_room import build_counter
from tests.people import NOW

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with its tables."""
    path = tmp_path_factory.mktemp("accueil") / "essai.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture
def counter(site: Site, tmp_path: Path, database: Path, mediator: Page) -> Iterator[Page]:
    """Return the page of a mediator whose house has a counter."""
    path = shutil.copy(database, tmp_path / "essai.db")
    store = open_store(f"sqlite+aiosqlite:///{path}")
    house = build_counter(store, Sealer(Fernet.generate_key()), lambda: NOW)
    state = site.web.app.state
    state.doors = replace(state.doors, rooms=Rooms(counter=house.desk))
    yield mediator
    site.served.at_end(store.close)


def every_page(page: Page, url: str) -> Iterator[str]:
    """Live a visit and yield the name of each page."""
    page.goto(f"{url}/mediation/accueil")
    yield "start"
    page.get_by_label("De quoi la personne a-t-elle besoin ?").fill("papier et une aide fictive")
    page.get_by_label("Commune ou code postal").first.fill("Sainte-Fiction-sur-Test")
    page.get_by_label("Travail").select_option("jobless")
    page.get_by_role("button", name="Commencer").click()
    for fold in page.locator("details").all():
        fold.evaluate("each => { each.open = true; }")
    yield "results"
    page.locator('[data-entry="papier-fictif"] button[name="entry_id"]').click()
    with page.expect_navigation():
        page.get_by_role("link", name="Ouvrir la fiche de route").click()
    at = page.url
    page.get_by_label("Référent").fill("Service fictif")
    page.get_by_role("button", name="Ajouter : Référent").click()
    yield "sheet"
    page.get_by_role("button", name="Donner par code").click()
    yield "code"
    code = page.locator(".code").inner_text()
    page.goto(f"{at}/imprimer")
    yield "paper"
    page.goto(at.replace("/fiche", "/courrier?modele=contest"))
    yield "letter"
    page.goto(at.replace("/fiche", "/terminer"))
    yield "end"
    page.get_by_role("button", name="Compter et terminer").click()
    page.goto(f"{url}/mediation/statistiques")
    yield "statistics"
    page.goto(f"{url}/fiche-de-route")
    yield "open"
    page.get_by_label("Votre code").fill("1")
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    yield "wrong code"
    page.get_by_label("Votre code").fill(code)
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(page.get_by_text("Service fictif")).to_be_visible()
    yield "opened"


def test_axe_finds_nothing_and_every_page_fits_360_pixels(counter: Page, site: Site) -> None:
    found: dict[str, object] = {}
    for name in every_page(counter, site.url):
        found[f"{name}, axe"] = axe_faults(counter)
        found[f"{name}, width"] = overflow(counter)
        found[f"{name}, targets"] = small_targets(counter)
    assert len(found) == 33
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_search_and_a_tick_need_no_new_page(counter: Page, site: Site) -> None:
    counter.goto(f"{site.url}/mediation/accueil")
    counter.get_by_role("button", name="Commencer").click()
    counter.get_by_label("De quoi la personne a-t-elle besoin ?").fill("papier")
    counter.wait_for_load_state("load")  # the scripts are there
    counter.evaluate("window.isSame = true")
    counter.keyboard.press("Enter")
    expect(counter.get_by_role("heading", name="Refaire le papier fictif")).to_be_visible()
    assert counter.evaluate("window.isSame") is True
    counter.get_by_role("button", name="Ajouter à la fiche de route").click()
    counter.get_by_role("link", name="Ouvrir la fiche de route").click()
    expect(counter.locator("#ticks button")).to_be_hidden()  # the script is there
    with counter.expect_response("**/fiche/papiers"):
        counter.get_by_label("Une photo").check()
    counter.reload()
    expect(counter.get_by_label("Une photo")).to_be_checked()
