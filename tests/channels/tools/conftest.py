"""The web app over a whole mediation, with the team's tools and accounts open."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from channels.doors import Doors, Options
from channels.mounting import open_doors
from mediation.gaps import Gaps
from mediation.notices import StaffNotices
from mediation.rooms import Rooms
from mediation.staff import Staff
from mediation.store.database import open_store
from mediation.store.migrate import migrate
from mediation.tools.deliveries import Deliveries
from mediation.tools.notes import Notes
from mediation.tools.room import Tools
from mediation.tools.suggestions import Suggestions
from tests.channels.follow_up.conftest import PASSWORD, Site, add_people
from tests.channels.house import build_web
from tests.channels.shelves import library
from tests.mediation.conftest import House, build
from tests.mediation.fakes import Clock

ADMIN, MEDIATOR, EDITOR = "admin@example.org", "mediator@example.org", "editor@example.org"


@dataclass
class ToolSite(Site):
    """The same site, with short ways to its own rooms."""

    rooms: Rooms = Rooms()

    def id_of(self, name: str) -> str:
        """Return someone's account."""
        found = self.call(self.rooms.staff.names)  # type: ignore[union-attr]
        return next(key for key, email in found.items() if email == f"{name}@example.org")


def rooms_of(house: House) -> Rooms:
    """Open the rooms over a house, with its cheap password hasher."""
    shelves = library()
    clock, store, sealer = house.clock, house.store, house.sealer
    return Rooms(
        notices=StaffNotices(store, sealer, clock),
        tools=Tools(Notes(store, sealer, clock), Deliveries(store, clock),
                    Suggestions(store, shelves._base, shelves, None)),
        gaps=Gaps(store, house.protector, house.publisher, clock),
        staff=Staff(store, sealer, clock, house.accounts))


def build_tools(folder: Path, model: Path, options: Options | None = None) -> ToolSite:
    """Assemble the app."""
    url = f"sqlite+aiosqlite:///{shutil.copy(model, folder / 'essai.db')}"
    house = build(url, open_store(url), Clock())
    rooms = rooms_of(house)
    web = build_web(options or Options(rate_per_minute=1000, opens_per_minute=1000,
                                       logins_per_minute=1000,
                                       public_url="https://accueil.example.org"))
    doors: Doors = web.app.state.doors
    open_doors(web.app, replace(doors, resident=house.talks, desk=house.desk,
                                accounts=house.accounts, presence=house.presence,
                                places=house.places, rooms=rooms))
    return ToolSite(web.app, house, None, rooms=rooms)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def tool_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with its tables and its people, copied for each test."""
    path = tmp_path_factory.mktemp("outils") / "modele.db"
    url = f"sqlite+aiosqlite:///{path}"

    async def make() -> None:
        await migrate(url)
        store = open_store(url)
        await add_people(build(url, store, Clock()))
        await store.forget_traces()
        await store.close()
    asyncio.run(make())
    return path


@pytest.fixture
def site(tmp_path: Path, tool_model: Path) -> Iterator[ToolSite]:
    """Return the site, started."""
    built = build_tools(tmp_path, tool_model)
    with TestClient(built.app) as client:
        built.client = client
        yield built
        built.call(built.house.store.close)


__all__ = ["PASSWORD"]
