"""What the people of the whole-life test do, in their own browsers or chats, and its pictures."""

import sqlite3
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from evals.serving import Instance
from tests.browsing import profile, sign_in

PASSWORD = "un mot de passe fictif"
ALIX, BEA = "alix.fictive@example.org", "bea.fictive@example.org"
WAIT_MS = 20_000
PATIENCE_MS = 15_000
LARGEST_BYTES = 150_000
ANSWER = "Votre réponse à la personne"


@dataclass
class Stage:
    """The service, a browser, and where the pictures go."""

    instance: Instance
    browser: Browser
    pictures: Path
    stack: ExitStack
    taken: int = 0

    def resident(self) -> Page:
        """Return a resident's phone, open on the service."""
        page = self.stack.enter_context(profile(
            self.browser, WAIT_MS, viewport={"width": 390, "height": 800})).new_page()
        page.goto(self.instance.url)
        return page

    def mediator(self, email: str) -> tuple[BrowserContext, Page]:
        """Return a mediator's browser, signed in and available."""
        context = self.stack.enter_context(profile(
            self.browser, WAIT_MS, viewport={"width": 1280, "height": 900}))
        page = sign_in(context.new_page(), self.instance.url, email, PASSWORD, "**/mediation")
        if page.get_by_role("button", name="Je suis disponible").count():
            page.get_by_role("button", name="Je suis disponible").click()
        expect(page.get_by_text("Vous êtes disponible.")).to_be_visible()
        return context, page

    def count_at_return(self, email: str) -> int:
        """Return how many cases the bell counts for a mediator who signs in, no page seen yet."""
        url = self.instance.url
        with profile(self.browser, WAIT_MS) as context:
            context.request.post(f"{url}/connexion", headers={"Origin": url},
                                 form={"email": email, "password": PASSWORD})
            return int(context.request.get(f"{url}/mediation/avis").json()["count"])

    def notices_of(self, email: str, case_id: str) -> set[str]:
        """Return the kinds of notices written for a mediator about a case."""
        with closing(self._database()) as db:
            rows = db.execute("SELECT kind FROM staff_notices JOIN accounts ON accounts.id = "
                              "account_id WHERE email = ? AND case_id = ?", (email, case_id))
            return {row[0] for row in rows}

    def _database(self) -> sqlite3.Connection:
        return sqlite3.connect(self.instance.data / "qui-fait-quoi.db", timeout=10)

    def picture(self, page: Page, name: str) -> None:
        """Photograph what a window shows, in the order of the story."""
        self.taken += 1
        self.pictures.mkdir(parents=True, exist_ok=True)
        path = self.pictures / f"{self.taken:02d}-{name}.png"
        page.screenshot(path=path)
        assert path.stat().st_size <= LARGEST_BYTES, name

    def a_minute_passes(self, email: str, case_id: str) -> None:
        """Set back by 61 s when this mediator was last seen and took the case."""
        before = (datetime.now(UTC) - timedelta(seconds=61)).strftime("%Y-%m-%d %H:%M:%S.%f")
        with closing(self._database()) as db:
            db.execute("UPDATE accounts SET last_seen_at = ? WHERE email = ?", (before, email))
            db.execute("UPDATE cases SET claimed_at = ? WHERE id = ?", (before, case_id))
            db.commit()


def is_told(page: Page, words: str, who: str = "system") -> None:
    """Wait until the resident's page says it."""
    expect(page.locator(f".item--{who}", has_text=words).last).to_be_visible(timeout=PATIENCE_MS)


def agree(page: Page, *, struck: str = "") -> None:
    """Agree to be handed over, one line of the brief struck out when asked."""
    page.get_by_role("banner").get_by_role("button", name="Parler à une personne").click()
    expect(page.locator(".consent")).to_be_visible()
    if struck:
        page.locator(".consent").get_by_label(struck).uncheck()


def transmit(page: Page) -> None:
    """Send the brief."""
    page.get_by_role("button", name="Oui, transmettre").click()
    expect(page.get_by_role("heading", name="Votre demande est transmise")).to_be_visible()


def waiting(desk: Page, rank: int = 0) -> str:
    """Return the id of a case on the list of those who wait."""
    button = desk.locator("[id^=prendre-]").nth(rank)
    expect(button).to_be_visible(timeout=PATIENCE_MS)
    return str(button.get_attribute("id")).removeprefix("prendre-")


def race(case_id: str, *desks: Page) -> tuple[Page, Page]:
    """Make both mediators click at the same moment; return who got it, and who did not."""
    at = desks[0].evaluate("Date.now() + 1500")
    for desk in desks:
        expect(desk.locator(f"#prendre-{case_id}")).to_be_visible(timeout=PATIENCE_MS)
        desk.evaluate("""([id, at]) => { window.setTimeout(
            () => document.getElementById(`prendre-${id}`).click(), at - Date.now()); }""",
                      [case_id, at])
    for desk in desks:
        desk.wait_for_url(f"**/mediation/cas/{case_id}*")
    first, second = desks
    return (first, second) if first.get_by_label(ANSWER).count() else (second, first)


def take(desk: Page, case_id: str) -> None:
    """Take a case from the list."""
    desk.goto(desk.url.split("/mediation")[0] + "/mediation")
    desk.locator(f"#prendre-{case_id}").click()
    expect(desk.get_by_label(ANSWER)).to_be_visible()


def write(desk: Page, words: str) -> None:
    """Write to the resident from the desk."""
    desk.get_by_label(ANSWER).fill(words)
    desk.get_by_role("button", name="Envoyer", exact=True).click()
    expect(desk.locator(".item--mediator", has_text=words)).to_be_visible()


def reads(desk: Page, words: str) -> None:
    """Wait until the desk's page shows what the resident said."""
    said: Locator = desk.locator(".item--resident", has_text=words)
    expect(said.last).to_be_visible(timeout=PATIENCE_MS)
    assert said.count() == 1


def give(desk: Page, email: str) -> None:
    """Give the case to a colleague."""
    desk.get_by_text("Confier à un ou une collègue").click()
    choice = desk.get_by_label("À qui ?")
    value = choice.locator("option", has_text=email).get_attribute("value")
    choice.select_option(value)
    desk.get_by_role("button", name="Confier la demande").click()
    desk.wait_for_url("**/mediation")


def refer(desk: Page) -> None:
    """Refer the person to the CAF, with the agreement they gave in the conversation."""
    desk.get_by_role("link", name="Orienter vers un partenaire").click()
    desk.get_by_label("Quel organisme ?").select_option("caf")
    desk.get_by_role("button", name="Chercher").click()
    desk.get_by_text("sans lieu précis").click()
    desk.locator("input[name=subject][value=self]").check()
    desk.locator("input[name=agreed_by][value=person]").check()
    desk.get_by_label("Comment le oui a-t-il été dit ?").select_option("chat")
    desk.get_by_label("J'ai dit à la personne concernée").check()
    desk.get_by_role("button", name="Enregistrer l'orientation").click()
    expect(desk.locator(".followed__name")).to_be_visible()


def close(desk: Page, result: str) -> None:
    """End the exchange."""
    desk.get_by_text("Terminer l'échange").click()
    desk.get_by_label(result).check()
    desk.get_by_role("button", name="Terminer", exact=True).click()
    desk.wait_for_url("**/mediation")


