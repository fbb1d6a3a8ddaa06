"""Several mediators on the same case: one wins, and only one."""

import asyncio
from pathlib import Path

import pytest

from evals.soak.race import run_race
from mediation.outcome import Holder, Outcome
from mediation.store import cases, conversations
from tests.mediation.conftest import House

COUNT, PROCESSES = 100, 4  # « make soak » runs 500 and 8


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
async def test_four_processes_claim_each_case_exactly_once(
        engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = (f"sqlite+aiosqlite:///{tmp_path / 'course.db'}" if engine == "sqlite"
           else request.getfixturevalue("postgres").new_database())
    race = await run_race(url, COUNT, PROCESSES)
    assert race.faults() == []
    assert sum(len(each) for each in race.won) == COUNT == len(race.holders)


async def test_ten_mediators_at_once_and_one_wins(house: House) -> None:
    _, case_id = await house.queued()
    wins = await asyncio.gather(*(house.desk.claim(case_id, f"m{rank}") for rank in range(10)))
    assert wins.count(True) == 1
    claimed = await house.desk.case(case_id)
    assert claimed is not None
    assert claimed.claimed_by == f"m{wins.index(True)}"
    texts = [item.text for item in await house.desk.conversation(case_id)]
    assert sum("médiateur vous répond" in text for text in texts) == 1


async def test_a_conversation_claimed_while_the_dialogue_thinks_is_not_answered(
        house: House) -> None:
    key, case_id = await house.held()
    await house.desk.close(case_id, "m1", "resolved")
    await house.press(key, "handoff:offer")

    async def accept_elsewhere() -> None:
        house.bot.during = None
        async with house.store.writing() as db:
            row = await conversations.lock(db, key)
            row.holder = Holder.MEDIATOR.value
            talk = await conversations.load(db, key)
            assert talk.case is not None
            await cases.queue(db, talk.case.id, (), (b"", "x"), house.clock(), house.clock())
            await cases.claim(db, talk.case.id, "m3", house.clock())

    house.bot.during = accept_elsewhere
    reply = await house.write(key, "mon loyer")
    assert (reply.outcome, reply.holder) == (Outcome.HANDOFF_RELAYED, Holder.MEDIATOR)
    assert reply.messages == ()
