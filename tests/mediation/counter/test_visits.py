"""A visit: kept on the server, sealed, its mediator's only, gone at its end."""

from pathlib import Path

import pytest

from mediation.counter.changes import add_line
from mediation.counter.counting import checked
from mediation.counter.room import VISIT_IDLE, NoVisit
from mediation.counter.situation import GROUPS, clean_tags, unknown_keys
from mediation.retention import Keep, Retention
from tests.counter_room import CounterHouse
from tests.mediation.conftest import House
from tests.people import RESIDENT_NAME

COUNT = checked({"theme": "benefits", "nature": "information", "duration": "under_10",
                 "outcome": "answered"})


async def test_a_visit_keeps_the_place_and_the_situation(room: CounterHouse) -> None:
    visits = room.desk.visits
    made = await visits.open("m1", "99001", ("jobless", "farmer", "nothing-known"))
    kept = (await visits.visit(made, "m1")).kept
    assert (kept.place_name, kept.tags) == ("Sainte-Fiction-sur-Test", ("jobless",))
    assert (await visits.current("m1")).id == made  # type: ignore[union-attr]


async def test_a_new_visit_ends_the_one_before(room: CounterHouse) -> None:
    first = await room.desk.visits.open("m1")
    second = await room.desk.visits.open("m1")
    assert first != second
    with pytest.raises(NoVisit):
        await room.desk.visits.visit(first, "m1")


async def test_another_mediator_neither_reads_nor_changes_a_visit(room: CounterHouse) -> None:
    visits = room.desk.visits
    made = await visits.open("m1")
    for attempt in (visits.visit(made, "m2"), visits.gather(made, "m2", "aide-fictive"),
                    visits.settle(made, "m2", None, ()), visits.end(made, "m2", None),
                    visits.change(made, "m2", lambda sheet: sheet)):
        with pytest.raises(NoVisit):
            await attempt
    assert await visits.current("m2") is None


async def test_a_visit_left_idle_is_over_and_purged(house: House, room: CounterHouse) -> None:
    made = await room.desk.visits.open("m1")
    house.clock.now += VISIT_IDLE
    with pytest.raises(NoVisit):
        await room.desk.visits.visit(made, "m1")
    purged = await Retention(house.store, house.bot, Keep()).purge(house.clock())
    assert purged["visits"] == 1


async def test_searching_keeps_a_visit_alive(house: House, room: CounterHouse) -> None:
    visits = room.desk.visits
    made = await visits.open("m1")
    for _ in range(3):
        house.clock.now += VISIT_IDLE / 2
        await visits.find(await visits.visit(made, "m1"), "une demande")
    assert (await visits.visit(made, "m1")).id == made


async def test_what_is_noted_is_nowhere_in_clear_and_gone_at_the_end(
        house: House, room: CounterHouse) -> None:
    visits = room.desk.visits
    made = await visits.open("m1", "99001")
    await visits.change(made, "m1", lambda sheet: add_line(sheet, "referents", RESIDENT_NAME))
    assert (await visits.visit(made, "m1")).kept.sheet.referents[0].text == RESIDENT_NAME
    written = _bytes(house)
    assert RESIDENT_NAME.encode() not in written
    assert b"Sainte-Fiction" not in written
    await visits.end(made, "m1", COUNT)
    assert b"gAAAA" not in _bytes(house)  # how every sealed box begins


def _bytes(house: House) -> bytes:
    path = Path(house.url.removeprefix("sqlite+aiosqlite:///"))
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def test_every_tag_is_a_situation_the_dialogue_knows() -> None:
    assert unknown_keys() == set()
    assert [name for name, _, _ in GROUPS] == ["work", "dwelling", "age"]
    assert clean_tags(("age:20", "farmer", "jobless")) == ("farmer", "age:20")


def test_a_word_of_no_list_is_not_counted() -> None:
    with pytest.raises(ValueError, match="nature inconnu"):
        checked({"theme": "benefits", "nature": "secret", "duration": "under_10",
                 "outcome": "answered"})
