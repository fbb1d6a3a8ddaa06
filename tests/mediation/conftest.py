"""A whole mediation over a fresh SQLite file, with stand-ins around it."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from argon2 import PasswordHasher
from cryptography.fernet import Fernet

from bot.decision import Kind
from mediation.accounts import Accounts
from mediation.answer import TurnReply
from mediation.conversation import Conversations
from mediation.desk import Desk
from mediation.outbox import Outbox
from mediation.place_life import PlaceLife
from mediation.presence import Place, Presence
from mediation.queueing.routing import Routing
from mediation.sealing import Sealer
from mediation.store.database import Store, open_store
from mediation.store.migrate import migrate
from mediation.utterance import Channel, Utterance
from tests.mediation.fakes import (
    Clock,
    FakeBase,
    FakeBot,
    FakeCorrections,
    FakeProtector,
    FakePublisher,
    FakeVoice,
    decided,
    entry_of,
    housing,
)
from tests.people import partner

HOURS = "Mo-Fr 09:00-12:00,14:00-17:00; PH off"


@dataclass
class House:
    """Everything a test needs, and short ways to talk."""

    url: str
    store: Store
    clock: Clock
    bot: FakeBot
    voice: FakeVoice
    protector: FakeProtector
    publisher: FakePublisher
    sealer: Sealer
    presence: Presence
    talks: Conversations
    desk: Desk
    outbox: Outbox
    accounts: Accounts
    base: FakeBase
    places: PlaceLife
    corrections: FakeCorrections

    async def opened(self, channel: Channel = Channel.WEB, locale: str | None = None) -> str:
        return (await self.talks.open(channel, locale)).conversation_id

    async def write(self, key: str, text: str, message_id: str | None = None,
                    channel: Channel = Channel.WEB) -> TurnReply:
        return await self.talks.receive(key, Utterance(channel, text=text,
                                                       channel_message_id=message_id))

    async def press(self, key: str, choice: str, *strike: str,
                    channel: Channel = Channel.WEB) -> TurnReply:
        return await self.talks.receive(key, Utterance(channel, choice=choice, strike=strike))

    async def queued(self, channel: Channel = Channel.WEB) -> tuple[str, str]:
        """Open a conversation and queue it; return (conversation, case)."""
        key = await self.opened(channel)
        await self.write(key, "mon loyer", channel=channel)
        await self.press(key, "handoff:offer", channel=channel)
        await self.press(key, "handoff:accept", channel=channel)
        found = [case.id for case in await self.desk.queue() if case.conversation_id == key]
        return key, found[0]

    async def held(self, channel: Channel = Channel.WEB) -> tuple[str, str]:
        """The same, claimed by the mediator "m1"."""
        key, case_id = await self.queued(channel)
        assert await self.desk.claim(case_id, "m1")
        return key, case_id


def build(url: str, store: Store, clock: Clock) -> House:
    """Assemble a mediation as the app does, around stand-ins."""
    bot = FakeBot({"mon loyer": housing(), "bonjour": decided(Kind.SMALL_TALK, "Bonjour."),
                   "une aide": decided(Kind.CHOICES, choices=("aide-au-logement",
                                                              "inscription-chomage")),
                   "la météo": decided(Kind.OUT_OF_SCOPE)})
    voice, protector, publisher = FakeVoice(), FakeProtector(), FakePublisher()
    sealer = Sealer(Fernet.generate_key())
    base, corrections = FakeBase(partner()), FakeCorrections()
    places = PlaceLife(store, base, sealer, clock, corrections)
    presence = Presence(store, Place("l'accueil d'essai", HOURS, "04 00 00 00 00"), clock)
    talks = Conversations(store, bot, voice, protector, publisher, presence, sealer, clock,
                          entry_of, places)
    fast = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    return House(url, store, clock, bot, voice, protector, publisher, sealer, presence, talks,
                 Desk(store, bot, protector, publisher, sealer, clock,
                      routing=Routing(presence)),
                 Outbox(store, sealer, clock), Accounts(store, clock, fast), base, places,
                 corrections)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with its tables, copied for each test."""
    path = tmp_path_factory.mktemp("modele") / "essai.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest_asyncio.fixture
async def house(tmp_path: Path, migrated: Path) -> AsyncIterator[House]:
    path = shutil.copy(migrated, tmp_path / "essai.db")
    url = f"sqlite+aiosqlite:///{path}"
    store = open_store(url)
    yield build(url, store, Clock())
    await store.close()
