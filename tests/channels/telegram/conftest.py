"""The robot over a local Bot API, by real HTTP, with a mediation in memory behind it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from channels.live import Live
from channels.telegram import delivery
from channels.telegram.options import TelegramOptions
from channels.telegram.service import TelegramChannel
from tests.botapi.running import serving_bot_api
from tests.botapi.state import BotApiState
from tests.channels.telegram.fakes import FakeMediation, doors

CHAT = 501


@dataclass
class Robot:
    """The started channel, what Telegram sees, what mediation sees, and short ways to wait."""

    api: BotApiState
    url: str
    house: FakeMediation
    channel: TelegramChannel

    async def until(self, is_true: Callable[[], object], seconds: float = 5.0) -> None:
        """Wait for something to become true."""
        end = time.monotonic() + seconds
        while not is_true():
            assert time.monotonic() < end, f"not in time; sent: {len(self.api.sent)}"
            await asyncio.sleep(0.01)

    async def gets(self, update: dict[str, Any], answers: int = 1) -> list[dict[str, Any]]:
        """Receive an update and return the messages that the robot then sends."""
        before = len(self.api.sent)
        self.api.add_update(update)
        await self.until(lambda: len(self.api.sent) >= before + answers)
        return self.api.sent[before:]

    def said(self, chat: int = CHAT) -> list[str]:
        """Return the texts sent to a chat."""
        return [each["text"] for each in list(self.api.sent) if each["chat"]["id"] == chat]

    def labels(self, message: dict[str, Any]) -> list[str]:
        """Return the labels of a message's buttons."""
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        return [button["text"] for row in rows for button in row]

    def knows(self, chat: int = CHAT) -> None:
        """Make this chat one that already has its conversation."""
        self.house.chats[f"known{chat}"] = str(chat)


@pytest.fixture
def api() -> Iterator[tuple[BotApiState, str]]:
    """Return a local Bot API and its URL."""
    state = BotApiState()
    with serving_bot_api(state) as url:
        yield state, url


@pytest_asyncio.fixture
async def robot(api: tuple[BotApiState, str],
                monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Robot]:
    """Return the robot, polling; its chat 501 already talks with it."""
    monkeypatch.setattr(delivery, "AFTER_FAULT_SECONDS", 0.05)
    state, url = api
    live = Live()
    house = FakeMediation(live)
    channel = TelegramChannel(TelegramOptions(state.token, api_url=url, rate_per_minute=1000),
                              doors(house), live)
    made = Robot(state, url, house, channel)
    await channel.start()
    await made.until(lambda: channel.state == "ready")
    made.knows()
    yield made
    await channel.stop()
