"""Photographs the first page, the tiles, a sheet and what protects a reader. No check, by hand:

    var/venv-app/bin/python -m pytest tests/chain/screenshots_trust.py
"""

from playwright.sync_api import Browser, expect

from evals.serving import Instance
from tests.chain.screenshots import photograph
from tests.channels.browser.looking import ask

SIZES = (("mobile", 360, 740), ("ordinateur", 1280, 800))
PAGES = (("accueil", "/"), ("image-choix", "/themes/logement"),
         ("fiche-simple", "/fiches/rsa?facile=1"), ("fiche-a-emporter", "/fiches/rsa/imprimer"),
         ("accessibilite", "/accessibilite"), ("reprendre", "/reprendre"))


def test_photograph_what_a_resident_can_open(browser: Browser, instance: Instance) -> None:
    for size, width, height in SIZES:
        page = browser.new_page(viewport={"width": width, "height": height}, locale="fr-FR",
                                reduced_motion="reduce")
        for name, path in PAGES:
            page.goto(f"{instance.url}{path}")
            photograph(page, f"{name}-{size}")
        page.goto(instance.url)
        ask(page, "mon mari me frappe")
        expect(page.locator(".safe")).to_be_visible(timeout=20_000)
        photograph(page, f"parler-sans-risque-{size}")
        page.goto(instance.url)
        photograph(page, f"conversation-cachee-{size}")
        page.goto(f"{instance.url}/?poste=1")
        photograph(page, f"poste-partage-{size}")
        page.close()
    dark = browser.new_page(viewport={"width": 360, "height": 740}, locale="fr-FR",
                            color_scheme="dark")
    dark.goto(instance.url)
    photograph(dark, "accueil-sombre-mobile")
    dark.close()
