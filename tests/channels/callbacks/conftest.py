"""The whole web app over the real mediation: residents' page and mediators' desk."""

import asyncio
import html
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from channels.doors import Doors, Options
from channels.live import Live
from channels.mounting import mount, open_doors
from mediation.callbacks.desk import Callbacks
from mediation.codes import ResumeCodes
from mediation.comfort import Comforts
from mediation.rooms import Rooms
from mediation.store.database import open_store
from mediation.store.migrate import migrate
from tests.channels.fakes import PASSWORD, FakeAccounts, FakePresence
from tests.channels.places import FakePlaces
from tests.channels.shelves import library
from tests.mediation.conftest import House, build
from tests.mediation.fakes import Clock
from tests.people import MEDIATOR_EMAIL


@dataclass
class Office:
    """The app, one browser-like client, and the mediation behind it."""

    app: FastAPI
    client: TestClient
    house: House
    live: Live

    def sign_in(self, email: str = MEDIATOR_EMAIL) -> None:
        """Sign this client in at the desk."""
        done = self.client.post("/connexion", data={"email": email, "password": PASSWORD},
                                follow_redirects=False)
        assert done.status_code == 303

    def send(self, **fields: str) -> str:
        """Send a form of the resident's page without scripts; return the page after it."""
        done = self.client.post("/chat/messages", data=fields)
        assert done.status_code == 200, done.text
        return html.unescape(done.text).replace("\xa0", " ").replace("\u202f", " ")

    def press(self, page: str, label: str) -> str:
        """Press the last button of a page with this label."""
        found = re.findall(rf'name="choice" value="([^"]+)"[^>]*>{re.escape(label)}<', page)
        assert found, label
        return self.send(choice=found[-1])


def build_office(folder: Path) -> Office:
    """Assemble it over a fresh database file."""
    url = f"sqlite+aiosqlite:///{folder / 'essai.db'}"
    with ThreadPoolExecutor(1) as aside:  # the browser's own loop may run in this thread
        aside.submit(lambda: asyncio.run(migrate(url))).result()
    live = Live()
    house = build(url, open_store(url), Clock())
    house.publisher.wake = live.wake  # type: ignore[method-assign]
    room = Callbacks(house.store, house.sealer, house.publisher, house.clock, house.presence)
    app = FastAPI(docs_url=None, redoc_url=None)
    mount(app, Options(rate_per_minute=1000, opens_per_minute=1000), live)
    open_doors(app, Doors(house.talks, house.desk, FakeAccounts(), FakePresence(), library(),
                          FakePlaces(), Comforts(house.store, house.clock, timedelta(days=7)),
                          ResumeCodes(house.store, house.sealer, house.clock),
                          rooms=Rooms(callbacks=room)))
    client = TestClient(app, raise_server_exceptions=True, headers={
        "Accept": "text/html,application/xhtml+xml", "Origin": "http://testserver"})
    return Office(app, client, house, live)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Return the app, started."""
    built = build_office(tmp_path)
    with built.client:
        yield built
        assert built.client.portal is not None
        built.client.portal.call(built.house.store.close)
