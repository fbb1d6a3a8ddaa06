"""Appointments: a file for the agenda, discreet when someone may be reading."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import text

from mediation.follow_up.appointments import NewAppointment, message_of
from mediation.follow_up.calendar_file import to_ics
from mediation.follow_up.room import FollowUp
from mediation.ports import NotYours
from mediation.retention import Keep, Retention
from tests.mediation.conftest import House

SOON = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
NEW = NewAppointment(SOON, "Caf fictive", "1 rue Fictive, 99000 Sainte-Fiction-sur-Test",
                     "Demander l'aide fictive", ("Une pièce d'identité", "Un RIB"), 60)


async def test_the_file_has_the_hour_of_paris_and_an_alarm_the_day_before(
        follow_up: FollowUp) -> None:
    key = await follow_up.appointments.prepare(NEW, "m1")
    found = await follow_up.appointments.find(key, "m1")
    assert found is not None
    made = Calendar.from_ical(to_ics(found))
    assert [each["TZID"] for each in made.walk("VTIMEZONE")] == ["Europe/Paris"]
    event = made.walk("VEVENT")[0]
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert event.decoded("DTSTART").strftime("%H:%M") == "10:30"
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(hours=1)
    assert made.walk("VALARM")[0].decoded("TRIGGER") == timedelta(days=-1)
    assert str(event["SUMMARY"]) == "Rendez-vous : Demander l'aide fictive"
    assert "Un RIB" in str(event["DESCRIPTION"])


async def test_a_discreet_file_and_message_say_neither_subject_nor_papers_nor_name(
        follow_up: FollowUp) -> None:
    key = await follow_up.appointments.prepare(replace(NEW, is_discreet=True), "m1")
    found = await follow_up.appointments.find(key, "m1")
    assert found is not None
    for said in (to_ics(found).decode().replace("\r\n ", ""), message_of(found, "https://x.test")):
        assert "Rendez-vous" in said
        assert "rue Fictive" in said
        assert not any(word in said for word in ("aide fictive", "RIB", "Caf"))


@pytest.mark.parametrize("column", ["urgent_kind", "entry_ids"])
async def test_a_conversation_that_told_of_violence_makes_it_discreet(
        house: House, follow_up: FollowUp, column: str) -> None:
    key, case_id = await house.held()
    said = "'violence_couple'" if column == "urgent_kind" else "'[\"violences-conjugales\"]'"
    async with house.store.writing() as db:
        await db.execute(text(f"update turns set {column} = {said} where conversation_id = :key"),
                         {"key": key})
    made = await follow_up.appointments.prepare(replace(NEW, case_id=case_id), "m1")
    found = await follow_up.appointments.find(made, "m1")
    assert found is not None
    assert found.is_discreet


async def test_a_moment_already_past_is_not_prepared(follow_up: FollowUp) -> None:
    with pytest.raises(ValueError, match="past"):
        await follow_up.appointments.prepare(
            replace(NEW, starts_at=datetime(2026, 11, 1, tzinfo=UTC)), "m1")


async def test_a_colleague_does_not_read_it_and_a_link_is_not_guessed(
        house: House, follow_up: FollowUp) -> None:
    key = await follow_up.appointments.prepare(NEW, "m1")
    assert await follow_up.appointments.find(key, "m2") is None
    assert await follow_up.appointments.coming("m2") == ()
    assert not await follow_up.appointments.erase(key, "m2")
    token = follow_up.appointments.link_token(key)
    found = await follow_up.appointments.of_token(token)
    assert found is not None
    assert found.id == key
    for forged in (key, token[:-2], "", "é", house.sealer.seal(key).decode()):
        assert await follow_up.appointments.of_token(forged) is None
    _, case_id = await house.held()
    with pytest.raises(NotYours):
        await follow_up.appointments.prepare(replace(NEW, case_id=case_id), "m2")


async def test_it_goes_a_month_after_its_day(house: House, follow_up: FollowUp) -> None:
    key = await follow_up.appointments.prepare(NEW, "m1")
    purge = Retention(house.store, house.bot, Keep()).purge
    house.clock.now = SOON + timedelta(days=29)
    await purge(house.clock())
    assert await follow_up.appointments.find(key, "m1") is not None
    house.clock.forward(days=2)
    await purge(house.clock())
    assert await follow_up.appointments.find(key, "m1") is None
