"""The follow-up with the keyboard alone: a referral, an appointment, a logbook and its owner."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import Served, profile
from tests.channels.browser.keys import Keys
from tests.channels.browser.test_follow_up import HEIGHTS, held_case, model, served
from tests.channels.follow_up.conftest import PASSWORD, Site

__all__ = ["model", "served"]  # the fixtures
pytestmark = pytest.mark.browser


def refer(keys: Keys) -> None:
    """From the case, refer to a partner: refused without a yes, then recorded and sent."""
    page = keys.page
    keys.go(page.get_by_role("link", name="Orienter vers un partenaire"))
    keys.choose(page.get_by_label("Quel organisme ?"), "CAF")
    keys.write(page.get_by_label("Près de quelle commune ?"), "Bourgfictif")
    keys.go(page.get_by_role("button", name="Chercher"))
    keys.tick(page.get_by_label("Caf fictive"))
    keys.go(page.get_by_role("button", name="Enregistrer l'orientation"))
    expect(page.get_by_role("alert")).to_contain_text("Sans l'accord")
    keys.tick(page.get_by_label("Caf fictive"))
    keys.tick(page.get_by_label("La personne concernée, elle-même"))
    keys.choose(page.get_by_label("Comment le oui a-t-il été dit ?"), "par téléphone")
    keys.tick(page.get_by_label("J'ai dit à la personne"))
    keys.go(page.get_by_role("button", name="Enregistrer l'orientation"))
    expect(page.get_by_text("À envoyer")).to_be_visible()
    keys.go(page.get_by_role("button", name="Envoyée", exact=True))
    expect(page.get_by_text("Envoyée, réponse attendue")).to_be_visible()


def prepare(keys: Keys) -> None:
    """From the case, prepare an appointment and send it in the conversation."""
    page = keys.page
    keys.go(page.get_by_role("link", name="Préparer un rendez-vous"))
    keys.choose(page.get_by_label("Pour quelle démarche"), "Demander l'aide fictive")
    keys.go(page.get_by_role("button", name="Chercher"))
    keys.write(page.get_by_label("Le lieu"), "Salle fictive")
    keys.write(page.get_by_label("Jour"), "12122026")  # whichever of day and month comes first
    keys.write(page.get_by_label("Heure"), "1030A")  # « A » for a clock of twelve hours
    keys.go(page.get_by_role("button", name="Préparer le rendez-vous"))
    keys.go(page.get_by_role("button", name="Envoyer dans la conversation"))
    expect(page.get_by_role("status")).to_contain_text("envoyé")
    keys.go(page.get_by_role("link", name="Suivi", exact=True))
    expect(page.get_by_text("samedi 12 décembre")).to_be_visible()


def keep(keys: Keys) -> str:
    """Answer the questionnaire, open a logbook from it; return its code."""
    page = keys.page
    keys.go(page.get_by_role("link", name="Questionnaire d'entrée"))
    keys.tick(page.get_by_label("Rien à regarder"))
    keys.tick(page.get_by_label("Elle perd son emploi"))
    keys.write(page.get_by_label("Commune de la personne"), "Bourgfictif")
    keys.go(page.get_by_role("button", name="Voir les propositions"))
    keys.tick(page.get_by_label("Demander l'aide fictive"))
    keys.go(page.get_by_role("button", name="Ouvrir un carnet avec ces étapes"))
    keys.write(page.get_by_label("Ce que vous préparez ensemble"), "Retrouver un emploi")
    keys.tick(page.get_by_label("J'ai lu avec la personne"))
    keys.go(page.get_by_role("button", name="Ouvrir le carnet"))
    code = page.locator(".code").inner_text()
    keys.go(page.get_by_role("link", name="Continuer vers le carnet"))
    expect(page.get_by_role("heading", name="Retrouver un emploi")).to_be_visible()
    return code


def work_on_it(keys: Keys) -> None:
    """As the mediator, add a step, unfold how long it lasts and make it last."""
    page = keys.page
    keys.write(page.get_by_label("Ajouter une étape"), "Écrire un CV fictif")
    keys.go(page.get_by_role("button", name="Ajouter", exact=True))
    expect(page.get_by_text("Écrire un CV fictif")).to_be_visible()
    keys.press(page.get_by_text("Prolonger de 6 mois"))
    keys.tick(page.get_by_label("La personne est d'accord pour le garder"))
    keys.go(page.get_by_role("button", name="Prolonger", exact=True))
    keys.go(page.get_by_role("link", name="Tous vos carnets"))
    expect(page.get_by_role("link", name="Retrouver un emploi")).to_be_visible()


def enter_code(keys: Keys, code: str) -> None:
    """Open the logbook by its code."""
    keys.write(keys.page.get_by_label("Votre code"), code)
    keys.go(keys.page.get_by_role("button", name="Ouvrir mon carnet"))


def own(keys: Keys, code: str) -> None:
    """As the resident: open it, note a step done, take the access away, change the code, erase."""
    page = keys.page
    enter_code(keys, "1234")
    expect(page.get_by_role("alert")).to_be_visible()
    enter_code(keys, code)
    state = page.get_by_label("État de l'étape 1")
    keys.choose(state, "Fait")
    keys.go(page.get_by_role("button", name="Noter l'état de l'étape 1"))
    expect(state).to_have_value("done")
    keys.go(page.get_by_role("button", name="Retirer l'accès"))
    expect(page.get_by_text("Vous seul, avec votre code")).to_be_visible()
    keys.press(page.get_by_text("Qui a ouvert ce carnet ?"))
    expect(page.get_by_text("mediator@example.org").first).to_be_visible()
    keys.go(page.get_by_role("button", name="Changer mon code"))
    new = page.locator(".code").inner_text()
    keys.go(page.get_by_role("link", name="Revenir à mon carnet"))
    keys.go(page.get_by_role("button", name="Fermer mon carnet"))
    enter_code(keys, new)
    keys.tick(page.get_by_label("Je veux tout effacer"))
    keys.go(page.get_by_role("button", name="Effacer mon carnet"))
    expect(page.get_by_role("status")).to_contain_text("effacé")


@pytest.mark.parametrize("width", HEIGHTS)
def test_the_follow_up_is_done_with_the_keyboard_alone(
        served: tuple[Site, Served], browser: Browser, width: int) -> None:
    site, running = served
    size = {"width": width, "height": HEIGHTS[width]}
    case_id = running.on_loop(held_case(site))
    with profile(browser, viewport=size) as desk, profile(browser, viewport=size) as home:
        keys = Keys(desk.new_page())
        keys.sign_in(running.url, "mediator@example.org", PASSWORD)
        keys.go(keys.page.locator(f"#ouvrir-{case_id}"))
        refer(keys)
        prepare(keys)
        code = keep(keys)
        work_on_it(keys)
        own_keys = Keys(home.new_page())
        own_keys.page.goto(f"{running.url}/carnet")
        own(own_keys, code)
    assert keys.faults + own_keys.faults == []
