"""The team's own pages with the keyboard alone: account, report, accounts, journal."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import profile
from tests.channels.browser.keys import Keys
from tests.channels.browser.test_team_pages import Team, team, tool_model
from tests.channels.tools.conftest import PASSWORD

__all__ = ["team", "tool_model"]  # the fixtures
pytestmark = pytest.mark.browser
SIZES = [{"width": 360, "height": 740}, {"width": 1280, "height": 900}]
NEXT = "quatre autres mots ici"


def write_passwords(keys: Keys, current: str) -> None:
    """Ask for another password."""
    page = keys.page
    keys.write(page.get_by_label("Mot de passe actuel"), current)
    keys.write(page.get_by_label("Nouveau mot de passe"), NEXT)
    keys.write(page.get_by_label("Le même, encore une fois"), NEXT)
    keys.go(page.get_by_role("button", name="Changer le mot de passe"))


def change_password(keys: Keys) -> None:
    """A wrong password is said clearly beside its field; the right one changes it."""
    page = keys.page
    write_passwords(keys, "pas celui-là du tout")
    expect(page.get_by_role("alert")).to_contain_text("Ce n'est pas votre mot de passe actuel")
    expect(page.get_by_label("Mot de passe actuel")).to_have_accessible_description(
        re.compile("Vérifiez-le"))
    write_passwords(keys, PASSWORD)
    expect(page.get_by_role("status")).to_contain_text("Votre mot de passe est changé")


def choose_notices(keys: Keys) -> None:
    """Wish a sound, then tie Telegram."""
    page = keys.page
    keys.tick(page.get_by_label("Un son sur la page"))
    keys.go(page.get_by_role("button", name="Enregistrer"))
    expect(page.get_by_label("Un son sur la page")).to_be_checked()
    keys.go(page.get_by_role("button", name="Relier mon Telegram"))
    expect(page.locator(".code")).to_contain_text("/equipe")
    keys.go(page.get_by_role("link", name="Revenir à mon compte"))


def report(keys: Keys) -> None:
    """From the case, report that an entry is out of date, with a word of one's own."""
    page = keys.page
    keys.press(page.get_by_text("Ajouter une précision"))
    keys.write(page.get_by_label("Ce que la fiche devrait dire"), "Une proposition fictive")
    keys.press(page.get_by_role("button", name="Fiche périmée"))
    expect(page.get_by_text("C'est signalé à la rédaction")).to_be_in_viewport()
    keys.keeps_its_place("Fiche périmée")
    keys.go(page.get_by_role("link", name="Mes signalements"))
    expect(page.get_by_text("Fiche périmée : aide-fictive")).to_be_visible()


def add_person(keys: Keys) -> str:
    """Create an account; return the path by which the person chooses a password."""
    page = keys.page
    keys.write(page.get_by_label("Son adresse e-mail"), "neuve@example.org")
    keys.choose(page.get_by_label("Son rôle"), "Rédaction")
    keys.go(page.get_by_role("button", name="Créer le compte"))
    field = page.get_by_label("Adresse à donner")
    keys.reach(field)
    link = field.input_value()
    keys.go(page.get_by_role("link", name="Revenir aux comptes"))
    return "/" + link.split("/", 3)[3]


def arrive(keys: Keys, address: str) -> None:
    """As the new person, choose a password by the link and come in."""
    page = keys.page
    page.goto(address)
    keys.write(page.get_by_label("Mot de passe (12 caractères au moins)"), NEXT)
    keys.write(page.get_by_label("Le même, encore une fois"), NEXT)
    keys.go(page.get_by_role("button", name="Enregistrer et me connecter"))
    expect(page.get_by_role("main").get_by_role("link", name="Rédaction")).to_be_visible()


def change_people(keys: Keys) -> None:
    """Give someone another role, and close someone else's account."""
    page = keys.page
    for email, label, button, said in (
            ("mediator@example.org", "Évaluation", "Changer le rôle", "Le rôle est changé"),
            ("colleague@example.org", "", "Fermer ce compte", "Le compte est fermé")):
        row = page.get_by_role("listitem").filter(has_text=email)
        keys.press(row.locator("summary"))
        if label:
            keys.choose(row.get_by_label("Rôle"), label)
        keys.go(row.get_by_role("button", name=button))
        expect(page.get_by_role("status")).to_contain_text(said)


def read_journal(keys: Keys) -> None:
    """Keep the lines of one person and one action, and scroll in them."""
    page = keys.page
    keys.go(page.get_by_role("link", name="Journal", exact=True))
    keys.choose(page.get_by_label("Personne"), "neuve@example.org")
    keys.choose(page.get_by_label("Action"), "Connexion")
    keys.go(page.get_by_role("button", name="Chercher"))
    lines = page.get_by_role("region", name="Lignes du journal")
    expect(lines.locator("tbody tr")).to_have_count(1)
    keys.reach(lines)


@pytest.mark.parametrize("size", SIZES, ids=["360", "1280"])
def test_a_mediator_keeps_an_account_and_reports_with_the_keyboard_alone(
        team: Team, browser: Browser, size: dict[str, int]) -> None:
    case = team.case()
    with profile(browser, viewport=size) as made:
        keys = Keys(made.new_page())
        keys.sign_in(team.url, "mediator@example.org", PASSWORD)
        keys.go(keys.page.get_by_role("link", name="mediator@example.org"))
        change_password(keys)
        choose_notices(keys)
        keys.go(keys.page.get_by_role("link", name="Médiation"))
        keys.go(keys.page.locator(f'a.button[href="{case}"]'))
        report(keys)
    assert keys.faults == []


@pytest.mark.parametrize("size", SIZES, ids=["360", "1280"])
def test_an_administrator_manages_people_with_the_keyboard_alone(
        team: Team, browser: Browser, size: dict[str, int]) -> None:
    with profile(browser, viewport=size) as office, profile(browser, viewport=size) as home:
        keys, new = Keys(office.new_page()), Keys(home.new_page())
        keys.sign_in(team.url, "admin@example.org", PASSWORD)
        keys.go(keys.page.get_by_role("navigation", name="Équipe").get_by_role(
            "link", name="Comptes"))
        arrive(new, team.url + add_person(keys))
        change_people(keys)
        read_journal(keys)
    assert keys.faults + new.faults == []
