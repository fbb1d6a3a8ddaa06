"""What browser tests look at: accessibility faults, width, size of targets."""

import json
from pathlib import Path

from playwright.sync_api import Page, Request, TimeoutError

MODULES = Path(__file__).resolve().parents[3] / "node_modules"
DRAWINGS = 10  # a tenth of a second each: a style sheet may come just after the page
COMPOSER = "Votre question ou votre situation"
LEAVES_MS = 5_000
SMALL_TARGETS = """() => Array.from(document.querySelectorAll(
    'button, summary, textarea, .button, .call__button, .urgent__call, .tick'))
  .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 44)
  .map((each) => each.outerHTML.slice(0, 80))"""


def faults(page: Page) -> list[str]:
    """Return what is wrong with a page: accessibility, small targets, width."""
    found = axe_faults(page) + small_targets(page)
    wider = overflow(page)
    return [*found, f"plus large que la fenêtre de {wider} px"] if wider else found


def axe_faults(page: Page) -> list[str]:
    """Return what axe finds on the page, in French, one line a fault."""
    page.wait_for_load_state("load")
    page.evaluate((MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    locale = json.loads((MODULES / "axe-core/locales/fr.json").read_text(encoding="utf-8"))
    found = page.evaluate(
        "async (locale) => { axe.configure({locale}); return (await axe.run()).violations; }",
        locale)
    return [f"{each['id']} : {each['help']} — {each['nodes'][0]['html'][:160]}" for each in found]


def overflow(page: Page) -> int:
    """Return how many pixels the page is wider than the window, once it is drawn."""
    page.wait_for_load_state("load")
    wider = 0
    for _ in range(DRAWINGS):
        wider = int(page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        if wider == 0:
            break
        page.wait_for_timeout(100)
    return wider


def small_targets(page: Page) -> list[str]:
    """Return the controls less than 44 pixels high."""
    return list(page.evaluate(SMALL_TARGETS))


def ask(page: Page, words: str) -> None:
    """Write in the composer and send; again once, as people do, if nothing left the page.

    Chromium drops a click that comes before a busy machine has drawn the page. A message that
    left and failed is not sent again: that would hide a fault of the page.
    """
    page.get_by_label(COMPOSER).fill(words)
    for _ in range(2):
        try:
            with page.expect_request(_is_sent, timeout=LEAVES_MS):
                page.get_by_role("button", name="Envoyer").click()
        except TimeoutError:
            continue
        return
    raise AssertionError("« Envoyer » was pressed twice and no message left the page")


def _is_sent(request: Request) -> bool:
    return request.method == "POST"


def ask_without_script(page: Page, words: str) -> None:
    """Write and send where no script runs, and wait for the page that comes."""
    with page.expect_navigation():
        ask(page, words)
