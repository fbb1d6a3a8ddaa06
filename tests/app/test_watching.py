"""The watch of the queue goes on after a fault."""

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from app import main
from app.assembly import House


async def test_a_fault_does_not_stop_the_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "WATCH_EVERY_SECONDS", 0)
    rounds: list[datetime] = []
    enough = asyncio.Event()

    async def one_round(now: datetime) -> None:
        rounds.append(now)
        if len(rounds) == 1:
            raise OSError("base absente")
        enough.set()

    house = SimpleNamespace(clock=lambda: datetime(2026, 11, 24, tzinfo=UTC),
                            queue_watch=SimpleNamespace(round=one_round))
    job = asyncio.create_task(main.watch_queue(cast(House, house)))
    await asyncio.wait_for(enough.wait(), timeout=5)
    job.cancel()
    assert len(rounds) >= 2
