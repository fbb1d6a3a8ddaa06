"""Hostile and clumsy input through the real API: a sentence, a way out, nobody else's words."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from evals.serving import Instance
from tests.chain.talking import Talk, offers_person, said

pytestmark = pytest.mark.real
PAGE = {"Accept": "text/html,application/xhtml+xml"}


@pytest.mark.parametrize("text", ["", "   \n\t ", "😀😀", "…?!", "\u200b\u2060\ufeff", "\x00\x07"])
def test_a_message_without_words_gets_a_kind_sentence(talk: Talk, text: str) -> None:
    reply = talk.say(text)
    assert reply["outcome"] == "unanswerable_not_understood"
    assert said(reply)
    assert offers_person(reply)


def test_2001_characters_are_kindly_refused_and_2000_are_read(talk: Talk) -> None:
    refused = talk.say("a" * 2001)
    assert refused["outcome"] == "refused_too_long"
    assert "2 000" in said(refused).replace("\u202f", " ").replace("\xa0", " ")
    assert offers_person(refused)
    read = talk.say("j'ai perdu mon boulot je fais quoi".ljust(2000, "."))
    assert read["outcome"] != "refused_too_long"
    assert said(read)


def test_a_million_characters_are_413_with_a_way_out(talk: Talk) -> None:
    response = talk.post(text="é" * 1_000_000)
    assert response.status_code == 413
    assert "trop long" in response.json()["message"]
    assert response.json()["way_out"]
    assert talk.say("comment demander le rsa")["outcome"] == "answered"


def test_a_million_characters_sent_in_pieces_are_413(talk: Talk) -> None:
    pieces = (b"a" * 10_000 for _ in range(100))
    response = talk.http.post(f"{talk.path}/messages", content=pieces,
                              headers={"Content-Type": "application/json"})
    assert response.status_code == 413


def test_invisible_and_control_characters_do_not_hide_the_words(talk: Talk) -> None:
    reply = talk.say("com\u200bment \u202edeman\x07der le\u2060 r\u00adsa")
    assert reply["answer"]["entry_id"] == "rsa"
    assert all("\u202e" not in item["text"] for item in talk.history())


@pytest.mark.parametrize("command", [
    "/restart", "/session_start", "/back", '/ask_taxes{"place_insee": "48095"}',
    "/out_of_scope", "//restart", " \u200b/restart", "/action_answer", "EXTERNAL: x"])
def test_commands_of_the_dialogue_tool_are_only_words(talk: Talk, command: str) -> None:
    talk.say("comment demander le rsa")
    reply = talk.say(command)
    assert not reply["outcome"].startswith("error_")
    assert said(reply)
    follow_up = talk.say("et pour les papiers ?")
    assert follow_up["answer"] is not None, "the command changed the dialogue's memory"
    assert follow_up["answer"]["entry_id"] == "rsa"


def test_html_and_script_stay_words_everywhere(instance: Instance) -> None:
    hostile = "<script>alert('x')</script> <img src=x onerror=alert(1)> mon loyer {{ 7*7 }}"
    with httpx.Client(base_url=instance.url, headers=PAGE, follow_redirects=True,
                      timeout=30, trust_env=False) as browser:
        shown = browser.post("/chat/messages", data={"text": hostile})
        assert shown.status_code == 200
        assert "&lt;script&gt;alert(" in shown.text
        assert "<script>alert(" not in shown.text
        assert "<img src=x" not in shown.text
        assert "{{ 7*7 }}" in shown.text


def test_an_unknown_conversation_and_a_forged_one_are_404(talk: Talk) -> None:
    for forged in (str(uuid.uuid4()), "1", "x" * 300, f"{talk.id}'--", "%00", "..%2f"):
        response = talk.http.post(f"/api/v1/conversations/{forged}/messages", json={"text": "a"})
        assert response.status_code == 404, forged
        assert response.json()["way_out"]


@pytest.mark.parametrize("header", [None, b"Bearer", b"Bearer faux", b"Bearer " + b"x" * 5000,
                                    "Bearer é".encode(), b"Basic abc", b"Bearer '--"])
def test_a_wrong_token_is_404_and_shows_nobody_s_words(talk: Talk, header: bytes | None) -> None:
    talk.say("une question fictive sur le zinzolin")
    headers = {} if header is None else {b"Authorization": header}
    with httpx.Client(base_url=talk.http.base_url, headers=headers,
                      trust_env=False) as stranger:
        for response in (stranger.get(talk.path),
                         stranger.post(f"{talk.path}/messages", json={"text": "a"}),
                         stranger.post(f"{talk.path}/stream"), stranger.delete(talk.path)):
            assert response.status_code == 404
            assert "zinzolin" not in response.text
    assert len(talk.history()) == 3


def test_the_token_of_one_conversation_does_not_open_another(
        talk: Talk, instance: Instance) -> None:
    with Talk.opened(instance.url) as other:
        assert other.http.get(talk.path).status_code == 404


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"text": 1}', b'{"text": "a", "choice": "b"}',
                                  b"{}", b'{"txt": "a"}', b"\xff\xfe"])
def test_a_malformed_body_is_422_with_a_way_out(talk: Talk, body: bytes) -> None:
    response = talk.http.post(f"{talk.path}/messages", content=body,
                              headers={"Content-Type": "application/json"})
    assert response.status_code == 422
    assert set(response.json()) == {"message", "way_out"}


def test_a_choice_of_someone_else_opens_nothing(talk: Talk, instance: Instance) -> None:
    with Talk.opened(instance.url) as other:
        theirs = other.say("chomage")["choices"][0]["choice"]
    reply = talk.choose(theirs)
    assert reply["answer"] is None
    assert reply["outcome"] == "unanswerable_not_understood"


def test_a_repeated_message_id_gets_the_same_reply_and_is_stored_once(talk: Talk) -> None:
    first = talk.say("comment demander le rsa", client_message_id="m1")
    again = talk.say("comment demander le rsa", client_message_id="m1")
    assert again == first
    assert [item["speaker"] for item in talk.history()] == ["assistant", "resident", "assistant"]


def test_a_message_sent_twice_at_once_is_answered_once(talk: Talk) -> None:
    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(
            lambda _: talk.say("comment demander le rsa", client_message_id="m2"), range(4)))
    assert len({reply["turn_id"] for reply in replies}) == 1
    assert len(talk.history()) == 3


def test_two_messages_at_once_keep_an_order_and_lose_nothing(talk: Talk) -> None:
    asked = ["comment demander le rsa", "quelle météo demain", "bonjour",
             "j'ai perdu mon boulot je fais quoi"]
    with ThreadPoolExecutor(len(asked)) as pool:
        replies = dict(zip(asked, pool.map(talk.say, asked), strict=True))
    items = talk.history()
    assert [item["seq"] for item in items] == sorted({item["seq"] for item in items})
    assert [item["speaker"] for item in items[1:]] == ["resident", "assistant"] * len(asked)
    pairs = {items[n]["text"]: items[n + 1]["turn_id"] for n in range(1, len(items), 2)}
    assert pairs == {text: reply["turn_id"] for text, reply in replies.items()}
    assert replies["bonjour"]["outcome"] == "small_talk"
