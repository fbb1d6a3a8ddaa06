"""Asked on the resident's page without scripts, done at the desk: the words on both sides."""

import re

import pytest

from tests.channels.callbacks.conftest import Office

NUMBER = "06 39 98 12 34"
PHONE, DESK = "Être rappelé·e par téléphone", "Venir à l'accueil (avec un code)"


def agreed(office: Office) -> str:
    """Ask for a person and agree; return the page."""
    office.send(text="mon loyer")
    page = office.send(choice="handoff:offer")
    assert "Pour qui ?" in page
    return office.press(page, "Oui, transmettre")


def called_back(office: Office) -> str:
    """Ask to be called; return the page."""
    page = office.press(agreed(office), PHONE)
    assert 'type="tel"' in page
    return office.send(text=NUMBER)


def case_of(page: str) -> str:
    """Return the case of the first row of the list."""
    found = re.search(r"/mediation/cas/(\w+)", page)
    assert found
    return found[1]


def test_the_number_typed_is_never_shown_back(office: Office) -> None:
    page = called_back(office)
    assert "Téléphone finissant par 34" in page
    assert "39 98 12" not in page
    assert "0639981234" not in page
    assert "[masqué]" not in page
    page = office.press(page, "Le matin")
    assert "Un rappel est demandé" in page
    assert "le matin" in page


def test_the_request_can_be_cancelled_from_the_top_of_the_page(office: Office) -> None:
    page = called_back(office)
    page = office.press(page, "Annuler le rappel")
    assert "vos coordonnées sont effacées" in page
    assert "Un rappel est demandé" not in page


def test_the_desk_way_shows_the_code_the_day_and_no_form(office: Office) -> None:
    page = office.press(agreed(office), DESK)
    assert "Quand : mardi 24 novembre" in page
    assert len(re.findall(r'class="code">(\d{6})<', page)) == 2
    assert "Vous avez choisi de venir à l'accueil" in page


def test_the_list_reveals_to_the_holder_only_counts_and_ends(office: Office) -> None:
    called_back(office)
    office.sign_in()
    page = office.client.get("/mediation/rappels").text
    assert "finissant par 34" in page
    assert "Voir les coordonnées" not in page
    case_id = case_of(page)
    assert office.client.post(f"/mediation/rappels/{case_id}/contact").status_code == 409
    assert office.client.post(f"/mediation/cas/{case_id}/prendre").status_code == 200
    page = office.client.get("/mediation/rappels").text
    assert "Voir les coordonnées" in page
    shown = office.client.post(f"/mediation/rappels/{case_id}/contact").text
    assert "06 39 98 12 34" in shown.replace("\xa0", " ").replace("\u202f", " ")
    part = office.client.post(f"/mediation/rappels/{case_id}/contact",
                              headers={"HX-Request": "true"}).text
    assert "<html" not in part
    page = office.client.post(f"/mediation/rappels/{case_id}/sans-reponse").text
    assert "1 sans réponse" in page
    page = office.client.post(f"/mediation/rappels/{case_id}/fait",
                              data={"result": "resolved"}).text
    assert "la demande est fermée" in page
    assert "attend de rappel" in page


def test_the_panel_beside_the_case_says_how_to_reach_the_person(office: Office) -> None:
    called_back(office)
    office.sign_in()
    case_id = case_of(office.client.get("/mediation/rappels").text)
    office.client.post(f"/mediation/cas/{case_id}/prendre")
    page = office.client.get(f"/mediation/cas/{case_id}").text
    assert "Comment joindre la personne" in page
    assert "À rappeler par téléphone" in page
    assert "il se tait" in page
    assert "/fiches/aide-au-logement" in page


def test_a_late_one_is_said_first(office: Office) -> None:
    called_back(office)
    office.house.clock.forward(hours=10)
    office.sign_in()
    page = office.client.get("/mediation/rappels").text
    assert "1 demande aurait" in page
    assert "En retard" in page


@pytest.mark.parametrize(("method", "path"), [
    ("GET", ""), ("POST", "/c1/contact"), ("POST", "/c1/sans-reponse"), ("POST", "/c1/fait"),
    ("POST", "/code")])
def test_only_mediators_open_it(office: Office, method: str, path: str) -> None:
    url = f"/mediation/rappels{path}"
    done = office.client.request(method, url, follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, "/connexion")
    office.sign_in("redactrice.fictive@example.org")
    assert office.client.request(method, url).status_code == 403


def test_another_mediators_case_gives_nothing(office: Office) -> None:
    called_back(office)
    office.sign_in()
    case_id = case_of(office.client.get("/mediation/rappels").text)
    office.client.post(f"/mediation/cas/{case_id}/prendre")
    office.client.post("/deconnexion")
    office.sign_in("collegue.fictif@example.org")
    for path in ("contact", "sans-reponse"):
        assert office.client.post(f"/mediation/rappels/{case_id}/{path}").status_code == 409
    assert office.client.post(f"/mediation/rappels/{case_id}/fait",
                              data={"result": "resolved"}).status_code == 409
    assert office.client.post("/mediation/rappels/inconnu/contact").status_code == 409


def test_a_code_said_aloud_opens_the_same_brief(office: Office) -> None:
    page = agreed(office)
    found = re.search(r'class="code">(\d{6})<', page)
    assert found
    code = found[1]
    office.sign_in()
    done = office.client.post("/mediation/rappels/code", data={"code": f"{code[:3]} {code[3:]}"})
    assert "Ce que la personne a accepté de transmettre" in done.text
    assert "mon loyer" in done.text
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    missed = office.client.post("/mediation/rappels/code", data={"code": wrong})
    assert "Je ne trouve pas de demande" in missed.text
