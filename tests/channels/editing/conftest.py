"""The web app over a real editors' desk, on a small folder of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from channels.doors import Options
from channels.mounting import open_doors
from tests.channels.house import build_web
from tests.editing_room import PASSWORD, Room, email, opened


@dataclass
class Site:
    """The app and its room; `enter` returns a browser signed in as someone."""

    app: FastAPI
    room: Room
    client: TestClient | None = None

    def enter(self, name: str) -> TestClient:
        """Sign someone in, in a browser of their own."""
        client = TestClient(self.app, raise_server_exceptions=False, headers={
            "Accept": "text/html", "Origin": "http://testserver"})
        client.portal = self.client.portal if self.client else None  # one loop for everyone
        done = client.post("/connexion", data={"email": email(name), "password": PASSWORD},
                           follow_redirects=False)
        assert done.status_code == 303
        return client


def build_site(folder: Path, replays: bool = False) -> Site:
    """Assemble the app over a fresh room."""
    room = opened(folder, replays)
    web = build_web(Options(rate_per_minute=1000, opens_per_minute=1000, logins_per_minute=1000))
    doors: Any = web.app.state.doors
    open_doors(web.app, replace(doors, accounts=room.accounts, editing=room.desk))
    return Site(web.app, room)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Return the site, started."""
    built = build_site(tmp_path)
    with TestClient(built.app) as client:
        built.client = client
        yield built
        assert client.portal
        client.portal.call(built.room.store.close)
