"""Every route, without an account and with each role, against the committed table of access."""

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.main import create_app
from app.routes import FILE, access_page, read_page
from app.settings import Settings
from channels.access import who_may
from channels.doors import Doors, Options
from channels.live import Live
from channels.mounting import open_doors
from tests.channels.comfort import FakeCodes, FakeComfort
from tests.channels.fakes import FakeHouse, FakePerson, FakePresence
from tests.channels.places import FakePlaces
from tests.channels.shelves import library

ROOT = Path(__file__).resolve().parents[3]
ROLES = ("mediator", "editor", "evaluator", "admin")
STAFF = frozenset(ROLES)
OTHER_ROLE = "Votre compte n"
PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


class RoleAccounts:
    """A session is the name of a role."""

    async def login(self, email: str, password: str) -> str | None:
        """Know nobody."""
        return None

    async def who(self, session_token: str) -> FakePerson | None:
        """Return someone of this role."""
        if session_token not in ROLES:
            return None
        return FakePerson(session_token, f"{session_token}@example.org", session_token)

    async def logout(self, session_token: str) -> None:
        """Nothing to end."""


@pytest.fixture(scope="module")
def app() -> FastAPI:
    """Return the whole application, over a house in memory; nothing of it is started."""
    made = create_app(Settings(rate_per_minute=100_000, opens_per_minute=100_000))
    made.state.channel_options = Options(rate_per_minute=100_000, opens_per_minute=100_000,
                                         logins_per_minute=100_000)
    house = FakeHouse(Live())
    open_doors(made, Doors(house, house, RoleAccounts(), FakePresence(), library(), FakePlaces(),
                           FakeComfort(house), FakeCodes(house)))
    return made


@pytest.fixture(scope="module")
def table() -> dict[str, frozenset[str]]:
    """Return the committed table."""
    return read_page((ROOT / FILE).read_text(encoding="utf-8"))


def browser(app: FastAPI, role: str = "") -> TestClient:
    """Return a browser signed in with a role, or with none."""
    made = TestClient(app, raise_server_exceptions=False, follow_redirects=False, headers={
        "Accept": "text/html", "Origin": "http://testserver"})
    if role:
        made.cookies.set("qfq_session", role)
    return made


def tried(client: TestClient, route: str) -> tuple[int, str]:
    """Call a route with made-up parameters; return the status and where it leads or says."""
    method, path = route.split(" ", 1)
    done = client.request(method, PARAMETER.sub("1", path))
    return done.status_code, done.headers.get("location", "") or done.text[:20_000]


def is_refused(status: int, said: str) -> bool:
    """Say whether the guard refused: sign in, or another role."""
    return (status == 401 or (status == 303 and said == "/connexion")
            or (status == 403 and OTHER_ROLE in said))


def test_the_committed_page_says_what_the_code_declares(app: FastAPI) -> None:
    assert (ROOT / FILE).read_text(encoding="utf-8") == access_page(app), \
        "lancez « python -m app routes », puis relisez docs/acces.md"


def test_every_route_has_someone(app: FastAPI, table: dict[str, frozenset[str]]) -> None:
    assert len(table) > 80
    assert {route for route, who in table.items() if not who} == set()
    assert set(table) == set(who_may(app.routes))


@pytest.mark.parametrize("role", ["", *ROLES])
def test_each_role_opens_its_routes_and_no_other(
        app: FastAPI, table: dict[str, frozenset[str]], role: str) -> None:
    client = browser(app, role)
    wrong = []
    for route, who in table.items():
        if route.endswith("/connexion") or route == "POST /deconnexion":
            continue  # these lead to the sign-in page, whoever asks
        if who & STAFF:
            status, said = tried(client, route)
            if is_refused(status, said) != (role not in who):
                wrong.append((route, status))
        elif who & {"internal", "resident"}:
            status, said = tried(client, route)
            if status not in (404, 422, 303) or (status == 303 and said.startswith("/mediation")):
                wrong.append((route, status))
        elif is_refused(*tried(client, route)):
            wrong.append((route, 401))
    assert wrong == []


def test_no_form_of_another_site_is_followed(
        app: FastAPI, table: dict[str, frozenset[str]]) -> None:
    followed = []
    for role in ("", *ROLES):
        client = browser(app, role)
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://pirate.example"},
                        {"Sec-Fetch-Site": "same-site"}):
            for route, who in table.items():
                method, path = route.split(" ", 1)
                if method in ("GET", "HEAD") or not who & (STAFF | {"public"}):
                    continue
                done = client.request(method, PARAMETER.sub("1", path), headers=headers)
                if done.status_code != 403:
                    followed.append((route, role, done.status_code))
    assert followed == []


def test_a_session_without_any_origin_is_refused(app: FastAPI) -> None:
    client = TestClient(app, raise_server_exceptions=False, follow_redirects=False)
    client.cookies.set("qfq_session", "admin")
    assert client.post("/comptes").status_code == 403


@pytest.mark.parametrize("token", ["", "ADMIN", "admin; role=admin", "x" * 5000])
def test_a_forged_session_opens_nothing(app: FastAPI, token: str) -> None:
    client = TestClient(app, raise_server_exceptions=False, follow_redirects=False, headers={
        "Accept": "text/html", "Cookie": f"qfq_session={token}" if ";" not in token else
        'qfq_session="admin; role=admin"'})
    assert is_refused(*tried(client, "GET /redaction/lacunes"))
