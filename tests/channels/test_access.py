"""Every route says who may use it, and the guards hold."""

from typing import Annotated

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient

from channels.access import Access, declared_access, internal
from channels.doors import Options
from tests.channels.house import Web, build_web


def test_every_route_declares_exactly_one_access(web: Web) -> None:
    declared = declared_access(web.app.routes)
    assert len(declared) > 20
    assert {route: access for route, access in declared.items() if len(access) != 1} == {}


def test_a_route_without_access_is_seen() -> None:
    app, router = FastAPI(), APIRouter(prefix="/interne")

    @router.get("/nue")
    async def bare() -> None: ...

    @router.get("/gardee")
    async def guarded(_: Annotated[None, Depends(internal)]) -> None: ...

    app.include_router(router)
    declared = declared_access(app.routes)
    assert declared["GET /interne/nue"] == set()
    assert declared["GET /interne/gardee"] == {Access.INTERNAL}


def test_internal_routes_answer_this_machine_only() -> None:
    app = FastAPI()
    app.get("/interne", dependencies=[Depends(internal)])(lambda: "oui")
    here = TestClient(app, client=("127.0.0.1", 1))
    assert here.get("/interne").status_code == 200
    assert here.get("/interne", headers={"X-Forwarded-For": "10.0.0.1"}).status_code == 404
    assert TestClient(app, client=("192.0.2.7", 1)).get("/interne").status_code == 404


@pytest.mark.parametrize("path", ["/mediation", "/mediation/liste", "/mediation/cas/case1"])
def test_the_desk_sends_a_stranger_to_the_sign_in_page(web: Web, path: str) -> None:
    done = web.client.get(path, follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, "/connexion")
    script = web.client.get(path, headers={"HX-Request": "true"})
    assert (script.status_code, script.headers["hx-redirect"]) == (204, "/connexion")
    program = web.client.get(path, headers={"Accept": "application/json"})
    assert program.status_code == 401
    assert program.json()["way_out"]


def test_an_editor_does_not_read_the_mediators_desk(web: Web) -> None:
    web.sign_in("redactrice.fictive@example.org")
    assert web.client.get("/mediation").status_code == 403


def test_the_cookie_opens_its_own_conversation_on_the_api(web: Web) -> None:
    web.client.post("/chat/messages", data={"text": "bonjour"})
    assert web.client.get("/api/v1/conversations/conversation1").status_code == 200
    other, _ = web.open()
    assert web.client.get(f"/api/v1/conversations/{other}").status_code == 404


def test_over_https_the_cookies_are_secure_and_tied_to_the_host() -> None:
    web = build_web(Options(has_secure_cookies=True))
    with web.client:
        done = web.client.post("/connexion", follow_redirects=False, data={
            "email": "mediatrice.fictive@example.org", "password": "mot de passe fictif"})
        cookie = done.headers["set-cookie"]
        assert cookie.startswith("__Host-qfq_session=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
        talk = web.client.post("/chat/messages", data={"text": "bonjour"},
                               follow_redirects=False).headers["set-cookie"]
        assert {"Secure", "HttpOnly", "SameSite=lax"} <= set(talk.split("; "))
