"""Tiles, paper, discretion, codes and easy French in real Chromium on the real service."""

import pytest
from playwright.sync_api import Browser, Page, expect

from channels.themes import tiles
from evals.serving import Instance
from tests.channels.browser.looking import ask, axe_faults, overflow

pytestmark = pytest.mark.real
VIOLENCE = "mon mari me frappe"


def test_without_javascript_every_tile_leads_to_choices_then_to_a_card(
        browser: Browser, instance: Instance) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR",
                                  viewport={"width": 320, "height": 640})
    context.set_default_timeout(20_000)
    page = context.new_page()
    for tile in tiles():
        page.goto(instance.url)
        page.get_by_role("link", name=tile.label, exact=True).click()
        expect(page.locator(".tile")).to_have_count(len(tile.choices))
        with page.expect_navigation():
            page.locator(".tile").first.click()
        if "/themes/" in page.url:
            page.locator(".tile").first.click()
        expect(page.locator(".card .card__sources")).to_be_visible()
        assert overflow(page) == 0
    context.close()


def test_a_card_goes_on_paper_in_easy_french(page: Page, instance: Instance) -> None:
    page.goto(f"{instance.url}/fiches/rsa?facile=1")
    assert axe_faults(page) == []
    page.get_by_role("link", name="Fiche à emporter").click()
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    expect(page.locator(".ticks li").first).to_be_visible()
    assert axe_faults(page) == []


def test_after_violence_it_is_hidden_then_shown_by_choice_and_moved_by_code(
        page: Page, browser: Browser, instance: Instance) -> None:
    ask(page, VIOLENCE)
    expect(page.locator(".safe")).to_contain_text("114")
    assert axe_faults(page) == []
    page.goto(instance.url)
    expect(page.locator(".turn")).to_have_count(0)
    page.get_by_role("button", name="Continuer sur un autre appareil").click()
    code = page.locator(".code").inner_text()
    phone = browser.new_context(locale="fr-FR")
    there = phone.new_page()
    there.goto(f"{instance.url}/reprendre")
    there.get_by_label("Votre code").fill(code)
    there.get_by_role("button", name="Reprendre").click()
    there.get_by_role("button", name="Afficher ma conversation").click()
    expect(there.locator(".safe")).to_be_visible()
    page.goto(instance.url)
    expect(page.get_by_role("button", name="Afficher ma conversation")).to_have_count(0)
    phone.close()


def test_a_shared_computer_erases_the_conversation_at_the_end(page: Page, instance: Instance
                                                              ) -> None:
    page.goto(f"{instance.url}/?poste=1")
    ask(page, "je veux demander le rsa")
    expect(page.locator(".card")).to_be_visible()
    page.get_by_role("button", name="Terminer").click()
    expect(page.get_by_text("C'est terminé.")).to_be_visible()
    page.go_back()
    expect(page.locator(".turn")).to_have_count(0)
