"""Builds the web app over the fake house."""

from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.testclient import TestClient

from channels.doors import Doors, Options
from channels.live import Live
from channels.mounting import mount, open_doors
from tests.channels.comfort import FakeCodes, FakeComfort
from tests.channels.fakes import PASSWORD, FakeAccounts, FakeHouse, FakePresence
from tests.channels.places import FakePlaces
from tests.channels.shelves import library
from tests.people import MEDIATOR_EMAIL


@dataclass(frozen=True)
class Web:
    """The app, a browser-like client and what stands behind the doors."""

    app: FastAPI
    client: TestClient
    house: FakeHouse
    accounts: FakeAccounts
    presence: FakePresence
    live: Live
    comfort: FakeComfort

    def open(self) -> tuple[str, dict[str, str]]:
        """Open a conversation by the API; return its id and the Bearer header."""
        opened = self.client.post("/api/v1/conversations").json()
        return opened["conversation_id"], {"Authorization": f"Bearer {opened['token']}"}

    def agree(self, *more: str) -> str:
        """Agree to be handed over, write what comes then, sign the mediator in; the case's path."""
        for fields in ({"text": "j'ai perdu mon travail"}, {"choice": "handoff:offer"},
                       {"choice": "handoff:accept"}, *({"text": each} for each in more)):
            self.client.post("/chat/messages", data=fields)
        self.sign_in()
        return f"/mediation/cas/{next(iter(self.house.cases))}"

    def sign_in(self, email: str = MEDIATOR_EMAIL) -> None:
        """Sign this client in at the desk."""
        done = self.client.post("/connexion", data={"email": email, "password": PASSWORD},
                                follow_redirects=False)
        assert done.status_code == 303


def build_web(options: Options | None = None) -> Web:
    """Assemble it; the client reads 500 pages instead of raising."""
    live = Live()
    house, accounts, presence = FakeHouse(live), FakeAccounts(), FakePresence()
    app = FastAPI(docs_url=None, redoc_url=None)
    mount(app, options or Options(rate_per_minute=1000, opens_per_minute=1000), live)
    comfort = FakeComfort(house)
    open_doors(app, Doors(house, house, accounts, presence, library(), FakePlaces(), comfort,
                          FakeCodes(house)))
    client = TestClient(app, raise_server_exceptions=False, headers={
        "Accept": "text/html,application/xhtml+xml", "Origin": "http://testserver"})
    return Web(app, client, house, accounts, presence, live, comfort)
