"""A conversation goes on on another device; choices of comfort on the page."""

from fastapi.testclient import TestClient

from tests.channels.comfort import FakeCodes
from tests.channels.house import Web
from tests.channels.test_web import send


def other_device(web: Web) -> TestClient:
    """Return another browser."""
    return TestClient(web.app, headers={"Accept": "text/html", "Origin": "http://testserver"})


def test_a_code_opens_the_conversation_elsewhere_and_closes_it_here(web: Web) -> None:
    send(web, text="j'ai perdu mon travail")
    page = web.client.post("/chat/code").text
    assert "1234 5678" in page
    phone = other_device(web)
    shown = phone.post("/reprendre", data={"code": "1234 5678"}).text
    assert "perdu mon travail" in shown
    assert "Votre conversation est ici" in shown
    assert 'data-seq="2"' not in web.client.get("/").text


def test_a_wrong_code_says_what_to_do(web: Web) -> None:
    done = web.client.post("/reprendre", data={"code": "00000000"})
    assert done.status_code == 422
    assert "dure 15 minutes" in done.text
    assert 'aria-describedby="code-problem"' in done.text


def test_five_tries_then_a_quarter_of_an_hour(web: Web) -> None:
    send(web, text="bonjour")
    web.client.post("/chat/code")
    for _ in range(5):
        assert web.client.post("/reprendre", data={"code": "11111111"}).status_code == 422
    done = web.client.post("/reprendre", data={"code": FakeCodes.CODE})
    assert done.status_code == 429


def test_a_right_code_forgives_the_wrong_ones(web: Web) -> None:
    for _ in range(3):
        send(web, text="bonjour")
        web.client.post("/chat/code")
        web.client.post("/reprendre", data={"code": "11111111"})
        assert web.client.post("/reprendre", data={"code": FakeCodes.CODE}).status_code == 200


def test_without_a_conversation_the_code_page_is_where_a_code_is_typed(web: Web) -> None:
    assert "Votre code (8 chiffres)" in web.client.post("/chat/code").text
    assert 'href="/reprendre"' in web.client.get("/").text


def test_easy_french_is_kept_for_every_later_answer(web: Web) -> None:
    page = web.client.post("/chat/facile", data={"oui": "true"}).text
    assert "Revenir au français habituel" in page
    page = send(web, text="j'ai perdu mon travail")
    before_details = page.split('class="card__text said">')[1]
    assert before_details.startswith("Votre travail est fini.")
    assert "La réponse complète" in page
    page = web.client.post("/chat/facile", data={"oui": "false"}).text
    assert "La même chose en mots simples" in page


def test_a_card_of_the_library_follows_the_choice_or_its_own_link(web: Web) -> None:
    usual = web.client.get("/fiches/aide-fictive").text
    assert "La même chose en mots simples" in usual
    assert "La réponse complète" in web.client.get("/fiches/aide-fictive?facile=1").text
    web.client.post("/chat/facile", data={"oui": "true"})
    assert "La réponse complète" in web.client.get("/fiches/aide-fictive").text
    assert "La réponse complète" not in web.client.get("/fiches/aide-fictive?facile=0").text


def test_news_are_asked_at_the_next_opening_and_thanked(web: Web) -> None:
    send(web, text="j'ai perdu mon travail")
    done = web.client.post("/chat/plus-tard", data={"oui": "true"}, follow_redirects=False)
    assert f"Max-Age={14 * 24 * 3600}" in done.headers["set-cookie"]
    web.comfort.asks_about = "aide-fictive"
    page = web.client.get("/").text
    assert "Avez-vous pu faire la démarche" in page
    page = web.client.post("/chat/nouvelles", data={"dit": "blocked"}).text
    assert "Une personne peut vous aider" in page
    assert [each.value for each in web.comfort.follow_ups.values()] == ["blocked"]
