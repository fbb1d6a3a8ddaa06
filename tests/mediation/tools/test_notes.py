"""Notes and labels: sealed, for who helps, never for the resident, gone with the words."""

import pytest
import pytest_asyncio
from sqlalchemy import text

from mediation.ports import NotYours
from mediation.retention import Keep, Retention
from mediation.tools.lists import labels, quick_replies
from mediation.tools.notes import Notes
from tests.mediation.conftest import House

WORDS = "À rappeler demain au sujet du zorglub."


@pytest_asyncio.fixture
async def notes(house: House) -> Notes:
    return Notes(house.store, house.sealer, house.clock)


async def _stored(house: House, table: str) -> str:
    async with house.store.reading() as db:
        return str((await db.execute(text(f"select * from {table}"))).all())


async def test_a_note_is_sealed_and_signed_and_not_in_the_conversation(
        house: House, notes: Notes) -> None:
    key, case_id = await house.held()
    author = await house.accounts.add("anne@exemple.invalid", "trois mots au hasard", "mediator")
    await house.desk.release(case_id, "m1")
    await house.desk.claim(case_id, author)
    await notes.write(case_id, author, f"  {WORDS} ")
    await notes.write(case_id, author, "   ")
    (note,) = await notes.of(case_id, author) or ()
    assert (note.text, note.author) == (WORDS, "anne@exemple.invalid")
    assert "zorglub" not in await _stored(house, "case_notes")
    assert all("zorglub" not in item.text for item in await house.talks.history(key))
    assert "zorglub" not in await _stored(house, "audit")


async def test_only_who_helps_reads_and_writes_them(house: House, notes: Notes) -> None:
    _, case_id = await house.queued()
    await notes.write(case_id, "m2", WORDS)
    assert await house.desk.claim(case_id, "m1")
    assert len(await notes.of(case_id, "m1") or ()) == 1
    assert await notes.of(case_id, "m2") is None
    with pytest.raises(NotYours):
        await notes.write(case_id, "m2", WORDS)
    with pytest.raises(NotYours):
        await notes.label(case_id, "m2", ["rappel"])
    with pytest.raises(NotYours):
        await notes.write("inconnu", "m1", WORDS)


async def test_labels_come_from_the_list(house: House, notes: Notes) -> None:
    _, case_id = await house.held()
    await notes.label(case_id, "m1", ["rappel", "inventée", "langue", "rappel"])
    assert await notes.chosen(case_id) == ("langue", "rappel")
    assert await notes.labels_of([case_id]) == {case_id: ("Aide pour la langue", "Rappel à faire")}
    await notes.label(case_id, "m1", [])
    assert await notes.chosen(case_id) == ()


async def test_notes_go_with_the_conversation(house: House, notes: Notes) -> None:
    key, case_id = await house.held()
    await notes.write(case_id, "m1", WORDS)
    await notes.label(case_id, "m1", ["rappel"])
    await house.talks.erase(key)
    assert [await _stored(house, each) for each in ("case_notes", "case_labels")] == ["[]", "[]"]


async def test_notes_go_72_hours_after_the_closing(house: House, notes: Notes) -> None:
    _, case_id = await house.held()
    await notes.write(case_id, "m1", WORDS)
    await house.desk.close(case_id, "m1", "resolved")
    retention = Retention(house.store, house.bot, Keep())
    house.clock.forward(hours=71)
    assert (await retention.purge(house.clock()))["notes"] == 0
    house.clock.forward(hours=2)
    assert (await retention.purge(house.clock()))["notes"] == 1


async def test_who_opened_a_case_is_noted_once_an_hour(house: House, notes: Notes) -> None:
    _, case_id = await house.held()
    for _ in range(3):
        await notes.note_seen(case_id, "m1")
    assert (await _stored(house, "audit")).count("case.seen") == 1
    house.clock.forward(minutes=61)
    await notes.note_seen(case_id, "m1")
    assert (await _stored(house, "audit")).count("case.seen") == 2


def test_the_lists_are_readable_and_promise_nothing() -> None:
    assert len(quick_replies()) >= 6
    assert len(labels()) >= 5
    for each in quick_replies():
        assert 0 < len(each.title) <= 40
        assert len(each.text) < 300
        assert "quelqu'un va" not in each.text
