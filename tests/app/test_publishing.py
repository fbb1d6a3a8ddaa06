"""A changed file is published within seconds; a faulty publication keeps what was in use."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.publishing import publish, publish_at_start, watch
from retrieval.sync import SyncReport


class Published:
    """A retriever that notes what it is asked to publish; it fails when told to."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, ...]] = []
        self.fault: Exception | None = None
        self.is_warm = False

    def warm(self) -> None:
        """Note that the encoder is asked for."""
        self.is_warm = True

    def apply_changes(self, entries: Iterable[str]) -> SyncReport:
        """Note the entries, or fail."""
        if self.fault:
            raise self.fault
        self.seen.append(tuple(entries))
        return SyncReport(created=1, updated=0, removed=0, unchanged=0, encoded=1,
                          version="v", seconds=0.1)


@pytest.fixture
def home(tmp_path: Path) -> Any:
    """Return a house whose entries are the names of the files of a folder."""
    def reload() -> Any:
        names = sorted(path.stem for path in tmp_path.glob("*.md"))
        return SimpleNamespace(repository=SimpleNamespace(entries=lambda: names, faults=()))
    return SimpleNamespace(base=SimpleNamespace(reload=reload), retriever=Published(),
                           settings=SimpleNamespace(knowledge_dir=tmp_path,
                                                    imports_dir=tmp_path / "imports"))


def test_publishing_reads_the_folder_again(home: Any) -> None:
    publish(home)
    (home.settings.knowledge_dir / "nouvelle.md").write_text("x", encoding="utf-8")
    publish(home)
    assert home.retriever.seen == [(), ("nouvelle",)]


async def test_at_start_a_fault_stops_nothing(home: Any) -> None:
    home.retriever.fault = RuntimeError("disque fictif plein")
    await publish_at_start(home)
    assert home.retriever.is_warm
    assert home.retriever.seen == []


async def until(home: Any, published: int) -> None:
    """Wait for this many publications."""
    async with asyncio.timeout(5):
        while len(home.retriever.seen) < published:
            await asyncio.sleep(0.05)


async def test_a_change_is_published_within_seconds_and_after_a_fault_too(home: Any) -> None:
    watching = asyncio.create_task(watch(home))
    await asyncio.sleep(0.3)
    (home.settings.knowledge_dir / "une.md").write_text("x", encoding="utf-8")
    await until(home, 1)
    home.retriever.fault = RuntimeError("fichier fictif illisible")
    (home.settings.knowledge_dir / "deux.md").write_text("x", encoding="utf-8")
    await asyncio.sleep(1)
    home.retriever.fault = None
    (home.settings.knowledge_dir / "trois.md").write_text("x", encoding="utf-8")
    await until(home, 2)
    assert home.retriever.seen[-1] == ("deux", "trois", "une")
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching
