"""The watch: words left unread, cases forgotten, dangers that nobody takes."""

import asyncio
from datetime import timedelta

from mediation.case import CaseCard
from mediation.outcome import CaseStatus, Holder, Outcome
from mediation.store import accounts, case_lists
from tests.mediation.conftest import House
from tests.mediation.queueing.team import (
    Told,
    default_desk,
    endanger,
    mediator,
    other_process,
    watch_of,
)


async def _said(house: House, key: str) -> list[str]:
    return [item.text for item in await house.talks.history(key)]


async def _card(house: House, case_id: str) -> CaseCard:
    card = await house.desk.case(case_id)
    assert card is not None
    return card


async def _unread(house: House) -> tuple[str, str, str]:
    key, case_id = await house.queued()
    person = await mediator(house, "m1")
    assert await house.desk.claim(case_id, person)
    return key, case_id, person


async def test_a_mediator_gone_with_words_unread_loses_the_case(house: House) -> None:
    key, case_id, person = await _unread(house)
    told = Told()
    house.clock.forward(seconds=59)
    await watch_of(house, told).round(house.clock())
    assert (await _card(house, case_id)).status is CaseStatus.CLAIMED
    house.clock.forward(seconds=2)
    await watch_of(house, told).round(house.clock())
    card = await _card(house, case_id)
    assert (card.status, card.claimed_by) == (CaseStatus.WAITING, None)
    last = (await _said(house, key))[-1]
    assert "n'a pas lu votre dernier message" in last
    assert "04 00 00 00 00" in last
    assert told.notices == [("case.returned", case_id, person), ("case.waiting", case_id, None)]
    assert (await house.write(key, "allo")).holder is Holder.QUEUE


async def test_a_mediator_whose_page_is_open_keeps_the_case(house: House) -> None:
    _, case_id, person = await _unread(house)
    house.clock.forward(seconds=61)
    await house.presence.seen(person)
    await watch_of(house, Told()).round(house.clock())
    assert (await _card(house, case_id)).claimed_by == person


async def test_words_already_shown_keep_the_case_until_new_ones_come(house: House) -> None:
    key, case_id, person = await _unread(house)
    last = (await house.talks.history(key))[-1].seq
    await house.desk.note_read(case_id, person, last)
    await house.desk.note_read(case_id, person, 1)
    await house.desk.note_read(case_id, "another", last + 5)
    house.clock.forward(seconds=61)
    await watch_of(house, Told()).round(house.clock())
    assert (await _card(house, case_id)).read_seq == last
    await house.write(key, "vous êtes là ?")
    await watch_of(house, Told()).round(house.clock())
    assert (await _card(house, case_id)).claimed_by is None


async def test_two_watchers_give_a_case_back_once(house: House) -> None:
    key, case_id, _ = await _unread(house)
    house.clock.forward(seconds=61)
    other = other_process(house)
    told = Told()
    await asyncio.gather(*(watch_of(house, told, store).round(house.clock())
                           for store in (house.store, other) for _ in range(3)))
    await other.close()
    assert told.kinds == ["case.returned", "case.waiting"]
    assert sum("n'a pas lu" in text for text in await _said(house, key)) == 1


async def test_a_danger_nobody_takes_gets_its_numbers_again_once(house: House) -> None:
    key, case_id = await house.queued()
    await default_desk(house, duty_email="astreinte@exemple.invalid")
    await endanger(house, case_id)
    told = Told()
    house.clock.forward(seconds=179)
    await watch_of(house, told).round(house.clock())
    assert told.notices == []
    house.clock.forward(seconds=1)
    other = other_process(house)
    await asyncio.gather(*(watch_of(house, told, store).round(house.clock())
                           for store in (house.store, other) for _ in range(3)))
    await other.close()
    house.clock.forward(minutes=10)
    await watch_of(house, told).round(house.clock())
    assert told.notices == [("danger.unread", case_id, None),
                            ("danger.unread", case_id, "astreinte@exemple.invalid")]
    said = [text for text in await _said(house, key) if "Personne ici n'a encore lu" in text]
    assert len(said) == 1
    assert "☎ 112" in said[0]
    async with house.store.reading() as db:
        assert await case_lists.count_danger_told(db, house.clock() - timedelta(days=1)) == 1
        assert await accounts.count_noted(db, "watch", "danger.unread",
                                          house.clock() - timedelta(days=1)) == 1
    assert (await house.desk.lists("m1")).dangers_unread == 1


async def test_a_danger_told_while_waiting_counts_from_then(house: House) -> None:
    _, case_id = await house.queued()
    house.clock.forward(minutes=30)
    await endanger(house, case_id)
    told = Told()
    await watch_of(house, told).round(house.clock())
    assert told.notices == []
    house.clock.forward(minutes=3)
    await watch_of(house, told).round(house.clock())
    assert told.kinds == ["danger.unread"]


async def test_a_danger_someone_took_in_time_alerts_nobody(house: House) -> None:
    _, case_id = await house.queued()
    await endanger(house, case_id)
    person = await mediator(house, "m1")
    await house.desk.claim(case_id, person)
    house.clock.forward(minutes=4)
    await house.presence.seen(person)
    told = Told()
    await watch_of(house, told).round(house.clock())
    assert told.notices == []
    await house.desk.release(case_id, person)
    house.clock.forward(minutes=2)
    await watch_of(house, told).round(house.clock())
    assert told.notices == []
    house.clock.forward(minutes=1)
    await watch_of(house, told).round(house.clock())
    assert told.kinds == ["danger.unread"]


async def test_a_danger_from_the_offer_is_watched_too(house: House) -> None:
    key = await house.opened()
    await house.write(key, "je dors dehors ce soir")
    await house.press(key, "handoff:offer")
    assert (await house.press(key, "handoff:accept")).outcome is Outcome.HANDOFF_QUEUED
    house.clock.forward(minutes=3)
    told = Told()
    await watch_of(house, told).round(house.clock())
    assert told.kinds == ["danger.unread"]


async def test_nothing_to_do_writes_nothing(house: House) -> None:
    key, _ = await house.held()
    before = len(await _said(house, key))
    await watch_of(house, Told()).round(house.clock())
    assert len(await _said(house, key)) == before


async def test_only_the_case_left_unread_goes_back(house: House) -> None:
    _, left, _ = await _unread(house)
    key, kept = await house.queued()
    other = await mediator(house, "m2")
    assert await house.desk.claim(kept, other)
    await house.desk.note_read(kept, other, (await house.talks.history(key))[-1].seq)
    house.clock.forward(seconds=61)
    told = Told()
    await watch_of(house, told).round(house.clock())
    assert {case_id for _, case_id, _ in told.notices} == {left}
    assert (await _card(house, kept)).claimed_by == other
