"""The queue's page: lists and counts, words to read, transfers, cases set aside, a full desk."""

from dataclasses import replace
from datetime import date

import pytest

from tests.channels.fakes import NOW
from tests.channels.house import Web

HTMX = {"HX-Request": "true"}
COLLEAGUE = "collegue.fictif@example.org"


@pytest.fixture
def case(web: Web) -> str:
    """Return the path of a case in the queue, the mediator signed in."""
    return web.agree()


def _change(web: Web, **fields: object) -> None:
    name = next(iter(web.house.cases))
    web.house.cases[name] = replace(web.house.cases[name], **fields)


def test_the_counts_are_there_for_the_sound(web: Web, case: str) -> None:
    _change(web, priority=2, urgent_kind="homeless_tonight")
    page = web.client.get("/mediation/liste", headers=HTMX).text
    assert 'data-waiting="1"' in page
    assert 'data-unread="0"' in page
    assert 'data-danger="1"' in page


def test_a_list_that_did_not_change_is_not_sent_again(web: Web, case: str) -> None:
    page = web.client.get("/mediation").text
    path = page.split('hx-get="')[1].split('"')[0]
    assert web.client.get(path, headers=HTMX).status_code == 204
    web.house.add_case("conversation1")
    assert "En attente (2)" in web.client.get(path, headers=HTMX).text


def test_words_to_read_are_counted_until_the_case_is_opened(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre", follow_redirects=False)
    page = web.client.get("/mediation").text
    assert "2 messages à lire" in page
    assert 'data-unread="2"' in page
    web.client.get(case)
    assert 'data-unread="0"' in web.client.get("/mediation").text


def test_a_colleague_who_looks_does_not_read_for_the_holder(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre", follow_redirects=False)
    web.sign_in(COLLEAGUE)
    web.client.get(case)
    assert next(iter(web.house.cases.values())).read_seq == 0


def test_new_words_shown_by_the_page_are_read(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre")
    read = next(iter(web.house.cases.values())).read_seq
    web.client.post("/chat/messages", data={"text": "merci à vous"})
    web.client.get(f"{case}/suite?after={read}", headers=HTMX)
    assert next(iter(web.house.cases.values())).read_seq > read


def test_a_deadline_and_a_danger_nobody_read_are_said(web: Web, case: str) -> None:
    _change(web, deadline_on=date(2026, 11, 30), danger_told_at=NOW, urgent_kind="x", priority=2)
    page = web.client.get("/mediation").text.replace("\u00a0", " ")
    assert "Avant le 30 novembre 2026" in page
    assert "Personne n'a lu ce danger en 3 minutes" in page.replace("&#39;", "'")


def test_a_case_is_given_to_a_colleague(web: Web, case: str) -> None:
    page = web.client.post(f"{case}/prendre").text
    assert f"{COLLEAGUE} (pas là)" in page
    page = web.client.post(f"{case}/confier", data={"to": "colleague"}).text
    assert "Mes échanges (0)" in page
    assert "1 demande suivie" in page.replace("\u00a0", " ")
    assert web.client.post(f"{case}/confier", data={"to": "colleague"}).status_code == 409


def test_a_case_is_not_given_to_just_anyone(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre")
    assert web.client.post(f"{case}/confier", data={"to": "editor"}).status_code == 422


def test_a_case_is_set_aside_and_taken_up_again(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre")
    fields = {"reason": "paper", "back_on": "2026-11-27"}
    page = web.client.post(f"{case}/mettre-de-cote", data=fields).text.replace("\u00a0", " ")
    assert "Mises de côté (1)" in page
    assert "Attend un papier de la personne : à reprendre le 27 novembre 2026" in page
    seen = web.client.get(case).text
    assert "Reprenez-la pour écrire" in seen
    assert "Votre réponse à la personne" not in seen
    assert "Votre réponse à la personne" in web.client.post(f"{case}/reprendre").text


def test_a_past_day_is_explained(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre")
    fields = {"reason": "paper", "back_on": "2026-11-01"}
    page = web.client.post(f"{case}/mettre-de-cote", data=fields).text
    assert "Choisissez un jour dans les 30 jours" in page


@pytest.mark.parametrize("action", ["confier", "mettre-de-cote", "reprendre"])
def test_only_the_holder_moves_a_case(web: Web, case: str, action: str) -> None:
    web.client.post(f"{case}/prendre")
    web.sign_in(COLLEAGUE)
    fields = {"to": "colleague", "reason": "paper", "back_on": "2026-11-27"}
    assert web.client.post(f"{case}/{action}", data=fields).status_code == 409


def test_a_full_desk_says_so(web: Web, case: str) -> None:
    web.house.is_full = True
    page = web.client.post(f"{case}/prendre").text
    assert "autant d'échanges en direct qu'il peut" in page.replace("&#39;", "'")
    assert "Prendre cette demande" in page


def test_closed_today_can_be_read_again(web: Web, case: str) -> None:
    web.client.post(f"{case}/prendre")
    web.client.post(f"{case}/terminer", data={"result": "referred"})
    _change(web, result="referred")
    page = web.client.get("/mediation").text
    assert "Terminées aujourd" in page
    assert "orientée vers un autre service" in page


def test_a_long_queue_shows_its_beginning(web: Web, case: str) -> None:
    for _ in range(59):
        web.house.add_case("conversation1")
    page = web.client.get("/mediation").text.replace("\u00a0", " ")
    assert "En attente (60)" in page
    assert "Et 10 autres" in page
    assert page.count("Prendre<span") == 50
