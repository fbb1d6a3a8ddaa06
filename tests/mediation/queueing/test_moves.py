"""A case given to a colleague, set aside, taken up again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation.callbacks.shapes import Callback, State, Way
from mediation.outcome import CaseStatus, Holder, Outcome, Speaker
from mediation.ports import NotYours
from mediation.queueing.moves import UnknownColleague
from mediation.store import callbacks
from tests.mediation.conftest import House
from tests.mediation.queueing.team import Told, endanger, mediator, watch_of

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)


async def _held_by(house: House) -> tuple[str, str, str]:
    person = await mediator(house, "m1")
    key, case_id = await house.queued()
    assert await house.desk.claim(case_id, person)
    return key, case_id, person


async def test_a_transfer_tells_the_resident_and_the_colleague(house: House) -> None:
    key, case_id, person = await _held_by(house)
    colleague = await mediator(house, "m2")
    told = Told()
    house.desk._notices = told
    await house.desk.transfer(case_id, person, colleague)
    assert told.notices == [("case.transferred", case_id, colleague)]
    last = (await house.talks.history(key))[-1]
    assert last.speaker is Speaker.SYSTEM
    assert "Vous n'avez rien à répéter" in last.text
    with pytest.raises(NotYours):
        await house.desk.say(case_id, person, "encore moi")
    await house.desk.say(case_id, colleague, "Bonjour, je reprends.")
    lists = await house.desk.lists(colleague)
    assert [each.id for each in lists.mine] == [case_id]


async def test_a_case_goes_to_an_open_account_of_a_mediator_only(house: House) -> None:
    _, case_id, person = await _held_by(house)
    editor = await house.accounts.add("e@exemple.invalid", "un mot de passe long", "editor")
    gone = await mediator(house, "m2")
    await house.accounts.disable(gone)
    for to in (person, editor, gone, "inconnu"):
        with pytest.raises(UnknownColleague):
            await house.desk.transfer(case_id, person, to)
    colleague = await mediator(house, "m3")
    with pytest.raises(NotYours):
        await house.desk.transfer(case_id, colleague, person)


async def test_a_colleague_who_does_not_come_loses_the_transfer(house: House) -> None:
    _, case_id, person = await _held_by(house)
    colleague = await mediator(house, "m2", is_there=False)
    await house.desk.transfer(case_id, person, colleague)
    told = Told()
    await watch_of(house, told).round(house.clock())
    assert told.notices == []
    house.clock.forward(seconds=61)
    await watch_of(house, told).round(house.clock())
    assert told.notices[0] == ("case.returned", case_id, colleague)


async def test_colleagues_who_are_there_come_first(house: House) -> None:
    me = await mediator(house, "a")
    await mediator(house, "b", is_there=False)
    await mediator(house, "c")
    found = await house.desk.colleagues(me)
    assert [(each.email[0], each.is_there) for each in found] == [("c", True), ("b", False)]


async def test_a_case_set_aside_says_until_when_and_waits_for_its_mediator(house: House) -> None:
    key, case_id, person = await _held_by(house)
    await house.desk.set_aside(case_id, person, "paper", FRIDAY)
    said = (await house.talks.history(key))[-1].text
    assert "mise de côté jusqu'au 27 novembre 2026" in said
    reply = await house.write(key, "je l'ai trouvé")
    assert (reply.holder, reply.messages) == (Holder.MEDIATOR, ())
    lists = await house.desk.lists(person)
    assert lists.mine == ()
    assert [(each.id, each.back_on) for each in lists.pending] == [(case_id, FRIDAY)]
    assert lists.unread[case_id] >= 1
    with pytest.raises(NotYours):
        await house.desk.say(case_id, person, "pas encore")
    with pytest.raises(NotYours):
        await house.desk.resume(case_id, "m9")
    await house.desk.resume(case_id, person)
    assert "reprend votre demande" in (await house.talks.history(key))[-1].text
    await house.desk.say(case_id, person, "Me revoilà.")


@pytest.mark.parametrize(("reason", "day"), [
    ("paper", date(2026, 11, 23)), ("paper", date(2026, 12, 25)), ("inventée", FRIDAY)])
async def test_a_case_is_set_aside_for_a_reason_and_a_coming_day(
        house: House, reason: str, day: date) -> None:
    _, case_id, person = await _held_by(house)
    with pytest.raises(ValueError, match="raison|date"):
        await house.desk.set_aside(case_id, person, reason, day)


async def test_a_case_forgotten_the_day_after_goes_back_to_the_queue(house: House) -> None:
    key, case_id, person = await _held_by(house)
    await house.desk.set_aside(case_id, person, "answer", TUESDAY)
    told = Told()
    house.clock.forward(hours=6)
    await watch_of(house, told).round(house.clock())
    assert told.notices == []
    house.clock.forward(hours=18)
    await watch_of(house, told).round(house.clock())
    await watch_of(house, told).round(house.clock())
    assert told.kinds == ["case.returned", "case.waiting"]
    card = await house.desk.case(case_id)
    assert card is not None
    assert (card.status, card.back_on) == (CaseStatus.WAITING, None)
    assert "revenue dans la file" in (await house.talks.history(key))[-1].text


async def test_a_danger_told_in_a_case_set_aside_does_not_wait_for_its_day(house: House) -> None:
    key, case_id, person = await _held_by(house)
    await house.desk.set_aside(case_id, person, "paper", FRIDAY)
    house.clock.forward(seconds=61)
    told = Told()
    await watch_of(house, told).round(house.clock())
    assert told.notices == []
    await house.write(key, "à l'aide")
    await endanger(house, case_id)
    await watch_of(house, told).round(house.clock())
    assert told.kinds == ["case.returned", "case.waiting"]


async def test_closed_today_is_listed_and_yesterday_is_not(house: House) -> None:
    _, case_id, person = await _held_by(house)
    await house.desk.close(case_id, person, "referred")
    lists = await house.desk.lists(person)
    assert [(each.id, each.result) for each in lists.closed] == [(case_id, "referred")]
    house.clock.forward(days=1)
    assert (await house.desk.lists(person)).closed == ()


async def test_the_mediator_is_told_that_the_resident_answered(house: House) -> None:
    key, case_id, person = await _held_by(house)
    told = Told()
    house.talks._means = replace(house.talks._means, notices=told)
    await house.write(key, "me voilà")
    assert told.notices == [("case.answered", case_id, person)]


async def test_a_released_call_back_leaves_the_assistant_answering(house: House) -> None:
    key, case_id, person = await _held_by(house)
    asked = Callback(Way.PHONE, State.OPEN, house.clock(), house.clock() + timedelta(days=30),
                     case_id=case_id, conversation_id=key)
    async with house.store.writing() as db:
        await callbacks.put(db, asked)
    await house.desk.release(case_id, person)
    assert "vous parlez de nouveau à l'assistant" in (await house.talks.history(key))[-1].text
    assert (await house.write(key, "mon loyer")).outcome is Outcome.ANSWERED
    assert await house.desk.claim(case_id, person)
