"""The desks: hours, holidays, absence, who serves where, and what an admin types."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mediation.presence import presence_text
from mediation.queueing.desk_place import DEFAULT_ID
from mediation.queueing.places import DeskPlaces
from mediation.queueing.reading import Unreadable, id_of, read_place
from mediation.sentences import load_sentences
from tests.mediation.conftest import House
from tests.mediation.queueing.team import NORTH, default_desk, desk, mediator

TYPED = {"name": "la mairie de Valombre", "hours": "Mo-Fr 09:00-12:00; PH off",
         "live_ceiling": "3", "areas": "48, 30007 200000999", "is_live": "true",
         "duty_email": "astreinte@exemple.invalid"}


def _room(house: House) -> DeskPlaces:
    return DeskPlaces(house.store, house.presence, house.clock)


async def test_a_bank_holiday_is_closed_and_says_the_day_after(house: House) -> None:
    house.clock.now = datetime(2026, 12, 25, 10, tzinfo=UTC)
    look = await house.presence.look()
    assert (look.is_open, look.opens_text) == (False, "lundi 28 décembre à 9 h")


async def test_an_absence_closes_the_desk_and_is_said(house: House) -> None:
    await default_desk(house, absence_text="L'accueil est en formation.",
                       absence_from=date(2026, 11, 24), absence_to=date(2026, 11, 25))
    look = await house.presence.look()
    assert look.absence == "L'accueil est en formation."
    assert (look.is_open, look.opens_text) == (False, "jeudi 26 novembre à 9 h")
    said = presence_text(look, look.place, load_sentences())
    assert said.startswith("L'accueil est en formation.")
    assert "04 00 00 00 00" in said
    house.clock.forward(days=2)
    assert (await house.presence.look()).absence is None


async def test_an_absence_without_an_end_promises_no_day(house: House) -> None:
    await default_desk(house, absence_text="L'accueil est fermé.")
    look = await house.presence.look()
    assert (look.is_open, look.opens_at, look.opens_text) == (False, None, None)


async def test_the_look_is_that_of_the_desk_that_serves(house: House) -> None:
    await desk(house, replace(NORTH, is_live=True, hours="Sa 09:00-12:00"))
    await mediator(house, "d")
    here, there = await house.presence.look(), await house.presence.look("48999", "housing")
    assert (here.place.name, here.desk_id, here.present) == ("l'accueil d'essai", DEFAULT_ID, 1)
    assert (there.place.name, there.desk_id, there.present) == ("la maison du Nord", "nord", 0)
    assert not there.is_live
    await mediator(house, "n", "nord")
    there = await house.presence.look("48999", "housing")
    assert (there.present, there.is_live, there.opens_text) == (
        1, True, "samedi 28 novembre à 9 h")


async def test_live_chat_is_off_by_default(house: House) -> None:
    await mediator(house, "d")
    look = await house.presence.look()
    assert (look.present, look.is_live) == (1, False)


async def test_the_default_desk_follows_the_settings_until_it_is_edited(house: House) -> None:
    room = _room(house)
    await house.presence.follow_settings()
    house.presence.default = replace(house.presence.default, phone="04 00 00 00 22")
    await house.presence.follow_settings()
    (place,) = await room.listed()
    assert place.phone == "04 00 00 00 22"
    await room.save(replace(place, phone="04 00 00 00 33"), "admin")
    await house.presence.follow_settings()
    (place,) = await room.listed()
    assert place.phone == "04 00 00 00 33"


async def test_a_mediator_is_given_to_a_desk(house: House) -> None:
    room = _room(house)
    await desk(house, NORTH)
    person = await mediator(house, "m")
    assert not await room.assign(person, "inconnu", "admin")
    assert not await room.assign("inconnu", "nord", "admin")
    assert await room.assign(person, "nord", "admin")
    assert [(each.email, each.desk_id) for each in await room.members()] == [
        ("m@exemple.invalid", "nord")]
    found = await room.of_account(person)
    assert found is not None
    assert found.id == "nord"


async def test_the_desk_of_a_case_gives_its_duty_contact(house: House) -> None:
    await default_desk(house, duty_email="astreinte@exemple.invalid")
    _, case_id = await house.queued()
    found = await _room(house).of_case(case_id)
    assert found is not None
    assert found.duty_email == "astreinte@exemple.invalid"
    assert await _room(house).of_case("inconnu") is None


def test_what_was_typed_becomes_a_desk() -> None:
    place = read_place("mairie", TYPED, ("housing", "inventé", "housing"))
    assert place.areas == ("48", "30007", "200000999")
    assert (place.poles, place.is_live, place.live_ceiling) == (("housing",), True, 3)
    assert (place.phone, place.absence_from) == (None, None)


@pytest.mark.parametrize(("field", "value"), [
    ("name", " "), ("name", "a" * 121), ("hours", "de 9 h à midi"), ("hours", ""),
    ("areas", "Lozère"), ("areas", "480"), ("live_ceiling", "0"), ("live_ceiling", "beaucoup"),
    ("duty_email", "astreinte"), ("absence_from", "hier"), ("absence_text", "a" * 301)])
def test_what_cannot_be_a_desk_is_explained(field: str, value: str) -> None:
    with pytest.raises(Unreadable) as fault:
        read_place("mairie", TYPED | {field: value}, ())
    assert list(fault.value.problems) == [field]


def test_an_absence_has_words_and_ends_after_it_began() -> None:
    with pytest.raises(Unreadable) as fault:
        read_place("mairie", TYPED | {"absence_from": "2026-12-02", "absence_to": "2026-12-01"},
                   ())
    assert set(fault.value.problems) == {"absence_text", "absence_to"}


def test_a_new_desk_gets_a_plain_id() -> None:
    assert id_of("La maison de l'Été", []) == "la-maison-de-l-ete"
    assert id_of("Accueil", ["accueil", "accueil-2"]) == "accueil-3"
    assert id_of("!!!", []) == "lieu"
