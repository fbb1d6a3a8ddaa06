"""After a violence or a child in danger was told: hidden on reopening, nothing asked later."""

import re

from channels.languages import language_of
from channels.pages import to_html
from channels.transcript import Row
from mediation.answer import Button
from mediation.outcome import Outcome, Speaker
from tests.channels import samples
from tests.channels.house import Web
from tests.channels.test_web import FRAGMENT, send


def said(page: str) -> list[str]:
    """Return the bubbles of a page, the greeting left out."""
    return re.findall(r'data-seq="(\d+)"', page)


def test_it_asks_whether_one_can_speak_safely_and_gives_the_114(web: Web) -> None:
    page = send(web, text="mon mari me frappe")
    assert "Pouvez-vous parler sans risque" in page
    assert 'href="sms:114"><svg' in page
    assert "Écrire un SMS au 114" in page
    assert "sans risque" not in send(web, text="on dort dehors").split('id="e4"')[1]


def test_it_is_hidden_on_reopening_until_the_person_chooses(web: Web) -> None:
    assert said(send(web, text="mon mari me frappe"))
    page = web.client.get("/").text
    assert said(page) == []
    assert "Afficher ma conversation" in page
    assert said(web.client.post("/chat/afficher").text) == ["2", "3"]
    assert said(web.client.get("/").text) == []


def test_a_message_after_reopening_shows_only_the_new_exchange(web: Web) -> None:
    send(web, text="mon mari me frappe")
    assert said(send(web, text="j'ai perdu mon travail")) == ["4", "5"]
    part = web.client.post("/chat/messages", headers=FRAGMENT,
                           data={"text": "et les papiers ?", "after": "5"})
    assert said(part.text) == ["6", "7"]


def test_the_hidden_page_tells_the_script_where_it_stands(web: Web) -> None:
    send(web, text="mon mari me frappe")
    page = web.client.get("/").text
    assert 'data-seen="3"' in page
    assert "data-discreet" in page


def test_another_danger_is_not_hidden(web: Web) -> None:
    send(web, text="on dort dehors")
    page = web.client.get("/").text
    assert said(page)
    assert "Afficher ma conversation" not in page


def test_nothing_is_offered_for_later(web: Web) -> None:
    assert 'id="later"' in send(web, text="j'ai perdu mon travail")
    assert 'id="later"' not in send(web, text="mon mari me frappe")


def test_a_text_in_another_alphabet_says_its_language_and_its_direction() -> None:
    for text, tag in (("أين أنام هذه الليلة؟", "ar"), ("где жить", "ru"), ("де жити, її", "uk"),
                      ("Où dormir ?", ""), ("", ""), ("La Caf (مكتب)", "")):
        assert language_of(text) == tag
    shown = to_html("talk/rows.html", {"rows": [Row(2, Speaker.RESIDENT, "أين أنام؟")]})
    assert 'dir="auto" lang="ar"' in shown


def test_a_foreign_phrase_and_the_gloss_of_a_button_say_their_language() -> None:
    reply = samples.said("t", Outcome.SMALL_TALK, "Good morning.", (
        Button(label="Parler à une personne", choice="handoff:offer", gloss="Talk to a person",
               lang="en"),))
    message = reply.messages[0].model_copy(update={"lang": "en"})
    row = Row(2, Speaker.ASSISTANT, "", None, reply.model_copy(update={"messages": (message,)}))
    shown = to_html("talk/rows.html", {"rows": [row]})
    assert '<p class="said" dir="auto" lang="en">Good morning.</p>' in shown
    assert '<span class="gloss" dir="auto" lang="en">Talk to a person</span>' in shown


def test_a_card_about_violence_is_not_read_aloud(web: Web) -> None:
    answer = samples.ANSWER.model_copy(update={"entry_id": "violences-conjugales"})
    reply = samples.answered("t").model_copy(update={"answer": answer})
    web.house.talks.clear()
    send(web, text="bonjour")
    web.house._store("conversation1", Speaker.ASSISTANT, "", reply)
    web.client.post("/chat/afficher", follow_redirects=False)
    assert "data-discreet" in web.client.get("/").text
