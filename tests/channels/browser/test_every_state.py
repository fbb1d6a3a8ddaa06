"""Accessibility of every resident page and state: axe, reflow, zoom, contrast modes, weight."""

import pytest
from playwright.sync_api import Browser, expect

from channels import themes
from channels.themes import Choice, Tile
from tests.channels.browser.conftest import Site
from tests.channels.browser.looking import axe_faults, overflow, small_targets
from tests.channels.browser.states import FRENCH_VOICE, every_state

pytestmark = pytest.mark.browser
ZOOMED = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %
LARGEST_BYTES = 60_000


@pytest.fixture
def two_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one choice of the tiles keep two entries over the fictitious base."""
    real = themes.tiles()
    choice = Choice("perdu", "J'ai perdu mon travail", "box", ("aide-fictive", "aide-fictive"))
    work = Tile("travail", "Travail", "briefcase", (choice, *real[0].choices[1:]))
    monkeypatch.setattr(themes, "tiles", lambda: (work, *real[1:]))


@pytest.mark.usefixtures("two_entries")
def test_axe_finds_nothing_and_everything_fits_at_400_percent(browser: Browser, site: Site
                                                              ) -> None:
    context = browser.new_context(locale="fr-FR", reduced_motion="reduce")
    context.set_default_timeout(20_000)
    context.add_init_script(FRENCH_VOICE)
    page = context.new_page()
    found: dict[str, object] = {}
    for state in every_state(page, site):
        page.set_viewport_size({"width": 1280, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found[f"{state}, {scheme}"] = axe_faults(page)
        page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
        found[f"{state}, 400 %"] = [overflow(page)] if overflow(page) else []
        found[f"{state}, targets"] = small_targets(page)
        expect(page.get_by_role("link", name="Quitter vite")).to_be_in_viewport()
    context.close()
    assert len(found) > 80
    assert {state: faults for state, faults in found.items() if faults} == {}


def test_in_forced_colours_every_control_keeps_an_edge(browser: Browser, site: Site) -> None:
    context = browser.new_context(forced_colors="active", locale="fr-FR")
    page = context.new_page()
    page.goto(site.url)
    bare = page.locator(".tile, .button, .choice").evaluate_all(
        "all => all.filter(each => getComputedStyle(each).borderTopStyle === 'none').length")
    assert bare == 0
    assert axe_faults(page) == []
    context.close()


def test_the_first_view_weighs_less_than_60_kb_and_asks_nobody_else(
        browser: Browser, site: Site) -> None:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    weights: list[float] = []
    asked: list[str] = []
    wire.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.on("request", lambda request: asked.append(request.url))
    wire.send("Network.enable")
    page.goto(site.url, wait_until="networkidle")
    assert len(weights) == len(asked) > 8
    assert sum(weights) <= LARGEST_BYTES
    assert [url for url in asked if not url.startswith(site.url)] == []
    context.close()
