"""A resident and a mediator in two browsers, talking live."""

import pytest
from playwright.sync_api import Page, expect

from tests.channels.browser.conftest import Site
from tests.channels.browser.looking import ask, axe_faults, overflow, small_targets

pytestmark = pytest.mark.browser


def hand_over(page: Page, site: Site) -> None:
    """Ask for a person on the resident's page, and agree."""
    page.goto(site.url)
    ask(page, "j'ai perdu mon travail")
    expect(page.locator(".card")).to_have_count(1)
    page.get_by_role("banner").get_by_role("button", name="Parler à une personne").click()
    page.get_by_role("button", name="Oui, transmettre").click()
    expect(page.locator(".waiting")).to_be_visible()


def test_a_mediator_claims_and_both_talk_live(page: Page, mediator: Page, site: Site) -> None:
    hand_over(page, site)
    expect(mediator.get_by_text("En attente (1)")).to_be_visible()
    mediator.get_by_role("button", name="Prendre").click()
    mediator.get_by_label("Votre réponse à la personne").fill("Bonjour, je suis là.")
    mediator.get_by_role("button", name="Envoyer").click()
    expect(page.locator(".item--mediator")).to_contain_text("Bonjour, je suis là.")
    expect(mediator.locator(".item--mediator")).to_contain_text("Bonjour, je suis là.")
    expect(mediator.get_by_label("Votre réponse à la personne")).to_have_value("")
    ask(page, "merci, voici [téléphone]")
    expect(mediator.locator(".item--resident").last).to_contain_text("merci, voici")
    seqs = mediator.locator(".item").evaluate_all("all => all.map(each => each.id)")
    assert len(seqs) == len(set(seqs))
    mediator.get_by_text("Terminer l'échange").click()
    mediator.get_by_label("La question est réglée").check()
    mediator.get_by_role("button", name="Terminer", exact=True).click()
    expect(mediator.get_by_text("En attente (0)")).to_be_visible()
    assert site.web.house.results == ["resolved"]


def test_what_the_resident_says_rings_at_the_desk(page: Page, mediator: Page, site: Site) -> None:
    hand_over(page, site)
    with mediator.expect_navigation():
        mediator.get_by_role("button", name="Prendre").click()
    mediator.evaluate("""window.rings = 0;
        document.body.addEventListener("rung", () => { window.rings += 1; })""")
    ask(page, "je suis toujours là")
    expect(mediator.locator(".item--resident").last).to_contain_text("je suis toujours là")
    mediator.wait_for_function("window.rings > 0")


def test_masked_words_appear_on_click(page: Page, mediator: Page, site: Site) -> None:
    hand_over(page, site)
    ask(page, "appelez-moi au [téléphone]")
    expect(mediator.get_by_role("button", name="Prendre")).to_be_visible()
    items = site.web.house.talks["conversation1"].items
    site.web.house.sealed_seq = next(item.seq for item in items if item.has_sealed_words)
    mediator.get_by_role("button", name="Prendre").click()
    mediator.get_by_role("button", name="Voir les mots masqués").click()
    expect(mediator.get_by_text("04 00 00 00 99")).to_be_visible()


def test_the_desk_is_accessible_and_fits_a_phone(page: Page, mediator: Page, site: Site) -> None:
    hand_over(page, site)
    expect(mediator.get_by_role("button", name="Prendre")).to_be_visible()
    for _ in range(2):
        assert axe_faults(mediator) == []
        assert overflow(mediator) == 0
        assert small_targets(mediator) == []
        if mediator.get_by_role("button", name="Prendre").count():
            mediator.get_by_role("button", name="Prendre").click()
            expect(mediator.get_by_label("Votre réponse à la personne")).to_be_visible()


def test_the_sign_in_page_is_accessible(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/connexion")
    assert axe_faults(page) == []
    page.get_by_label("Adresse e-mail").fill("x@example.org")
    page.get_by_label("Mot de passe").fill("faux")
    page.get_by_role("button", name="Me connecter").click()
    expect(page.get_by_role("alert")).to_contain_text("ne vont pas ensemble")
    assert axe_faults(page) == []


def test_an_ended_session_leads_back_to_the_sign_in_page(mediator: Page, site: Site) -> None:
    site.web.accounts.sessions.clear()
    mediator.wait_for_url("**/connexion")


def test_a_case_taken_away_is_seen_at_once(page: Page, mediator: Page, site: Site) -> None:
    hand_over(page, site)
    mediator.get_by_role("button", name="Prendre").click()
    mediator.get_by_label("Votre réponse à la personne").fill("Bonjour")
    mediator.wait_for_load_state()  # its scripts then send without leaving the page
    site.on_loop(site.web.house.release("case1", "mediator"))
    site.on_loop(site.web.house.claim("case1", "colleague"))
    mediator.get_by_role("button", name="Envoyer").click()
    expect(mediator.get_by_text("Un ou une collègue suit cette demande.")).to_be_visible()
    assert page.locator(".item--mediator").count() == 0
