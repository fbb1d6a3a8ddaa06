"""Several mediators on the same case: one wins, and only one."""

import asyncio
import os
import sys
from pathlib import Path

from mediation.outcome import Holder, Outcome
from mediation.store import cases, conversations
from mediation.utterance import Channel
from tests.mediation.conftest import House
from tests.mediation.fakes import NOON

CLAIMER = Path(__file__).with_name("claimer.py")
ROOT = Path(__file__).resolve().parents[2]
COUNT = 50


async def _fifty_waiting(house: House) -> set[str]:
    async with house.store.writing() as db:
        for rank in range(COUNT):
            row = await conversations.add(db, f"v{rank}", "x", Channel.WEB, None, NOON)
            await cases.offer(db, row, cases.NewCase(f"c{rank}", "asked", 0, (), None), NOON)
            await db.flush()
            await cases.queue(db, f"c{rank}", (), (b"x", f"d{rank}"), NOON, NOON)
    return {f"c{rank}" for rank in range(COUNT)}


async def test_two_processes_claim_each_case_exactly_once(house: House) -> None:
    every = await _fifty_waiting(house)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    pipe = asyncio.subprocess.PIPE
    racers = [await asyncio.create_subprocess_exec(
        sys.executable, str(CLAIMER), house.url, name, env=environment, stdin=pipe, stdout=pipe)
        for name in ("m1", "m2")]
    for racer in racers:
        assert racer.stdout is not None
        assert await racer.stdout.readline() == b"ready\n"
    outputs = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0, 0]
    won = [out.decode().split() for out, _ in outputs]
    assert len(won[0]) + len(won[1]) == COUNT
    assert {*won[0], *won[1]} == every
    assert {case.claimed_by for case in await house.desk.queue()} <= {"m1", "m2"}


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
