"""A service that is killed without a word, and started again on the same port with its data."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil

from evals.serving import Instance, State, free_port, running
from evals.soak.people import PASSWORD
from mediation.accounts import Accounts
from mediation.store.database import open_store

HOURS = "Mo-Su 00:00-24:00; PH 00:00-24:00"
START_SECONDS = 180


def has_database(state: State) -> bool:
    """Say whether a conversation can be held, whatever else still starts."""
    return bool(state["parts"].get("database") == "ready")


@dataclass
class Supervised:
    """The service, its restarts and how long each took."""

    data: Path
    settings: dict[str, str]
    stack: ExitStack
    instance: Instance
    restarts: list[float] = field(default_factory=list)
    rasa_kills: int = 0

    @classmethod
    @contextlib.contextmanager
    def serving(cls, data: Path, **settings: str) -> Iterator["Supervised"]:
        """Start it with live chat on and open at any hour; stop it at the end."""
        kept = {"port": str(free_port()), "live_chat": "1", "live_ceiling": "100",
                "desk_hours": HOURS, **settings}
        with ExitStack() as stack:
            first = stack.enter_context(running(data, START_SECONDS, has_database, **kept))
            yield cls(data, kept, stack, first)

    @property
    def url(self) -> str:
        """Return its address, which stays the same."""
        return self.instance.url

    @property
    def database(self) -> str:
        """Return the SQLAlchemy URL of its database."""
        return self.settings.get("database_url",
                                 f"sqlite+aiosqlite:///{self.data / 'qui-fait-quoi.db'}")

    def kill_app(self) -> None:
        """Kill the application as the system would (SIGKILL), then start it again."""
        started = time.monotonic()
        os.kill(self.instance.process.pid, signal.SIGKILL)
        self.instance.process.wait()
        self.instance = self.stack.enter_context(
            running(self.data, START_SECONDS, has_database, **self.settings))
        self.restarts.append(time.monotonic() - started)

    def kill_rasa(self) -> None:
        """Kill the dialogue layer alone; the application starts it again by itself."""
        for child in psutil.Process(self.instance.process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                if {"bot.nlu.run", "run"} <= set(child.cmdline()):
                    child.kill()
                    self.rasa_kills += 1


async def add_mediators(url: str, *emails: str) -> None:
    """Create fictitious mediators' accounts beside the service."""
    store = open_store(url)
    try:
        accounts = Accounts(store, lambda: datetime.now(UTC))
        for email in emails:
            await accounts.add(email, PASSWORD, "mediator")
    finally:
        await store.close()
