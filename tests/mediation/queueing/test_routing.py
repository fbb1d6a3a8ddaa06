"""Who sees a waiting case, in which order, and how many live exchanges a desk holds."""

from dataclasses import replace
from datetime import date

import pytest

from mediation.case import CeilingReached
from mediation.queueing.desk_place import departement_of, fitting
from mediation.store import cases, conversations
from mediation.store.case_rows import CaseRow
from tests.mediation.conftest import House
from tests.mediation.queueing.team import (
    COMMUNE,
    NORTH,
    SOUTH,
    default_desk,
    desk,
    mediator,
    queued_at,
    six_claims_over_a_ceiling_of_three,
)


async def _sees(house: House, person: str) -> list[str]:
    return [each.id for each in (await house.desk.lists(person)).waiting]


async def test_a_case_is_first_seen_by_the_desk_of_its_area(house: House) -> None:
    await desk(house, NORTH)
    await desk(house, SOUTH)
    north, south = await mediator(house, "n", "nord"), await mediator(house, "s", "sud")
    case_id = await queued_at(house, "48999", "housing")
    assert await _sees(house, north) == [case_id]
    assert await _sees(house, south) == []
    assert (await house.desk.lists(south)).elsewhere == 1
    house.clock.forward(minutes=10)
    assert await _sees(house, south) == [case_id]


async def test_poles_choose_between_desks_of_the_same_area(house: House) -> None:
    await desk(house, replace(NORTH, id="emploi", poles=("employment",)))
    await desk(house, replace(NORTH, id="logement", poles=("housing", "family")))
    work, home = await mediator(house, "w", "emploi"), await mediator(house, "h", "logement")
    case_id = await queued_at(house, "48999", "housing")
    assert await _sees(house, home) == [case_id]
    assert await _sees(house, work) == []


async def test_a_case_outside_every_area_is_seen_by_all(house: House) -> None:
    await desk(house, NORTH)
    south = await mediator(house, "s", "sud")
    unknown, elsewhere = await queued_at(house, None), await queued_at(house, "75056")
    assert set(await _sees(house, south)) == {unknown, elsewhere}


async def test_a_danger_is_seen_by_all_at_once(house: House) -> None:
    await desk(house, NORTH)
    south = await mediator(house, "s", "sud")
    case_id = await queued_at(house, "48999", priority=2)
    assert await _sees(house, south) == [case_id]


async def test_danger_then_the_nearest_date_then_age(house: House) -> None:
    first = await queued_at(house, None)
    house.clock.forward(minutes=1)
    late, soon = await queued_at(house, None), await queued_at(house, None)
    house.clock.forward(minutes=1)
    danger = await queued_at(house, None, priority=2)
    async with house.store.writing() as db:
        for case_id, day in ((late, 30), (soon, 26)):
            row = await db.get(CaseRow, case_id)
            assert row is not None
            row.deadline_on = date(2026, 11, day)
    assert await _sees(house, "m1") == [danger, soon, late, first]


async def test_the_position_follows_the_same_order(house: House) -> None:
    key, _ = await house.queued()
    house.clock.forward(minutes=1)
    later = await queued_at(house, None)
    async with house.store.writing() as db:
        row = await db.get(CaseRow, later)
        assert row is not None
        row.deadline_on = date(2026, 11, 26)
    reply = await house.write(key, "et alors ?")
    assert reply.case is not None
    async with house.store.reading() as db:
        row = await db.get(CaseRow, later)
        assert row is not None
        mine = (await conversations.load(db, key)).case
        theirs = (await conversations.load(db, row.conversation_id)).case
        assert await cases.ahead(db, 0, mine) == 1
        assert await cases.ahead(db, 0, theirs) == 0


async def test_one_is_told_a_rank_in_a_live_chat_only(house: House) -> None:
    await mediator(house, "m1")
    key, _ = await house.queued()
    waiting = await house.write(key, "et alors ?")
    assert waiting.case is not None
    assert waiting.case.position is None
    await default_desk(house, is_live=True)
    waiting = await house.write(key, "toujours là ?")
    assert waiting.case is not None
    assert waiting.case.position == 1


async def test_a_full_desk_takes_no_more_live_cases(house: House) -> None:
    await default_desk(house, is_live=True, live_ceiling=2)
    await mediator(house, "m1")
    every = [await queued_at(house, None) for _ in range(4)]
    for case_id in every[:2]:
        assert (await house.presence.look()).is_live
        assert await house.desk.claim(case_id, "m1")
    assert not (await house.presence.look()).is_live
    with pytest.raises(CeilingReached):
        await house.desk.claim(every[2], "m1")
    await house.desk.close(every[0], "m1", "resolved")
    assert await house.desk.claim(every[2], "m1")
    danger = await queued_at(house, None, priority=2)
    assert await house.desk.claim(danger, "m1")


async def test_claims_at_once_do_not_pass_the_ceiling(house: House) -> None:
    done = await six_claims_over_a_ceiling_of_three(house)
    assert done.count(True) == 3
    assert sum(isinstance(each, CeilingReached) for each in done) == 3


async def test_without_live_chat_there_is_no_ceiling(house: House) -> None:
    await default_desk(house, is_live=False, live_ceiling=1)
    for _ in range(3):
        assert await house.desk.claim(await queued_at(house, None), "m1")


@pytest.mark.parametrize(("areas", "is_fit"), [
    (("48",), True), (("48999",), True), (("200000999",), True), (("30",), False), ((), False)])
def test_an_area_is_a_departement_a_commune_or_an_epci(areas: tuple[str, ...],
                                                       is_fit: bool) -> None:
    found = fitting([replace(NORTH, areas=areas)], "48999", None, {"48999": COMMUNE}.get)
    assert bool(found) is is_fit


def test_the_nearest_desk_serves() -> None:
    near, wide = replace(NORTH, id="pres", areas=("48999",)), replace(NORTH, id="large")
    found = fitting([wide, near], "48999", "housing", {"48999": COMMUNE}.get)
    assert [each.id for each in found] == ["pres", "large"]
    assert fitting([wide, near], None, "housing", {"48999": COMMUNE}.get) == ()


@pytest.mark.parametrize(("insee", "code"), [
    ("48095", "48"), ("2A004", "2A"), ("97411", "974"), ("01001", "01")])
def test_the_departement_of_a_commune(insee: str, code: str) -> None:
    assert departement_of(insee) == code
