"""Residents report a dead number, places confirm or correct their record by a signed link."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mediation.outcome import Outcome
from mediation.retention import Keep, Retention
from mediation.said import Offer, Said
from mediation.store.place_rows import NumberReportRow

PLACE = "caf-fictive"


async def test_a_number_is_doubted_after_two_people_said_so(house):
    assert await house.places.report(PLACE, "conversation-1")
    assert house.base.doubted == frozenset()
    await house.places.report(PLACE, "conversation-1")
    assert house.base.doubted == frozenset()
    await house.places.report(PLACE, "conversation-2")
    assert house.base.doubted == {PLACE}


async def test_an_old_report_is_forgotten_and_counts_no_more(house):
    await house.places.report(PLACE, "conversation-1")
    house.clock.now += timedelta(days=181)
    counts = await Retention(house.store, house.bot, Keep()).purge(house.clock())
    assert counts["number_reports"] == 1
    await house.places.report(PLACE, "conversation-2")
    assert house.base.doubted == frozenset()


async def test_an_unknown_place_is_not_reported(house):
    assert await house.places.report("inconnu", "conversation-1") is None


async def test_a_confirmation_by_the_place_lifts_the_doubt(house):
    for number in range(2):
        await house.places.report(PLACE, f"conversation-{number}")
    partner = house.places.partner_of(house.places.link_token(PLACE))
    await house.places.confirm(partner)
    assert house.base.doubted == frozenset()
    assert house.base.confirmed == {PLACE: house.clock.now.date()}


async def test_a_link_ends_after_its_life(house):
    token = house.places.link_token(PLACE)
    house.clock.now += timedelta(days=181)
    assert house.places.partner_of(token) is None


@pytest.mark.parametrize("token", ["", "faux", "gAAAAABfaux", "é" * 50])
async def test_a_forged_link_opens_nothing(house, token):
    assert house.places.partner_of(token) is None


async def test_words_sealed_for_something_else_are_no_link(house):
    assert house.places.partner_of(house.sealer.seal('{"other": 1}').decode()) is None


async def test_a_correction_keeps_only_what_differs_and_changes_nothing(house):
    partner = house.places.partner_of(house.places.link_token(PLACE))
    typed = {"name": partner.name, "phone": "01 99 00 00 99", "organisation": "msa"}
    assert await house.places.correct(partner, typed)
    assert house.corrections.proposed == [(PLACE, {"phone": "01 99 00 00 99"})]
    assert house.base.confirmed == {}


async def test_a_correction_without_a_change_is_not_kept(house):
    partner = house.places.partner_of(house.places.link_token(PLACE))
    assert not await house.places.correct(partner, {"phone": partner.phone})


async def test_the_fingerprint_of_a_reporter_is_not_the_conversation(house):
    await house.places.report(PLACE, "conversation-claire")
    async with house.store.reading() as db:
        row = (await db.scalars(select(NumberReportRow))).one()
    assert "claire" not in row.reporter
    assert len(row.reporter) == 64


async def test_a_resident_presses_the_button_and_gets_another_way(house, monkeypatch):
    offer = Offer("Le numéro ne répond pas : Caf fictive", f"report:{PLACE}")
    monkeypatch.setattr(house.voice, "say", lambda *_: Said(
        Outcome.ANSWERED, ("Voici le lieu.",), offers=(offer,)))
    key = await house.opened()
    offered = await house.write(key, "où aller")
    reply = await house.press(key, offered.messages[-1].buttons[0].choice)
    assert reply.outcome is Outcome.SMALL_TALK
    assert "votre mairie" in reply.messages[-1].text
    await house.places.report(PLACE, "une autre")
    assert house.base.doubted == {PLACE}
