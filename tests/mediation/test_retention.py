"""Each class of data goes on its day, and not before."""

from datetime import timedelta

from sqlalchemy import text

from mediation.codes import ResumeCodes
from mediation.comfort import Comforts
from mediation.retention import Keep, Retention
from mediation.utterance import Channel
from tests.mediation.conftest import House
from tests.people import MEDIATOR_EMAIL

PASSWORD = "un mot de passe fictif"


async def _rows(house: House, table: str) -> int:
    async with house.store.reading() as db:
        return int((await db.execute(text(f"select count(*) from {table}"))).scalar_one())


async def _purge(house: House, **keep: int) -> dict[str, int]:
    return await Retention(house.store, house.bot, Keep(**keep)).purge(house.clock())


async def test_sealed_words_of_a_case_never_closed_go_with_the_conversation(house: House) -> None:
    key, _ = await house.held()
    await house.write(key, "je suis Zoé Imaginaire")
    house.clock.forward(days=29)
    await _purge(house)
    assert await _rows(house, "sealed_words") == 1
    house.clock.forward(days=2)
    await _purge(house)
    assert await _rows(house, "sealed_words") == 0


async def test_a_mediator_s_session_ends_after_twelve_hours(house: House) -> None:
    await house.accounts.add(MEDIATOR_EMAIL, PASSWORD, "mediator")
    assert await house.accounts.login(MEDIATOR_EMAIL, PASSWORD)
    house.clock.forward(hours=11)
    assert (await _purge(house))["sessions"] == 0
    house.clock.forward(hours=2)
    assert (await _purge(house))["sessions"] == 1


async def test_the_journal_of_who_did_what_goes_after_a_year(house: House) -> None:
    await house.held()
    lines = await _rows(house, "audit")
    assert lines > 0
    house.clock.forward(days=364)
    assert (await _purge(house))["audit"] == 0
    house.clock.forward(days=2)
    assert (await _purge(house))["audit"] >= lines


async def test_a_code_for_another_device_goes_after_a_quarter_of_an_hour(house: House) -> None:
    key = await house.opened()
    await ResumeCodes(house.store, house.sealer, house.clock).issue(key)
    house.clock.forward(minutes=14)
    await _purge(house)
    assert await _rows(house, "resume_codes") == 1
    house.clock.forward(minutes=2)
    await _purge(house)
    assert await _rows(house, "resume_codes") == 0


async def test_what_was_chosen_goes_with_the_conversation(house: House) -> None:
    key = await house.opened()
    await Comforts(house.store, house.clock, timedelta(days=7)).choose_easy(key, True)
    assert await _rows(house, "preferences") == 1
    house.clock.forward(days=31)
    await _purge(house)
    assert await _rows(house, "preferences") == 0


async def test_an_outbox_row_still_to_send_is_not_purged(house: House) -> None:
    await house.queued(Channel.TELEGRAM)
    house.clock.forward(days=8)
    assert (await _purge(house))["outbox"] == 0


async def test_the_counts_of_an_erased_conversation_go_after_twenty_five_months(
        house: House) -> None:
    key, case_id = await house.held()
    await house.desk.close(case_id, "m1", "referred")
    await house.talks.erase(key)
    other = await house.opened()
    house.clock.forward(days=759)
    await house.write(other, "mon loyer")
    assert (await _purge(house))["counts"] == 0
    assert await _rows(house, "turns") > 1
    house.clock.forward(days=2)
    assert (await _purge(house))["counts"] == 1
    assert (await _rows(house, "conversations"), await _rows(house, "cases")) == (1, 0)
    assert await _rows(house, "turns") == 1
