"""One mediator of a race, in a process of its own: claims every waiting case it can."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from threading import Barrier
from typing import Any, cast

import structlog
from cryptography.fernet import Fernet

from mediation.desk import Desk
from mediation.sealing import Sealer
from mediation.store import cases
from mediation.store.database import StoreUnavailable, open_store


@dataclass(frozen=True)
class Won:
    """The cases a mediator got, and how often the database was busy and asked again."""

    cases: tuple[str, ...]
    busy: int


class Silent:
    """Stands for what a claim only wakes: nobody listens in a race."""

    def wake(self, conversation_id: str) -> None:
        """Wake nobody."""


def claim_all(url: str, mediator_id: str, start: Barrier, says: Connection) -> None:
    """Read the queue, wait for the others, claim case after case, then say what was won."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    says.send(asyncio.run(_race(url, mediator_id, start)))


async def _race(url: str, mediator_id: str, start: Barrier) -> Won:
    store = open_store(url)
    desk = Desk(store, bot=cast(Any, None), protector=cast(Any, None), publisher=Silent(),
                sealer=Sealer(Fernet.generate_key()), clock=lambda: datetime.now(UTC))
    async with store.reading() as db:
        waiting = [case.id for case in await cases.listed(db)]
    await asyncio.to_thread(start.wait, 60)
    won, busy = [], 0
    for case_id in waiting:
        while True:
            try:
                if await desk.claim(case_id, mediator_id):
                    won.append(case_id)
                break
            except StoreUnavailable:  # the mediator reads a sentence and clicks again
                busy += 1
    await store.close()
    return Won(tuple(won), busy)
