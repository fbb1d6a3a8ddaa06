"""The web app over a whole mediation and its follow-up room."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from channels.doors import Doors, Options
from channels.mounting import open_doors
from mediation.follow_up.room import FollowUp
from mediation.rooms import Rooms
from mediation.store.database import open_store
from mediation.store.migrate import migrate
from tests.channels.house import build_web
from tests.follow_up_room import room
from tests.mediation.conftest import House, build
from tests.mediation.fakes import Clock

PASSWORD = "un mot de passe fictif"
PEOPLE = {"mediator": "mediator", "colleague": "mediator", "editor": "editor",
          "evaluator": "evaluator", "admin": "admin"}


@dataclass
class Site:
    """The app, what stands behind it, and browsers signed in as someone."""

    app: FastAPI
    house: House
    room: FollowUp
    client: TestClient | None = None

    def browser(self, **headers: str) -> TestClient:
        """Return a browser with nobody signed in."""
        made = TestClient(self.app, raise_server_exceptions=False, headers={
            "Accept": "text/html", "Origin": "http://testserver", **headers})
        made.portal = self.client.portal if self.client else None  # one loop for everyone
        return made

    def enter(self, name: str = "mediator") -> TestClient:
        """Sign someone in."""
        client = self.browser()
        done = client.post("/connexion", follow_redirects=False,
                           data={"email": f"{name}@example.org", "password": PASSWORD})
        assert done.status_code == 303
        return client

    def call(self, work: Callable[..., Awaitable[Any]], *given: Any) -> Any:
        """Run something where the app runs."""
        assert self.client
        assert self.client.portal
        return self.client.portal.call(work, *given)

    def held_case(self, name: str = "mediator") -> tuple[str, str]:
        """Return (conversation, case), the case held by someone."""
        async def made() -> tuple[str, str]:
            key, case_id = await self.house.queued()
            person = await self.house.accounts.who(
                await self.house.accounts.login(f"{name}@example.org", PASSWORD) or "")
            assert person
            assert await self.house.desk.claim(case_id, person.id)
            return key, case_id
        found: tuple[str, str] = self.call(made)
        return found

    def rows(self) -> dict[str, int]:
        """Count what each table of the follow-up holds."""
        async def counted() -> dict[str, int]:
            tables = ("referrals", "appointments", "logbooks", "logbook_steps")
            async with self.house.store.reading() as db:
                return {each: (await db.execute(text(f"select count(*) from {each}"))).scalar_one()
                        for each in tables}
        found: dict[str, int] = self.call(counted)
        return found


def build_site(folder: Path, model: Path, is_on: bool = True) -> Site:
    """Assemble the app over a fresh mediation."""
    url = f"sqlite+aiosqlite:///{shutil.copy(model, folder / 'essai.db')}"
    house = build(url, open_store(url), Clock())
    opened = room(house.store, house.sealer, house.clock, folder, is_on)
    web = build_web(Options(rate_per_minute=1000, opens_per_minute=1000, logins_per_minute=1000,
                            public_url="https://accueil.example.org"))
    doors: Doors = web.app.state.doors
    open_doors(web.app, replace(doors, resident=house.talks, desk=house.desk,
                                accounts=house.accounts, presence=house.presence,
                                rooms=Rooms(follow_up=opened)))
    return Site(web.app, house, opened)


async def add_people(house: House) -> None:
    """Give everyone an account."""
    for name, role in PEOPLE.items():
        await house.accounts.add(f"{name}@example.org", PASSWORD, role)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with its tables, copied for each test."""
    path = tmp_path_factory.mktemp("suivi") / "modele.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


def started(site: Site) -> Iterator[Site]:
    """Start a site and close it."""
    with TestClient(site.app) as client:
        site.client = client
        site.call(add_people, site.house)
        yield site
        site.call(site.house.store.close)


@pytest.fixture
def site(tmp_path: Path, model: Path) -> Iterator[Site]:
    """Return the site, its switches on."""
    yield from started(build_site(tmp_path, model))


@pytest.fixture
def closed_site(tmp_path: Path, model: Path) -> Iterator[Site]:
    """Return the site as an operator gets it: logbooks and questionnaire off."""
    yield from started(build_site(tmp_path, model, is_on=False))
