"""Claims every waiting case it can, as one process of a race; prints the ids it won."""

import asyncio
import sys
from datetime import UTC, datetime

from mediation.store import cases
from mediation.store.database import open_store


async def race(url: str, mediator_id: str) -> None:
    """Read the queue, wait for the start, then claim case after case."""
    store = open_store(url, busy_seconds=30.0)
    async with store.reading() as db:
        waiting = [case.id for case in await cases.listed(db)]
    print("ready", flush=True)
    sys.stdin.readline()
    for case_id in waiting:
        async with store.writing() as db:
            won = await cases.claim(db, case_id, mediator_id, datetime.now(UTC))
        if won:
            print(case_id, flush=True)
        await asyncio.sleep(0.001)
    await store.close()


if __name__ == "__main__":
    asyncio.run(race(sys.argv[1], sys.argv[2]))
