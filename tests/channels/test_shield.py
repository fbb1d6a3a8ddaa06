"""The layers around every route: origin of forms, size of requests, headers, faults, rates."""

from collections.abc import Iterator

import pytest
from fastapi import Depends

from channels.access import public
from channels.doors import Options
from channels.headers import SECURITY_HEADERS
from channels.shield import MAX_BODY_BYTES
from mediation.store.database import StoreUnavailable
from tests.channels.house import Web, build_web

FORM = "/chat/messages"
NEVER = ("invalide", "veuillez", "erreur 500", "trop tard", "délai dépassé")


@pytest.mark.parametrize(("headers", "status"), [
    ({"Sec-Fetch-Site": "same-origin"}, 200), ({"Sec-Fetch-Site": "none"}, 200),
    ({"Sec-Fetch-Site": "cross-site"}, 403), ({"Sec-Fetch-Site": "same-site"}, 403),
    ({"Origin": "http://testserver"}, 200), ({"Origin": "https://ailleurs.example"}, 403),
    ({"Origin": "null"}, 403)])
def test_a_form_of_another_site_is_not_followed(web: Web, headers: dict[str, str],
                                                status: int) -> None:
    done = web.client.post(FORM, data={"text": "bonjour"}, headers=headers)
    assert done.status_code == status
    assert bool(web.house.received) == (status == 200)


def test_without_any_origin_the_desk_is_closed_and_the_api_open(web: Web) -> None:
    web.sign_in()
    del web.client.headers["Origin"]
    assert web.client.post("/mediation/presence", data={"available": "true"}).status_code == 403
    web.client.cookies.clear()
    assert web.client.post("/api/v1/conversations").status_code == 201


def test_a_body_over_64_kb_gets_413_with_a_way_out(web: Web) -> None:
    name, bearer = web.open()
    url = f"/api/v1/conversations/{name}/messages"
    done = web.client.post(url, json={"text": "a" * 1_000_000}, headers=bearer)
    assert done.status_code == 413
    assert "trop long" in done.json()["message"]
    page = web.client.post(FORM, data={"text": "a" * MAX_BODY_BYTES})
    assert page.status_code == 413
    assert "Revenir à l'accueil" in page.text
    assert web.house.received == []


def test_a_body_sent_in_chunks_is_counted_too(web: Web) -> None:
    name, bearer = web.open()

    def chunks() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(80):
            yield b"a" * 1024
        yield b'"}'

    done = web.client.post(f"/api/v1/conversations/{name}/messages", content=chunks(),
                           headers=bearer | {"Content-Type": "application/json"})
    assert done.status_code == 413
    assert done.json()["way_out"]


def test_the_dialogue_layer_may_send_a_whole_tracker(web: Web) -> None:
    for size, status in ((1_000_000, 404), (2_000_001, 413)):
        done = web.client.post("/internal/rien", content=b"a" * size,
                               headers={"Accept": "application/json"})
        assert done.status_code == status


@pytest.mark.parametrize("path", ["/", "/connexion", "/api/v1/rien", "/static/css/base.css"])
def test_every_response_carries_the_security_headers(web: Web, path: str) -> None:
    headers = web.client.get(path).headers
    assert {name: headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert headers["cache-control"] == ("no-cache" if "static" in path else "no-store")


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/rien", 404), ("GET", "/api/v1/rien", 404), ("PUT", "/", 405),
    ("GET", "/api/v1/conversations", 405), ("GET", "/static/rien.css", 404),
    ("GET", "/static/../doors.py", 404), ("POST", "/chat/avis", 422)])
def test_every_fault_says_what_to_do_now(web: Web, method: str, path: str, status: int) -> None:
    page = web.client.request(method, path)
    assert page.status_code == status
    body = web.client.request(method, path, headers={"Accept": "application/json"}).json()
    assert set(body) == {"message", "way_out"}
    assert all(len(words) > 20 for words in body.values())
    said = page.text.lower()
    assert not [word for word in NEVER if word in said]
    if not path.startswith("/api/"):
        assert body["message"] in page.text.replace("&#39;", "'").replace("\u00a0", " ")


def test_a_crash_says_so_without_telling_why(web: Web) -> None:
    web.house.fault = RuntimeError("mot de passe de la base")
    page = web.client.post(FORM, data={"text": "bonjour"})
    assert page.status_code == 500
    assert "39 39" in page.text
    assert "mot de passe" not in page.text
    assert page.headers["content-security-policy"] == SECURITY_HEADERS["content-security-policy"]


def test_a_database_that_does_not_answer_says_to_try_again(web: Web) -> None:
    web.app.get("/lit", dependencies=[Depends(public)])(_unavailable)
    done = web.client.get("/lit", headers={"Accept": "application/json"})
    assert (done.status_code, done.headers["retry-after"]) == (503, "5")


def _unavailable() -> None:
    raise StoreUnavailable("locked")


def test_too_many_messages_get_429_with_emergency_numbers() -> None:
    web = build_web(Options(rate_per_minute=2, opens_per_minute=3))
    with web.client:
        name, bearer = web.open()
        url = f"/api/v1/conversations/{name}/messages"
        done = [web.client.post(url, json={"text": "a"}, headers=bearer) for _ in range(3)]
        assert [each.status_code for each in done] == [200, 200, 429]
        assert "115" in done[2].json()["way_out"]
        assert done[2].headers["retry-after"] == "60"
        opened = [web.client.post("/api/v1/conversations").status_code for _ in range(3)]
        assert opened == [201, 201, 429]


def test_guessing_passwords_is_slowed_by_account_and_by_address() -> None:
    web = build_web(Options(logins_per_minute=2))
    with web.client:
        tries = [web.client.post("/connexion", data={"email": "a@example.org", "password": "x"})
                 for _ in range(3)]
    assert [each.status_code for each in tries] == [401, 401, 429]
