"""The ceiling and the watch on PostgreSQL, where nothing stops two writers but the rows."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from mediation.case import CeilingReached
from mediation.outcome import CaseStatus
from mediation.store.database import open_store
from mediation.store.migrate import migrate
from tests.mediation.conftest import House, build
from tests.mediation.fakes import Clock
from tests.mediation.queueing.team import (
    Told,
    endanger,
    mediator,
    other_process,
    six_claims_over_a_ceiling_of_three,
    watch_of,
)


@pytest_asyncio.fixture
async def large_house(postgres: Any) -> AsyncIterator[House]:
    """Return a house over an empty database of the run's own server."""
    url = postgres.new_database()
    await migrate(url)
    store = open_store(url)
    yield build(url, store, Clock())
    await store.close()


async def test_claims_at_once_do_not_pass_the_ceiling(large_house: House) -> None:
    house = large_house
    done = await six_claims_over_a_ceiling_of_three(house)
    assert done.count(True) == 3
    assert sum(isinstance(each, CeilingReached) for each in done) == 3


async def test_watchers_at_once_act_once(large_house: House) -> None:
    house = large_house
    _, danger = await house.queued()
    await endanger(house, danger)
    _, left = await house.queued()
    person = await mediator(house, "m1")
    assert await house.desk.claim(left, person)
    assert (await house.desk.lists(person)).unread[left] >= 1
    house.clock.forward(minutes=4)
    other, told = other_process(house), Told()
    await asyncio.gather(*(watch_of(house, told, store).round(house.clock())
                           for store in (house.store, other) for _ in range(3)))
    await other.close()
    assert sorted(told.kinds) == ["case.returned", "case.waiting", "danger.unread"]
    card = await house.desk.case(left)
    assert card is not None
    assert card.status is CaseStatus.WAITING
