"""Conversations both ways under cuts and kills, then what each side saw against the database."""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx

from evals.soak.people import PASSWORD, Mark, Mediator, Refused, Resident, marks_in, sign_in
from evals.soak.supervised import Supervised, add_mediators
from evals.soak.written import Written, written_by

EMAIL = "accueil.fictif@example.org"
CASE = re.compile(r"/mediation/cas/[\w-]+")
QUESTION = "comment demander le rsa ?"


@dataclass(frozen=True)
class Plan:
    """How many people say how many things; `kills` are « app » or « rasa », spread evenly."""

    helped: int
    alone: int
    messages: int
    pause_seconds: float
    cut_every: float
    kills: Sequence[str]
    settle_seconds: float = 60.0
    seed: int = 20261123


@dataclass(frozen=True)
class Exchange:
    """What the run gave."""

    residents: tuple[Resident, ...]
    mediators: tuple[Mediator, ...]
    written: dict[str, Written]
    restarts: tuple[float, ...]
    rasa_kills: int

    @property
    def said(self) -> int:
        """Return how many numbered messages were sent, both ways."""
        return sum(len(each.sent) for each in (*self.residents, *self.mediators))

    @property
    def cuts(self) -> int:
        """Return how many streams were cut."""
        return sum(each.cuts for each in self.residents)

    @property
    def again(self) -> int:
        """Return how many messages were sent again for want of an answer."""
        return sum(each.again for each in (*self.residents, *self.mediators))

    def faults(self) -> list[str]:
        """Return each message lost, or written or shown twice; empty when there is none."""
        found: list[str] = []
        by_case = {each.case: each for each in self.mediators}
        for resident in self.residents:
            base = self.written[resident.id]
            helper = by_case.get(f"/mediation/cas/{base.case_id}")
            sent = [*resident.sent, *(helper.sent if helper else ())]
            found += _once(sent, base.marks, "en base")
            found += _once(sent, [mark for _, marks in resident.seen for mark in marks],
                           "chez l'habitant")
            found += _same([seq for seq, _ in resident.seen], base.seqs, resident.subject)
            if helper:
                shown = [mark for _, html in helper.seen for mark in marks_in(html)]
                found += _once(sent, shown, "à l'accueil")
        return found


def _once(sent: Sequence[Mark], seen: Sequence[Mark], where: str) -> list[str]:
    times = Counter(seen)
    return [f"{' '.join(mark)} : {times[mark]} fois {where}" for mark in sent if times[mark] != 1]


def _same(shown: Sequence[int], stored: Sequence[int], subject: int) -> list[str]:
    faults = []
    if list(shown) != sorted(set(shown)):
        faults.append(f"sujet {subject} : flux en désordre ou répété {list(shown)}")
    if set(shown) != set(stored):
        faults.append(f"sujet {subject} : flux et base diffèrent {set(shown) ^ set(stored)}")
    return faults


async def run_exchange(served: Supervised, plan: Plan) -> Exchange:
    """Play the plan on a service just started, wait until everything is through, and read all."""
    await add_mediators(served.database, EMAIL)
    dice = random.Random(plan.seed)
    async with AsyncExitStack() as stack:
        residents = [await stack.enter_async_context(Resident(served.url, rank, dice).here())
                     for rank in range(plan.helped + plan.alone)]
        http = await stack.enter_async_context(httpx.AsyncClient(
            base_url=served.url, timeout=20, trust_env=False))
        await sign_in(http, EMAIL, PASSWORD)
        mediators = await _hand_over(http, residents[:plan.helped])
        watching = [asyncio.create_task(each.watch(plan.cut_every)) for each in residents]
        watching += [asyncio.create_task(each.watch(0.5)) for each in mediators]
        try:
            await _talk(served, plan, dice, residents, mediators)
            await _settle(plan, residents, mediators, served)
        finally:
            for each in watching:
                each.cancel()
            await asyncio.gather(*watching, return_exceptions=True)
    return Exchange(tuple(residents), tuple(mediators),
                    await written_by(served.database), tuple(served.restarts), served.rasa_kills)


async def _hand_over(http: httpx.AsyncClient, residents: Sequence[Resident]) -> list[Mediator]:
    for each in residents:
        await each.ask_for_a_person()
    cases = sorted(set(CASE.findall((await http.get("/mediation")).text)))
    if len(cases) != len(residents):
        raise Refused(f"{len(residents)} demandes, {len(cases)} à l'accueil")
    for case in cases:
        await http.post(f"{case}/prendre")
    return [Mediator(http, 100 + rank, case) for rank, case in enumerate(cases)]


async def _talk(served: Supervised, plan: Plan, dice: random.Random,
                residents: Sequence[Resident], mediators: Sequence[Mediator]) -> None:
    """Let everybody speak, while the kills fall evenly in the time they take."""
    async def resident_speaks(each: Resident, question: str) -> None:
        for number in range(plan.messages):
            await each.say(number, question)
            await asyncio.sleep(dice.uniform(0.5, 1.5) * plan.pause_seconds)

    async def mediator_speaks(each: Mediator) -> None:
        for number in range(plan.messages):
            await each.say(number)
            await asyncio.sleep(dice.uniform(0.5, 1.5) * plan.pause_seconds)

    async def kill() -> None:
        gap = plan.messages * plan.pause_seconds / (len(plan.kills) + 1)
        for what in plan.kills:
            await asyncio.sleep(gap)
            await asyncio.to_thread(served.kill_app if what == "app" else served.kill_rasa)

    await asyncio.gather(
        kill(), *(resident_speaks(each, "" if rank < plan.helped else QUESTION)
                  for rank, each in enumerate(residents)),
        *(mediator_speaks(each) for each in mediators))


async def _settle(plan: Plan, residents: Sequence[Resident], mediators: Sequence[Mediator],
                  served: Supervised) -> None:
    """Wait until both sides saw all that is written, or long enough to say they never will."""
    ends = asyncio.get_running_loop().time() + plan.settle_seconds
    while asyncio.get_running_loop().time() < ends:
        written = await written_by(served.database)
        if all(each.seen and each.seen[-1][0] == written[each.id].seqs[-1] for each in residents):
            break
        await asyncio.sleep(0.5)
    await asyncio.sleep(1.5)  # what would come twice would come now
    for each in mediators:
        await each.look()
