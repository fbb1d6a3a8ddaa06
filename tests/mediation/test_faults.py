"""What breaks: the dialogue, the voice, the protection, the database. Nobody gets silence."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

import mediation.steps.understand as understanding
from mediation.outcome import Holder, Outcome, Speaker
from mediation.ports import BotUnavailable
from mediation.store import conversations
from mediation.store.database import StoreUnavailable, open_store
from mediation.utterance import Channel
from tests.mediation.conftest import House, build


@pytest.mark.parametrize("fault", [BotUnavailable(), ConnectionError("x"), KeyError("x")])
async def test_without_the_dialogue_retrieval_answers_and_says_so(
        house: House, fault: Exception) -> None:
    house.bot.fault = fault
    key = await house.opened()
    reply = await house.write(key, "mon loyer")
    assert reply.outcome is Outcome.ANSWERED
    assert "ralenti" in reply.messages[0].text
    assert house.bot.forgotten == [key]


async def test_a_slow_dialogue_is_not_waited_for(
        house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(understanding, "LIMIT_SECONDS", 0.05)
    house.bot.wait_seconds = 5
    reply = await house.write(await house.opened(), "mon loyer")
    assert "ralenti" in reply.messages[0].text


@pytest.mark.parametrize("found", [Outcome.UNANSWERABLE_NO_SOURCE, Outcome.ERROR_BOT_UNAVAILABLE])
async def test_nothing_found_without_the_dialogue_says_it_is_unavailable(
        house: House, found: Outcome) -> None:
    house.bot.fault = BotUnavailable()
    house.voice.found_without_bot = found
    reply = await house.write(await house.opened(), "la météo")
    assert reply.outcome is Outcome.ERROR_BOT_UNAVAILABLE
    assert reply.messages[-1].buttons[0].choice == "handoff:offer"


async def test_with_the_dialogue_down_a_person_can_be_asked_for_and_agreed_to(
        house: House) -> None:
    house.bot.fault = BotUnavailable()
    key = await house.opened()
    offered = await house.write(key, "je veux parler à quelqu'un")
    assert offered.outcome is Outcome.HANDOFF_OFFERED
    assert (await house.write(key, "oui")).outcome is Outcome.HANDOFF_QUEUED


async def test_buttons_work_with_the_dialogue_down(house: House) -> None:
    key = await house.opened()
    choice = (await house.write(key, "une aide")).choices[0].choice
    house.bot.fault = BotUnavailable()
    assert (await house.press(key, choice)).outcome is Outcome.ANSWERED


async def test_a_broken_voice_is_an_incident_with_a_way_out(house: House) -> None:
    house.voice.fault = RuntimeError("cassé")
    key = await house.opened()
    reply = await house.write(key, "mon loyer", "m-1")
    assert reply.outcome is Outcome.ERROR_UNEXPECTED
    assert "04 00 00 00 00" in reply.messages[0].text
    assert house.bot.forgotten == [key]
    house.voice.fault = None
    assert (await house.write(key, "mon loyer", "m-1")).outcome is Outcome.ANSWERED


async def test_words_that_could_not_be_protected_are_not_stored(house: House) -> None:
    house.protector.fault = RuntimeError("cassé")
    key = await house.opened()
    reply = await house.write(key, "je suis Zoé Imaginaire")
    assert reply.outcome is Outcome.ERROR_UNEXPECTED
    assert all("Zoé" not in item.text for item in await house.talks.history(key))


async def test_an_incident_while_a_mediator_holds_is_said_by_the_system(house: House) -> None:
    key, _ = await house.held()
    house.protector.fault = RuntimeError("cassé")
    reply = await house.write(key, "allo")
    assert (reply.outcome, reply.holder) == (Outcome.ERROR_UNEXPECTED, Holder.MEDIATOR)
    assert reply.messages[0].speaker is Speaker.SYSTEM


async def test_with_the_database_locked_the_resident_still_gets_a_sentence(house: House) -> None:
    key = await house.opened()
    store = open_store(house.url, busy_seconds=0.05)
    hurried = build(house.url, store, house.clock)
    path = house.url.split("///")[1]
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        reply = await hurried.write(key, "mon loyer", "m-1")
        other.execute("ROLLBACK")
    other.close()
    assert (reply.outcome, reply.is_stored) == (Outcome.ERROR_UNEXPECTED, False)
    assert "04 00 00 00 00" in reply.messages[0].text
    assert (await hurried.write(key, "mon loyer", "m-1")).outcome is Outcome.ANSWERED
    assert len(await hurried.talks.history(key)) == 3
    await store.close()


async def test_a_missing_database_is_named_plainly(tmp_path: Path) -> None:
    store = open_store(f"sqlite+aiosqlite:///{tmp_path / 'absent' / 'x.db'}")
    with pytest.raises(StoreUnavailable):
        async with store.writing() as db:
            await conversations.load(db, "v1")
    await store.close()
    await asyncio.sleep(0.1)  # the driver's thread reports the failed opening to this loop


async def test_a_dialogue_that_cannot_forget_stops_nothing(
        house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(conversation_id: str) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(understanding, "FORGET_SECONDS", 0.02)
    monkeypatch.setattr(house.bot, "forget", hang)
    house.bot.fault = BotUnavailable()
    reply = await house.write(await house.opened(), "mon loyer")
    assert reply.outcome is Outcome.ANSWERED


async def test_a_crowd_of_writers_waits_its_turn_longer_than_the_database_would(
        house: House) -> None:
    store = open_store(house.url, busy_seconds=0.1)

    async def write(rank: int) -> None:
        async with store.writing() as db:
            await conversations.add(db, f"foule{rank}", "x", Channel.WEB, None, house.clock())
            await asyncio.sleep(0.03)

    await asyncio.gather(*(write(rank) for rank in range(20)))
    async with store.reading() as db:
        written = [await conversations.load(db, f"foule{rank}") for rank in range(20)]
    await store.close()
    assert len(written) == 20


async def test_a_writer_that_waited_too_long_is_told(
        house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mediation.store.database.PATIENCE_SECONDS", 0.05)
    async with house.store.writing():
        with pytest.raises(StoreUnavailable):
            async with house.store.writing():
                pass
    async with house.store.writing() as db:
        await conversations.add(db, "apres", "x", Channel.WEB, None, house.clock())
