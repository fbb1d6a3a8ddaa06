"""The route that Rasa calls: this machine only, behind the secret, any body survived."""

import json
import zlib
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app import rasa_actions
from bot.decision import Decision, Kind
from tests.app.conftest import SECRET

PATH = "/internal/rasa/actions"
HERE = ("127.0.0.1", 40_000)
KEY = {"X-Action-Key": SECRET}
ASKED = json.dumps({
    "next_action": "action_answer", "sender_id": "dialogue",
    "tracker": {"sender_id": "dialogue", "slots": {}, "events": [],
                "latest_message": {"text": "mon boulot"}}}).encode()


def client_of(house: Any, address: tuple[str, int] = HERE) -> TestClient:
    """Return a client of the route, seen from an address."""
    app = FastAPI()
    app.include_router(rasa_actions.router)
    app.state.house = house
    return TestClient(app, client=address)


def test_with_the_secret_the_action_runs_and_decides(house: Any) -> None:
    with client_of(house) as client:
        response = client.post(PATH, content=ASKED, headers=KEY)
    assert response.status_code == 200
    custom = next(each["custom"] for each in response.json()["responses"] if each.get("custom"))
    decision = Decision.model_validate(custom["decision"])
    assert (decision.kind, decision.entry_ids) == (Kind.ANSWER, ("inscription-emploi",))


def test_a_compressed_body_is_read(house: Any) -> None:
    with client_of(house) as client:
        response = client.post(PATH, content=zlib.compress(ASKED),
                               headers=KEY | {"Content-Encoding": "deflate"})
    assert response.status_code == 200


@pytest.mark.parametrize("headers", [
    {}, {"X-Action-Key": ""}, {"X-Action-Key": "faux"}, {"X-Action-Key": SECRET + "x"},
    KEY | {"X-Forwarded-For": "127.0.0.1"}, KEY | {"Forwarded": "for=127.0.0.1"}])
def test_without_the_secret_or_through_a_proxy_nothing_is_here(
        house: Any, headers: dict[str, str]) -> None:
    with client_of(house) as client:
        assert client.post(PATH, content=ASKED, headers=headers).status_code == 404


@pytest.mark.parametrize("host", ["203.0.113.9", "192.168.1.4", "un-nom", ""])
def test_from_another_machine_nothing_is_here_even_with_the_secret(
        house: Any, host: str) -> None:
    with client_of(house, (host, 40_000)) as client:
        assert client.post(PATH, content=ASKED, headers=KEY).status_code == 404


BOMB = zlib.compress(b" " * (rasa_actions.LARGEST + 10) + ASKED)


@pytest.mark.parametrize(("body", "encoding"), [
    (b"", ""), (b"{", ""), (b"[1]", ""), (b"\xff\xfe", ""), (b"no zlib", "deflate"),
    (BOMB, "deflate")], ids=["empty", "cut", "list", "bytes", "no-zlib", "bomb"])
def test_an_unreadable_body_is_400(house: Any, body: bytes, encoding: str) -> None:
    headers = KEY | ({"Content-Encoding": encoding} if encoding else {})
    with client_of(house) as client:
        assert client.post(PATH, content=body, headers=headers).status_code == 400
