"""Photographs the chat and the desk for the documentation. Run by hand, it is no check:

    var/venv-app/bin/python -m pytest tests/chain/screenshots.py
"""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from evals.serving import Instance
from tests.channels.browser.looking import ask

FOLDER = Path(__file__).resolve().parents[2] / "docs/screenshots"
LARGEST_BYTES = 150_000
JOB = "j'ai perdu mon boulot je fais quoi"


def open_chat(browser: Browser, instance: Instance, width: int, height: int) -> Page:
    """Open the chat in a fresh profile and ask the most asked question."""
    page = browser.new_page(viewport={"width": width, "height": height}, locale="fr-FR",
                            reduced_motion="reduce")
    page.goto(instance.url)
    ask(page, JOB)
    expect(page.locator(".card")).to_be_visible(timeout=20_000)
    page.wait_for_timeout(500)
    return page


def photograph(page: Page, name: str, is_whole: bool = False) -> None:
    """Write one picture of what the window shows, or of the whole page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, full_page=is_whole)
    assert path.stat().st_size <= LARGEST_BYTES, name


def test_photograph_the_chat_and_the_desk(browser: Browser, instance: Instance,
                                          desk: Page) -> None:
    photograph(open_chat(browser, instance, 360, 1180), "conversation-mobile")
    page = open_chat(browser, instance, 1280, 800)
    photograph(page, "conversation-ordinateur")
    page.get_by_role("banner").get_by_role("button", name="Parler à une personne").click()
    page.get_by_role("button", name="Oui, transmettre").click()
    expect(page.locator(".waiting")).to_be_visible()
    desk.reload()
    photograph(desk, "mediation-file")
    desk.get_by_role("button", name="Prendre").click()
    desk.get_by_label("Votre réponse à la personne").fill("Bonjour, je regarde avec vous.")
    desk.get_by_role("button", name="Envoyer").click()
    expect(desk.locator(".item--mediator")).to_be_visible()
    expect(page.locator(".item--mediator")).to_be_visible(timeout=10_000)
    ask(page, "merci, je suis à Marvejols")
    expect(desk.locator(".item--resident").last).to_contain_text("Marvejols")
    photograph(desk, "mediation-echange")
