"""A danger: the right number first, whoever holds, whatever is down."""

import time

import pytest
from sqlalchemy import text

from bot.decision import Kind, PersonCause
from mediation.outcome import Holder, Outcome, Speaker
from mediation.ports import BotUnavailable
from mediation.steps import understand
from tests.mediation.conftest import House
from tests.mediation.fakes import TITLES, decided, housing

DANGER = "on dort dehors ce soir avec les enfants"


async def test_numbers_come_first_then_the_confident_answer(house: House) -> None:
    house.bot.table[DANGER] = housing()
    reply = await house.write(await house.opened(), DANGER)
    assert reply.outcome is Outcome.URGENT_SIGNPOSTED
    assert reply.messages[0].speaker is Speaker.SYSTEM
    assert "115" in reply.messages[0].text
    assert reply.answer is not None
    assert reply.urgent is not None
    assert reply.urgent.numbers == ("115",)


async def test_without_a_confident_answer_a_person_is_one_button(house: House) -> None:
    reply = await house.write(await house.opened(), DANGER)
    assert reply.outcome is Outcome.URGENT_SIGNPOSTED
    assert [message.text for message in reply.messages] == [
        "Appelez le 115, gratuit, jour et nuit.", "[urgent_signposted]"]
    assert reply.messages[1].buttons[0].choice == "handoff:offer"


async def test_hesitations_are_not_shown_to_someone_in_danger(house: House) -> None:
    house.bot.table[DANGER] = decided(Kind.CHOICES, choices=tuple(TITLES))
    reply = await house.write(await house.opened(), DANGER)
    assert reply.outcome is Outcome.URGENT_SIGNPOSTED
    assert reply.choices == ()
    assert [button.choice for message in reply.messages for button in message.buttons] == [
        "handoff:offer"]


async def test_a_yes_after_a_danger_offers_a_person(house: House) -> None:
    key = await house.opened()
    await house.write(key, DANGER)
    reply = await house.write(key, "oui")
    assert reply.outcome is Outcome.HANDOFF_OFFERED
    assert reply.case is not None
    assert "Urgence repérée : danger" in [line.text for line in reply.case.brief]


async def test_with_the_dialogue_down_the_number_still_comes_first(house: House) -> None:
    house.bot.fault = BotUnavailable()
    reply = await house.write(await house.opened(), DANGER)
    assert reply.outcome is Outcome.URGENT_SIGNPOSTED
    assert "115" in reply.messages[0].text
    assert "ralenti" in reply.messages[1].text


async def test_in_the_queue_the_number_comes_first_and_the_case_goes_up(house: House) -> None:
    await house.queued()
    key, case_id = await house.queued()
    reply = await house.write(key, DANGER)
    assert (reply.outcome, reply.holder) == (Outcome.HANDOFF_RELAYED, Holder.QUEUE)
    assert "115" in reply.messages[0].text
    assert reply.case is not None
    assert reply.case.position is None
    first = (await house.desk.queue())[0]
    assert (first.id, first.urgent_kind) == (case_id, "homeless_tonight")


async def test_while_a_mediator_holds_only_the_number_is_said(house: House) -> None:
    key, _ = await house.held()
    reply = await house.write(key, DANGER)
    assert [message.text for message in reply.messages] == [
        "Appelez le 115, gratuit, jour et nuit."]
    assert reply.messages[0].speaker is Speaker.SYSTEM
    items = await house.talks.history(key)
    assert [item.speaker for item in items][-2:] == [Speaker.RESIDENT, Speaker.SYSTEM]


async def test_with_the_database_gone_the_number_is_still_said(house: House) -> None:
    key = await house.opened()
    async with house.store.writing() as db:
        await db.execute(text("ALTER TABLE conversations RENAME TO gone"))
    reply = await house.write(key, DANGER)
    assert (reply.outcome, reply.is_stored) == (Outcome.ERROR_UNEXPECTED, False)
    assert "115" in reply.messages[0].text


async def test_a_deadline_of_days_raises_priority_and_gives_no_emergency_number(
        house: House) -> None:
    house.bot.table["coupure demain, mon loyer"] = housing()
    await house.queued()
    key = await house.opened()
    reply = await house.write(key, "coupure demain, mon loyer")
    assert reply.outcome is Outcome.ANSWERED
    assert reply.urgent is not None
    assert (reply.urgent.level, reply.urgent.numbers) == ("days", ())
    await house.press(key, "handoff:offer")
    await house.press(key, "handoff:accept")
    assert (await house.desk.queue())[0].conversation_id == key


@pytest.mark.parametrize("kind", [Kind.SMALL_TALK, Kind.OUT_OF_SCOPE, Kind.NO_SOURCE])
async def test_a_danger_is_never_small_talk(house: House, kind: Kind) -> None:
    house.bot.table[DANGER] = decided(kind)
    reply = await house.write(await house.opened(), DANGER)
    assert reply.outcome is Outcome.URGENT_SIGNPOSTED


async def test_a_danger_with_a_request_for_a_person_keeps_the_offer(house: House) -> None:
    house.bot.table[DANGER] = decided(Kind.OFFER_PERSON)
    reply = await house.write(await house.opened(), DANGER)
    assert reply.outcome is Outcome.HANDOFF_OFFERED
    assert "115" in reply.messages[0].text


async def test_the_number_does_not_wait_for_a_frozen_dialogue(
        house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(understand, "DANGER_SECONDS", 0.05)
    house.bot.wait_seconds = 2
    started = time.monotonic()
    reply = await house.write(await house.opened(), DANGER)
    assert time.monotonic() - started < 1
    assert "115" in reply.messages[0].text
    assert understand.DANGER_SECONDS <= 3


async def test_a_danger_the_dialogue_would_hand_over_is_signposted_with_a_person_near(
        house: House) -> None:
    house.bot.table[DANGER] = decided(Kind.OFFER_PERSON, cause=PersonCause.URGENT)
    reply = await house.write(await house.opened(), DANGER)
    assert reply.outcome is Outcome.URGENT_SIGNPOSTED
    assert reply.messages[0].speaker is Speaker.SYSTEM
    assert "handoff:offer" in [button.choice for each in reply.messages for button in each.buttons]
