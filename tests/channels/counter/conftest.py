"""The pages over the fake house, with a real counter on a fictitious base."""

import asyncio
import html
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from mediation.rooms import Rooms
from mediation.sealing import Sealer
from mediation.store.conversation_rows import ConversationRow
from mediation.store.database import Store, open_store
from mediation.store.migrate import migrate
from tests.channels.house import Web, build_web
from tests.counter_room import CounterHouse, build_counter
from tests.people import NOW


@dataclass(frozen=True)
class Counter:
    """The app and the counter behind it."""

    web: Web
    house: CounterHouse
    store: Store

    def open(self, **fields: str) -> str:
        """Sign in, start a visit and return its id."""
        self.web.sign_in()
        self.post("/ouvrir", **fields)
        form = self.get("/mediation/accueil")
        return form.partition("/mediation/accueil/")[2].split('"', 1)[0].split("/")[0]

    def add_conversation(self, key: str) -> None:
        """Write the conversation that the fake house keeps in memory."""
        async def add() -> None:
            async with self.store.writing() as db:
                db.add(ConversationRow(id=key, token_hash="", channel="web", holder="mediator",
                                       created_at=NOW, last_at=NOW))

        self.web.client.portal.call(add)  # type: ignore[union-attr]

    def post(self, path: str, **fields: object) -> str:
        """Send a form and return the page it leads to."""
        return plain(self.web.client.post(f"/mediation/accueil{path}", data=fields).text)

    def get(self, path: str, **query: str) -> str:
        """Return a page."""
        return plain(self.web.client.get(path, params=query or None).text)


def plain(page: str) -> str:
    """Return a page's words as people read them: entities and special spaces resolved."""
    return html.unescape(page).replace("\u202f", " ").replace("\xa0", " ")


@pytest.fixture(scope="session")
def counter_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with its tables, copied for each test."""
    path = tmp_path_factory.mktemp("accueil") / "essai.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture
def counter(tmp_path: Path, counter_database: Path) -> Iterator[Counter]:
    """Return the app, started, with its counter."""
    path = shutil.copy(counter_database, tmp_path / "essai.db")
    store = open_store(f"sqlite+aiosqlite:///{path}")
    house = build_counter(store, Sealer(Fernet.generate_key()), lambda: NOW)
    built = build_web()
    built.app.state.doors = replace(built.app.state.doors, rooms=Rooms(counter=house.desk))
    with built.client:
        yield Counter(built, house, store)
        built.client.portal.call(store.close)  # type: ignore[union-attr]
