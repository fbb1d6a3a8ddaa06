"""A race for the waiting cases: processes that all want every case, and who got what."""

import asyncio
import multiprocessing
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from evals.soak.claimer import Won, claim_all
from mediation.outcome import Holder
from mediation.store import cases, census, conversations
from mediation.store.database import Store, open_store
from mediation.store.migrate import migrate
from mediation.utterance import Channel


@dataclass(frozen=True)
class Race:
    """What a race gave. `told` counts the sentences « un médiateur vous répond » by case."""

    count: int
    seconds: float
    won: tuple[tuple[str, ...], ...]
    busy: int
    holders: dict[str, str]
    told: dict[str, int]

    def faults(self) -> list[str]:
        """Return what contradicts « each case exactly once », in French; empty when nothing."""
        times = Counter(case for each in self.won for case in each)
        owner = {case: f"m{rank}" for rank, each in enumerate(self.won) for case in each}
        return [
            *(f"{case} prise {many} fois" for case, many in times.items() if many != 1),
            *(f"{self.count - len(times)} demandes jamais prises"
              for _ in range(1) if len(times) != self.count),
            *(f"{case} : gagnée par {owner.get(case)}, tenue par {held} en base"
              for case, held in self.holders.items() if owner.get(case) != held),
            *(f"{case} : annoncée {many} fois" for case, many in self.told.items() if many != 1),
        ]


async def run_race(url: str, count: int, processes: int) -> Race:
    """Queue `count` invented cases in an empty database, then let the processes claim them."""
    await migrate(url)
    store = open_store(url)
    try:
        await _queue(store, count)
        seconds, said = await asyncio.to_thread(_compete, url, processes)
        holders, told = await _written(store)
    finally:
        await store.close()
    return Race(count, seconds, tuple(each.cases for each in said),
                sum(each.busy for each in said), holders, told)


async def _queue(store: Store, count: int) -> None:
    now = datetime.now(UTC)
    async with store.writing() as db:
        for rank in range(count):
            row = await conversations.add(db, f"v{rank}", "x", Channel.WEB, None, now)
            row.holder = Holder.QUEUE.value
            await cases.offer(db, row, cases.NewCase(f"c{rank}", "asked", 0, (), None), now)
            await db.flush()
            await cases.queue(db, f"c{rank}", (), (b"x", f"d{rank}"), now, now)


def _compete(url: str, processes: int) -> tuple[float, list[Won]]:
    """Start the processes, let them go together, and return what each won.

    They are forked from one process that has already loaded the desk.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["evals.soak.claimer"])
    start = context.Barrier(processes + 1)
    pipes = [context.Pipe(duplex=False) for _ in range(processes)]
    racers = [context.Process(target=claim_all, args=(url, f"m{rank}", start, says))
              for rank, (_, says) in enumerate(pipes)]
    for racer in racers:
        racer.start()
    start.wait(60)
    started = time.perf_counter()
    for racer in racers:
        racer.join(600)
    seconds = time.perf_counter() - started
    if any(racer.exitcode for racer in racers):
        raise RuntimeError("un des processus de la course s'est arrêté en chemin")
    return seconds, [cast(Won, hears.recv()) for hears, _ in pipes]


async def _written(store: Store) -> tuple[dict[str, str], dict[str, int]]:
    """Return what the database says: who holds each case, and how often residents were told."""
    async with store.reading() as db:
        return await census.holder_of_each(db), await census.times_told(db)
