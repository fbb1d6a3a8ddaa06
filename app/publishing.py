"""Watches the knowledge folder: a published change answers within seconds."""

import asyncio
from pathlib import Path

import structlog
from watchfiles import Change, DefaultFilter, awatch

from app.assembly import House
from app.memory import give_back
from knowledge.imports.shelf import IN_USE
from retrieval.query import Query

log = structlog.get_logger("app.publishing")
SETTLE_MILLISECONDS = 300


def publish(house: House) -> None:
    """Read the base again and bring the index to it. A faulty file keeps the others' change."""
    snapshot = house.base.reload()
    report = house.retriever.apply_changes(snapshot.repository.entries())
    log.info("knowledge.published", created=report.created, updated=report.updated,
             removed=report.removed, unchanged=report.unchanged, version=report.version,
             seconds=round(report.seconds, 2), faults=len(snapshot.repository.faults))
    give_back()


async def publish_at_start(house: House) -> None:
    """Warm the encoder and bring the index up to date; the page does not wait for it."""
    house.retriever.warm()
    try:
        await asyncio.to_thread(publish, house)
        await asyncio.to_thread(house.retriever.search, Query("bonjour"))  # the first is slow
    except Exception as fault:  # the service answers without the index, and /readyz says so
        log.error("knowledge.not_published", cause=type(fault).__name__)


async def watch(house: House) -> None:
    """Publish again whenever a file of the folder changes or an import is switched."""
    folder, imports = house.settings.knowledge_dir, house.settings.imports_dir
    imports.mkdir(parents=True, exist_ok=True)

    usual = DefaultFilter()

    def counts(change: Change, path: str) -> bool:
        is_ours = Path(path).name == IN_USE or not Path(path).is_relative_to(imports)
        return is_ours and usual(change, path)

    async for _ in awatch(folder, imports, watch_filter=counts, debounce=SETTLE_MILLISECONDS,
                          step=100, recursive=True):
        try:
            await asyncio.to_thread(publish, house)
        except Exception as fault:  # what was in use stays in use
            log.error("knowledge.not_published", cause=type(fault).__name__)
