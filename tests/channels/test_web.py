"""The resident's page without JavaScript: every action is a form and a page."""

import re
from pathlib import Path

import pytest

from channels.pages import FOLDER
from tests.channels.house import Web

FRAGMENT = {"Accept": "text/html; fragment"}


def send(web: Web, **fields: object) -> str:
    """Send a form and return the page it leads to."""
    done = web.client.post("/chat/messages", data=fields)
    assert done.status_code == 200
    return done.text


def test_the_first_page_greets_and_sets_no_cookie(web: Web) -> None:
    page = web.client.get("/")
    assert "Je suis un programme, pas une personne" in page.text
    assert "Parler à une personne" in page.text
    assert "N&#39;écrivez ni nom" in page.text or "N'écrivez ni nom" in page.text
    assert "set-cookie" not in page.headers
    assert web.house.talks == {}


def test_a_message_leads_to_the_page_with_the_answer(web: Web) -> None:
    done = web.client.post("/chat/messages", data={"text": "j'ai perdu mon travail"},
                           follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, "/#dernier")
    assert "HttpOnly" in done.headers["set-cookie"]
    assert "SameSite=lax" in done.headers["set-cookie"]
    page = web.client.get("/").text
    assert page.count("Je suis un programme") == 1
    assert "j&#39;ai perdu mon travail" in page
    assert "Qui s'occupe de quoi" in page
    assert page.count("Inscrivez-vous d&#39;abord à France Travail") == 1


def test_a_second_message_stays_in_the_same_conversation(web: Web) -> None:
    send(web, text="j'ai perdu mon travail")
    send(web, text="et les papiers ?")
    assert list(web.house.talks) == ["conversation1"]
    assert "set-cookie" not in web.client.get("/").headers


def test_an_empty_form_is_an_empty_message(web: Web) -> None:
    assert "Je n&#39;ai pas compris" in send(web, text="")
    assert web.house.received[0].text == ""


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
                                  "{{ 7*7 }}"])
def test_what_a_resident_writes_is_never_html(web: Web, text: str) -> None:
    page = send(web, text=text)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "49" not in page.split('id="log"')[1].split("</main>")[0]


def test_line_breaks_are_kept(web: Web) -> None:
    send(web, text="première ligne\r\nseconde ligne")
    assert web.house.received[0].text == "première ligne\nseconde ligne"


def test_unticked_lines_of_the_brief_are_struck(web: Web) -> None:
    page = send(web, choice="handoff:offer")
    assert page.count('type="checkbox"') == 3
    done = web.client.post("/chat/messages", data={
        "choice": "handoff:accept", "line": ["l1", "l2", "l3"], "keep": ["l1", "l3"]})
    assert web.house.received[-1].strike == ("l2",)
    assert "1 personne avant vous." in done.text


def test_the_script_gets_the_same_blocks_and_only_the_new_ones(web: Web) -> None:
    send(web, text="j'ai perdu mon travail")
    done = web.client.post("/chat/messages", headers=FRAGMENT,
                           data={"text": "on dort dehors", "after": "3"})
    assert done.status_code == 200
    assert "<html" not in done.text
    assert re.findall(r'data-seq="(\d+)"', done.text) == ["4", "5"]
    assert 'href="tel:115"' in done.text


def test_a_form_sent_twice_is_answered_once(web: Web) -> None:
    page = send(web, text="bonjour")
    key = re.search(r'name="client_message_id" value="([^"]+)"', page)
    assert key
    for _ in range(2):
        send(web, text="perdu mon travail", client_message_id=key[1])
    assert web.client.get("/").text.count('class="card"') == 1


@pytest.mark.parametrize("headers", [{}, FRAGMENT])
def test_a_reply_that_could_not_be_stored_is_shown_all_the_same(
    web: Web, headers: dict[str, str]
) -> None:
    web.house.forgets_replies = True
    done = web.client.post("/chat/messages", data={"text": "on dort dehors"}, headers=headers)
    assert done.status_code == 200
    assert 'href="tel:115"' in done.text


def test_a_forged_cookie_only_opens_a_new_conversation(web: Web) -> None:
    send(web, text="secret de quelqu'un")
    web.client.cookies.clear()
    web.client.cookies.set("qfq_conversation", "conversation1.faux")
    page = send(web, text="bonjour")
    assert "secret" not in page


def test_the_page_stream_needs_the_cookie(web: Web) -> None:
    assert web.client.get("/chat/events").status_code == 404


def test_an_opinion_is_thanked(web: Web) -> None:
    send(web, text="j'ai perdu mon travail")
    page = web.client.post("/chat/avis", data={"turn_id": "turn1", "verdict": "useful"})
    assert "Merci de votre avis" in page.text
    part = web.client.post("/chat/avis", headers=FRAGMENT,
                           data={"turn_id": "turn1", "verdict": "not_useful"})
    assert "Qu'est-ce qui ne va pas ?" in part.text.replace("&nbsp;", " ").replace("\u00a0", " ")
    part = web.client.post("/chat/avis", headers=FRAGMENT, data={
        "turn_id": "turn1", "verdict": "not_useful", "reason": "number_silent"})
    assert "parler à une personne" in part.text
    assert [each[1:] for each in web.house.feedback] == [
        ("useful", None), ("not_useful", None), ("not_useful", "number_silent")]


def test_without_javascript_an_opinion_asks_why_on_a_page_of_its_own(web: Web) -> None:
    send(web, text="j'ai perdu mon travail")
    page = web.client.post("/chat/avis", data={"turn_id": "turn1", "verdict": "not_useful"}).text
    for words in ("Ce n&#39;est pas clair", "pas ma situation", "C&#39;est faux",
                  "Le numéro ne répond pas", "Autre chose", "Revenir à la conversation"):
        assert words in page


def test_erasing_forgets_everywhere(web: Web) -> None:
    send(web, text="j'ai perdu mon travail")
    page = web.client.post("/chat/effacer")
    assert "Votre conversation est effacée" in page.text
    assert "perdu mon travail</p>" not in page.text
    assert web.house.talks == {}
    assert "qfq_conversation" not in web.client.cookies


def test_leaving_quickly_hides_the_conversation_on_this_device(web: Web) -> None:
    send(web, text="mon mari me frappe")
    done = web.client.get("/quitter", follow_redirects=False)
    assert done.status_code == 303
    assert done.headers["location"].startswith("https://")
    assert "mon mari" not in web.client.get("/").text
    assert "conversation1" in web.house.talks


def test_another_site_cannot_make_someone_lose_a_conversation(web: Web) -> None:
    send(web, text="bonjour à tous")
    web.client.get("/quitter", headers={"Sec-Fetch-Site": "cross-site"}, follow_redirects=False)
    assert "bonjour à tous" in web.client.get("/").text


def test_the_first_view_weighs_less_than_60_kb(web: Web) -> None:
    page = web.client.get("/").text
    assert page.count('class="tile') >= 10
    used = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(used) >= 5
    scripts = [f"/static/js/{path.name}" for path in Path(FOLDER / "static/js").glob("*.js")]
    weight = len(page.encode()) + sum(len(web.client.get(path).content)
                                      for path in {*used, *scripts})
    assert weight < 60_000


def test_pages_hold_no_script_or_style_of_their_own(web: Web) -> None:
    web.sign_in()
    send(web, text="j'ai perdu mon travail")
    for path in ("/", "/connexion", "/mediation", "/rien"):
        page = web.client.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
        assert "http://" not in page


def test_leaving_quickly_clears_this_site_and_caches_nothing(web: Web) -> None:
    send(web, text="mon travail")
    done = web.client.get("/quitter", follow_redirects=False)
    assert done.headers["clear-site-data"] == '"cache", "storage"'
    assert done.headers["cache-control"] == "no-store"
    other = web.client.get("/quitter", headers={"Sec-Fetch-Site": "cross-site"},
                           follow_redirects=False)
    assert "clear-site-data" not in other.headers


def test_what_is_kept_and_how_long_is_said_before_typing(web: Web) -> None:
    page = web.client.get("/").text.replace("\u00a0", " ")
    notice = page.split('id="message-notice">')[1].split("</p>")[0]
    for words in ("ni nom", "Un programme répond", "Gardé 30 jours", "/donnees-personnelles"):
        assert words in notice
