"""A fresh room for each test: folder, git, database, people."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.editing_room import Room, open_room


@pytest_asyncio.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    """Return a desk whose publications wait for their replay."""
    made = await open_room(tmp_path, replays=True)
    yield made
    await made.store.close()
