"""A pretend house: the parts that the app's own routes look at, nothing behind them."""

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from app.dialogue import Dialogue
from app.settings import Settings
from bot.actions import build_executor
from bot.client import RasaClient
from retrieval.live import Status
from tests.bot.fakes import FakeRetriever, parts

SECRET = "secret-fictif"


@dataclass
class FakeStore:
    """A database that answers or not, after some seconds."""

    is_there: bool = True
    wait_seconds: float = 0.0

    async def answers(self) -> bool:
        """Say whether it can be read."""
        await asyncio.sleep(self.wait_seconds)
        return self.is_there


@dataclass
class FakeRetrieval:
    """A retriever of which only the status is asked, and what it publishes."""

    now: Status = field(default_factory=lambda: Status(True, "version-fictive", 3, ""))

    def status(self) -> Status:
        """Say how it is."""
        return self.now


@pytest.fixture
def house() -> Any:
    """Return a house where all is well and the dialogue layer is switched off."""
    repository = SimpleNamespace(entries=lambda: ("a", "b", "c"), partners=("p",), faults=(),
                                 digest=lambda: "empreinte")
    return SimpleNamespace(
        settings=Settings(rasa_enabled=False), store=FakeStore(), retriever=FakeRetrieval(),
        base=SimpleNamespace(now=SimpleNamespace(repository=repository)),
        dialogue=Dialogue(RasaClient(lambda: None), SECRET),
        executor=build_executor(parts(FakeRetriever())))


@pytest.fixture(autouse=True)
def quiet_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave logging as it is: a command run in a test would keep writing to that test's output."""
    monkeypatch.setattr("app.cli.set_up_logging", lambda level="": None)
