"""The follow-up seen by a real browser: a referral, an appointment, a logbook, a questionnaire."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Served, profile, serving, sign_in
from tests.channels.browser.looking import axe_faults, overflow, small_targets
from tests.channels.follow_up.conftest import PASSWORD, Site, add_people, build_site, model

__all__ = ["model"]  # the fixture
HEIGHTS = {360: 740, 1280: 900}


class Walk:
    """One page object, and what was wrong on each page it saw."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.found: dict[str, list[str]] = {}

    def at(self, path: str) -> None:
        self.page.goto(self.url + path)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def look(self, name: str) -> None:
        """Note what axe and the width say of the page as it is."""
        self.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        self.page.wait_for_load_state("load")  # the style sheets are there
        beyond = overflow(self.page)
        wide = [f"trop large de {beyond}"] if beyond else []
        self.found[name] = [*axe_faults(self.page), *wide, *small_targets(self.page)]


@pytest.fixture
def served(tmp_path: Path, model: Path) -> Iterator[tuple[Site, Served]]:  # noqa: F811
    """Serve a site of its own."""
    site = build_site(tmp_path, model)
    with serving(site.app) as running:
        running.on_loop(add_people(site.house))
        yield site, running
        site.app.state.live.close()
        running.at_end(site.house.store.close)


async def held_case(site: Site) -> str:
    """Return a case held by the mediator."""
    _, case_id = await site.house.queued()
    token = await site.house.accounts.login("mediator@example.org", PASSWORD)
    person = await site.house.accounts.who(token or "")
    assert person
    assert await site.house.desk.claim(case_id, person.id)
    return case_id


def refer(walk: Walk, case_id: str) -> None:
    """From the case, refer to the place near home, then press the states."""
    page = walk.page
    walk.at(f"/mediation/cas/{case_id}")
    page.get_by_role("link", name="Orienter vers un partenaire").click()
    page.get_by_label("Quel organisme ?").select_option("caf")
    page.get_by_label("Près de quelle commune ?").fill("Bourgfictif")
    walk.press("Chercher")
    page.get_by_label("Caf fictive").check()
    walk.look("orienter")
    walk.press("Enregistrer l'orientation")
    expect(page.get_by_role("alert")).to_contain_text("Sans l'accord")
    walk.look("orienter sans accord")
    page.get_by_label("Caf fictive").check()
    page.get_by_label("J'ai dit à la personne").check()
    walk.press("Enregistrer l'orientation")
    expect(page.get_by_text("À envoyer")).to_be_visible()
    walk.press("Envoyée")
    expect(page.get_by_text("Envoyée, réponse attendue")).to_be_visible()
    walk.look("panneau")


def prepare(walk: Walk) -> None:
    """Prepare an appointment from the case and send it."""
    page = walk.page
    page.get_by_role("link", name="Préparer un rendez-vous").click()
    page.get_by_label("Pour quelle démarche").select_option("aide-fictive")
    walk.press("Chercher")
    page.get_by_label("Le lieu").fill("Salle fictive")
    page.get_by_label("Jour").fill("2026-12-01")
    page.get_by_label("Heure").fill("10:30")
    walk.look("préparer")
    walk.press("Préparer le rendez-vous")
    walk.look("rendez-vous")
    walk.press("Envoyer dans la conversation")
    expect(page.get_by_role("status")).to_contain_text("envoyé")
    walk.at("/mediation/suivi")
    expect(page.get_by_text("mardi 1er décembre")).to_be_visible()
    walk.look("suivi")


def keep(walk: Walk) -> str:
    """Answer the questionnaire, open a logbook from it; return its code."""
    page = walk.page
    walk.at("/mediation/diagnostic")
    page.get_by_label("Elle perd son emploi").check()
    page.get_by_label("Commune de la personne").fill("Bourgfictif")
    walk.press("Voir les propositions")
    page.get_by_label("Demander l'aide fictive").check()
    walk.look("questionnaire")
    walk.press("Ouvrir un carnet avec ces étapes")
    page.get_by_label("Ce que vous préparez ensemble").fill("Retrouver un emploi")
    page.get_by_label("J'ai lu avec la personne").check()
    walk.look("nouveau carnet")
    walk.press("Ouvrir le carnet")
    code = page.locator(".code").inner_text()
    walk.look("code")
    page.get_by_role("link", name="Continuer vers le carnet").click()
    walk.look("carnet du médiateur")
    walk.at("/mediation/carnets")
    walk.look("carnets")
    return code


def read(walk: Walk, code: str) -> None:
    """Open it by code as the resident, tick a step, take the access away, erase."""
    page = walk.page
    walk.at("/carnet")
    walk.look("code de la personne")
    page.get_by_label("Votre code").fill("1234")
    walk.press("Ouvrir mon carnet")
    walk.look("code faux")
    page.get_by_label("Votre code").fill(code)
    walk.press("Ouvrir mon carnet")
    walk.look("mon carnet")
    page.get_by_label("État de l'étape 1").select_option("done")
    page.get_by_role("button", name="Noter").first.click()
    expect(page.get_by_label("État de l'étape 1")).to_have_value("done")
    page.get_by_role("button", name="Retirer l'accès").click()
    expect(page.get_by_text("Vous seul, avec votre code")).to_be_visible()
    walk.press("Changer mon code")
    walk.look("nouveau code")
    page.get_by_role("link", name="Revenir à mon carnet").click()
    page.get_by_label("Je veux tout effacer").check()
    walk.press("Effacer mon carnet")
    expect(page.get_by_role("status")).to_contain_text("effacé")


@pytest.mark.parametrize("width", HEIGHTS)
def test_a_person_is_followed_from_the_case_to_their_own_logbook(
        served: tuple[Site, Served], browser: Browser, width: int) -> None:
    site, running = served
    size = {"width": width, "height": HEIGHTS[width]}
    case_id = running.on_loop(held_case(site))
    with profile(browser, viewport=size) as desk, profile(browser, viewport=size) as home:
        walk = Walk(sign_in(desk.new_page(), running.url, "mediator@example.org", PASSWORD,
                            "**/mediation"), running.url)
        refer(walk, case_id)
        prepare(walk)
        code = keep(walk)
        own = Walk(home.new_page(), running.url)
        read(own, code)
    assert {name: each for name, each in (walk.found | own.found).items() if each} == {}
