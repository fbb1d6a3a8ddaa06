"""The public API keeps its contract: shapes, statuses, a sentence and a way out each time."""

import pytest

from mediation.utterance import Channel
from tests.channels.house import Web

API = "/api/v1/conversations"


def test_a_conversation_opens_with_a_greeting_and_a_token(web: Web) -> None:
    done = web.client.post(API, json={"channel": "web", "locale": "fr"})
    assert done.status_code == 201
    assert set(done.json()) == {"conversation_id", "token", "messages"}
    assert "programme" in done.json()["messages"][0]["text"]


def test_a_text_gets_a_whole_turn_reply(web: Web) -> None:
    name, bearer = web.open()
    done = web.client.post(f"{API}/{name}/messages", json={"text": "perdu mon travail"},
                           headers=bearer)
    assert done.status_code == 200
    reply = done.json()
    assert reply["outcome"] == "answered"
    assert reply["answer"]["lead"] == "france_travail"
    assert reply["answer"]["sources"][0]["text_dated_on"] == "2025-03-01"
    assert {"needs", "choices", "urgent", "case", "holder", "turn_id"} <= set(reply)


def test_a_choice_carries_the_lines_to_strike(web: Web) -> None:
    name, bearer = web.open()
    done = web.client.post(f"{API}/{name}/messages", headers=bearer,
                           json={"choice": "handoff:accept", "strike": ["l2"]})
    assert done.json()["case"]["status"] == "waiting"
    assert web.house.received[0].strike == ("l2",)
    assert web.house.received[0].channel is Channel.API


@pytest.mark.parametrize("text", ["", "   \n", "😀😀", "\u202e\u0000\u200b", "a" * 2001, "\ud800"])
def test_strange_texts_reach_mediation_and_get_200(web: Web, text: str) -> None:
    name, bearer = web.open()
    body = {"text": text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")}
    done = web.client.post(f"{API}/{name}/messages", json=body, headers=bearer)
    assert done.status_code == 200
    assert done.json()["messages"]


def test_a_lone_surrogate_is_made_storable(web: Web) -> None:
    name, bearer = web.open()
    done = web.client.post(f"{API}/{name}/messages", content=b'{"text": "a\\ud800b"}',
                           headers=bearer | {"Content-Type": "application/json"})
    assert done.status_code == 200
    assert web.house.received[0].text == "a?b"


def test_a_repeated_message_id_gets_the_same_reply(web: Web) -> None:
    name, bearer = web.open()
    body = {"text": "perdu mon travail", "client_message_id": "m1"}
    first = web.client.post(f"{API}/{name}/messages", json=body, headers=bearer).json()
    again = web.client.post(f"{API}/{name}/messages", json=body, headers=bearer).json()
    assert first == again


@pytest.mark.parametrize("body", [
    {}, {"text": "a", "choice": "c"}, {"text": 3}, {"text": "a", "strike": ["l1"]},
    {"choice": "c" * 61}, {"text": "a", "inconnu": 1}, [], "texte", None])
def test_a_malformed_message_gets_422_with_a_way_out(web: Web, body: object) -> None:
    name, bearer = web.open()
    done = web.client.post(f"{API}/{name}/messages", json=body, headers=bearer)
    assert done.status_code == 422
    assert set(done.json()) == {"message", "way_out"}
    assert web.house.received == []


def test_broken_json_gets_422(web: Web) -> None:
    name, bearer = web.open()
    done = web.client.post(f"{API}/{name}/messages", content=b"{", headers=bearer)
    assert done.status_code == 422


@pytest.mark.parametrize("content", [b'{"text":"\xff"}', b"[" * 60_000,
                                     b'{"text":' + b"9" * 5000 + b"}"])
def test_a_body_that_cannot_be_decoded_gets_422_too(web: Web, content: bytes) -> None:
    name, bearer = web.open()
    done = web.client.post(f"{API}/{name}/messages", content=content,
                           headers=bearer | {"Content-Type": "application/json"})
    assert done.status_code == 422
    assert set(done.json()) == {"message", "way_out"}


@pytest.mark.parametrize("path", ["/messages", "/stream", "/feedback"])
def test_a_wrong_token_or_an_unknown_conversation_gets_404(web: Web, path: str) -> None:
    name, bearer = web.open()
    other, _ = web.open()
    body = {"text": "a", "turn_id": "t", "verdict": "useful"}
    for target, header in ((other, bearer), ("inconnue", bearer), (name, {}),
                           (name, {"Authorization": "Bearer \x00"}),
                           (name, {"Authorization": "Basic abc"})):
        done = web.client.post(f"{API}/{target}{path}", json=body, headers=header)
        assert done.status_code == 404
        assert done.json()["way_out"]
    assert web.house.received == []


def test_the_history_is_read_with_the_token_only(web: Web) -> None:
    name, bearer = web.open()
    web.client.post(f"{API}/{name}/messages", json={"text": "perdu mon travail"}, headers=bearer)
    whole = web.client.get(f"{API}/{name}", headers=bearer).json()
    assert [item["seq"] for item in whole["items"]] == [1, 2, 3]
    assert whole["items"][2]["reply"]["outcome"] == "answered"
    after = web.client.get(f"{API}/{name}?after=2", headers=bearer).json()
    assert [item["seq"] for item in after["items"]] == [3]
    assert web.client.get(f"{API}/{name}").status_code == 404


def test_feedback_is_stored_and_another_verdict_refused(web: Web) -> None:
    name, bearer = web.open()
    good = {"turn_id": "turn1", "verdict": "not_useful", "reason": "trop long"}
    assert web.client.post(f"{API}/{name}/feedback", json=good,
                           headers=bearer).status_code == 204
    assert web.house.feedback == [("turn1", "not_useful", "trop long")]
    bad = good | {"verdict": "bof"}
    assert web.client.post(f"{API}/{name}/feedback", json=bad,
                           headers=bearer).status_code == 422


def test_an_erased_conversation_is_gone(web: Web) -> None:
    name, bearer = web.open()
    assert web.client.delete(f"{API}/{name}", headers=bearer).status_code == 204
    assert web.client.get(f"{API}/{name}", headers=bearer).status_code == 404


@pytest.mark.parametrize("body", [{"channel": "telegram"}, {"channel": "pigeon"},
                                  {"locale": "<script>"}])
def test_a_conversation_cannot_claim_another_channel(web: Web, body: dict[str, str]) -> None:
    assert web.client.post(API, json=body).status_code == 422


def test_the_contract_is_published(web: Web) -> None:
    paths = web.client.get("/openapi.json").json()["paths"]
    assert f"{API}/{{conversation_id}}/messages" in paths
    assert not any(path.startswith(("/chat", "/mediation")) for path in paths)


def test_the_contract_says_the_token_and_the_true_errors(web: Web) -> None:
    contract = web.client.get("/openapi.json").json()
    (scheme,) = contract["components"]["securitySchemes"].values()
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    one = contract["paths"][f"{API}/{{conversation_id}}"]
    assert one["get"]["security"]
    assert one["delete"]["security"]
    for path, methods in contract["paths"].items():
        for asked in methods.values():
            for status, answer in asked["responses"].items():
                if path.startswith(API) and int(status) >= 400:
                    shape = answer["content"]["application/json"]["schema"]
                    assert shape == {"$ref": "#/components/schemas/Problem"}
    events = contract["paths"][f"{API}/{{conversation_id}}/events"]["get"]["responses"]
    assert set(events) == {"200", "404", "422"}
    assert set(contract["paths"][API]["post"]["responses"]) == {"201", "413", "422", "429", "503"}
