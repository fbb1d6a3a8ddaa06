"""The chat page in real Chromium on the real service."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.serving import Instance
from tests.channels.browser.looking import ask, axe_faults, overflow, small_targets

pytestmark = pytest.mark.real
ADDRESS = re.compile(r"^https://")
COST = re.compile("gratuit|prix|€", re.IGNORECASE)
JOB = "j'ai perdu mon boulot je fais quoi"
TALK = ((JOB, ".card"), ("et c'est où à Marvejols ?", ".card >> nth=1"),
        ("jai pa de quoi payé mon loyer", ".card >> nth=2"),
        ("on dort dehors ce soir avec les enfants", ".urgent--danger"),
        ("je veux parler à quelqu'un", ".consent"))


def unfold(page: Page) -> None:
    """Open every folded part."""
    for fold in page.locator("details").all():
        fold.evaluate("each => { each.open = true; }")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_empty_and_with_messages(
        browser: Browser, instance: Instance, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, locale="fr-FR", reduced_motion="reduce")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(instance.url)
    assert axe_faults(page) == []
    for words, seen in TALK:
        ask(page, words)
        expect(page.locator(seen).last).to_be_visible()
    unfold(page)
    assert axe_faults(page) == []
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_reflows_with_every_part_open(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    assert overflow(page) == 0
    for words, seen in TALK:
        ask(page, words)
        expect(page.locator(seen).last).to_be_visible()
    unfold(page)
    assert overflow(page) == 0
    assert small_targets(page) == []


def test_the_answer_card_says_what_is_needed(page: Page) -> None:
    ask(page, JOB)
    card = page.locator(".card")
    expect(card.get_by_role("heading", name="Qui s'occupe de quoi")).to_be_visible()
    expect(card.locator(".call__button")).to_contain_text("39 49")
    expect(card.locator(".call__note")).to_contain_text(COST)
    expect(card.locator(".card__sources")).to_contain_text("texte officiel du")
    expect(card.locator(".card__sources a").first).to_have_attribute("href", ADDRESS)
    expect(page.get_by_role("banner").get_by_role("button", name="Parler à une personne")
           ).to_be_visible()


def test_without_javascript_questions_are_answered_and_a_person_asked_for(
        browser: Browser, instance: Instance) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(instance.url)
    ask(page, JOB)
    expect(page.locator(".card")).to_contain_text("France Travail")
    ask(page, "et c'est où à Marvejols ?")
    expect(page.locator(".card").last).to_contain_text("Marvejols")
    page.get_by_role("banner").get_by_role("button", name="Parler à une personne").click()
    page.get_by_role("button", name="Oui, transmettre").click()
    expect(page.get_by_role("heading", name="Votre demande est transmise")).to_be_visible()
    page.get_by_role("button", name="Annuler ma demande").click()
    expect(page.locator(".item--system").last).to_contain_text("retirée")
    context.close()


def test_hostile_words_run_nothing(page: Page) -> None:
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda fault: ran.append(str(fault)))
    ask(page, "<script>alert(1)</script><img src=x onerror=alert(2)> mon loyer")
    expect(page.locator(".item--resident .said").first).to_contain_text("<script>alert(1)")
    page.reload()
    expect(page.locator(".item--resident .said").first).to_contain_text("<script>alert(1)")
    assert ran == []


def test_a_million_characters_get_a_sentence_on_the_page(page: Page) -> None:
    ask(page, "a" * 1_000_000)
    expect(page.get_by_role("status").first).to_contain_text("Dites l'essentiel")


def test_a_follow_up_button_of_the_card_answers(page: Page) -> None:
    ask(page, "comment demander le rsa")
    expect(page.locator(".card")).to_have_count(1)
    page.locator(".turn").last.locator("form.choices button").first.click()
    expect(page.locator(".turn")).to_have_count(2)
