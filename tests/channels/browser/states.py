"""Every page and state a resident can see, one after the other in one browser."""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.channels.browser.conftest import Site
from tests.channels.browser.looking import ask

PAGES = ("/themes/travail", "/themes/travail/perdu", "/fiches/aide-fictive",
         "/fiches/aide-fictive?facile=1", "/fiches/aide-fictive/imprimer", "/parcours",
         "/parcours/je-teste", "/agenda", "/reprendre", "/mentions-legales",
         "/donnees-personnelles", "/accessibilite", "/page-inconnue", "/lieu/bon-jeton")
FRENCH_VOICE = """
Object.defineProperty(window, 'speechSynthesis', {value: {
  getVoices: () => [{lang: 'fr-FR', localService: true}], addEventListener() {},
  cancel() {}, speak(each) { (window.said = window.said || []).push(each.text); }}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


def every_state(page: Page, site: Site) -> Iterator[str]:
    """Yield the name of each state once the page shows it."""
    page.goto(site.url)
    yield "first page"
    for path in PAGES:
        page.goto(f"{site.url}{path}")
        yield path
    page.goto(site.url)
    for words, seen in (("j'ai perdu mon travail", "#later"), ("on dort dehors", ".urgent"),
                        ("أين أنام؟", "[lang=ar]"), ("deux choses", ".needs"),
                        ("une personne", ".consent")):
        ask(page, words)
        expect(page.locator(seen).last).to_be_visible()
    page.get_by_role("button", name="Non", exact=True).first.click()
    expect(page.get_by_role("button", name="Ce n'est pas clair")).to_be_focused()
    for fold in page.locator("details").all():
        fold.evaluate("each => { each.open = true; }")
    yield "conversation"
    page.get_by_role("button", name="Oui, transmettre").click()
    expect(page.locator(".waiting")).to_be_visible()
    yield "waiting"
    page.goto(f"{site.url}/chat/fiches/turn1")
    yield "paper"
    page.goto(f"{site.url}/#dernier")
    page.get_by_role("button", name="Continuer sur un autre appareil").click()
    expect(page.get_by_text("1234 5678")).to_be_visible()
    yield "code"
    page.goto(f"{site.url}/reprendre")
    page.get_by_label("Votre code").fill("0")
    page.get_by_role("button", name="Reprendre").click()
    expect(page.get_by_role("alert")).to_be_visible()
    yield "wrong code"
    site.web.comfort.asks_about = "aide-fictive"
    page.goto(f"{site.url}/?poste=1")
    page.goto(f"{site.url}/?poste=0")
    ask(page, "mon travail")
    expect(page.locator(".card")).to_be_visible()
    page.goto(site.url)
    expect(page.get_by_role("heading", name="Avez-vous pu faire la démarche")).to_be_visible()
    yield "news"
    site.web.comfort.asks_about = None
    page.get_by_role("button", name="Répondre toujours en mots simples").click()
    expect(page.get_by_text("La réponse complète").first).to_be_visible()
    yield "easy"
    ask(page, "il me frappe")
    expect(page.locator(".safe")).to_be_visible()
    yield "violence"
    page.goto(site.url)
    expect(page.get_by_role("button", name="Afficher ma conversation")).to_be_visible()
    yield "hidden"
    page.goto(f"{site.url}/?poste=1")
    expect(page.get_by_role("button", name="Terminer")).to_be_visible()
    yield "shared computer"
