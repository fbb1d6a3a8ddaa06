"""The team is told that a case waits or changed hands, as each wishes, without any words."""

from datetime import timedelta

import pytest
import pytest_asyncio
from sqlalchemy import text

from mediation.notices import GRACE, SENTENCES, TRIES, StaffNotices
from mediation.staff import Staff
from tests.mediation.conftest import House

PASSWORD = "trois mots au hasard"


@pytest_asyncio.fixture
async def notices(house: House) -> StaffNotices:
    return StaffNotices(house.store, house.sealer, house.clock)


@pytest_asyncio.fixture
async def anne(house: House) -> str:
    return await house.accounts.add("anne@exemple.invalid", PASSWORD, "mediator")


@pytest_asyncio.fixture
async def bruno(house: House) -> str:
    return await house.accounts.add("bruno@exemple.invalid", PASSWORD, "mediator")


async def _told(notices: StaffNotices, kind: str, case_id: str, to: str | None = None) -> None:
    notices.tell(kind, case_id, to)
    await notices.settle()


async def _wish(house: House, account_id: str, *ways: str) -> None:
    staff = Staff(house.store, house.sealer, house.clock, house.accounts)
    if "chat" in ways:
        await staff.tie_chat(await staff.chat_code(account_id), "4242")
    await staff.wish(account_id, frozenset(ways))


async def test_every_mediator_sees_a_waiting_case_until_it_is_taken(
        house: House, notices: StaffNotices, anne: str, bruno: str) -> None:
    _, case_id = await house.queued()
    await _told(notices, "case.waiting", case_id)
    bell = await notices.bell(anne)
    assert (bell.count, bell.sentence) == (1, "Une demande attend à l'accueil.")
    assert (await notices.bell(bruno)).count == 1
    assert await house.desk.claim(case_id, anne)
    assert (await notices.bell(bruno)).count == 0


async def test_the_same_notice_is_not_repeated_while_unseen(
        house: House, notices: StaffNotices, anne: str) -> None:
    _, case_id = await house.queued()
    await _told(notices, "case.waiting", case_id)
    first = (await notices.bell(anne)).last
    await _told(notices, "case.waiting", case_id)
    assert (await notices.bell(anne)).last == first
    await notices.see(anne, first)
    assert (await notices.bell(anne)).count == 0
    await _told(notices, "case.returned", case_id)
    assert (await notices.bell(anne)).sentence == SENTENCES["case.returned"]
    await notices.see_case(anne, case_id)
    assert (await notices.bell(anne)).count == 0


async def test_one_person_is_told_of_what_is_theirs(
        house: House, notices: StaffNotices, anne: str, bruno: str) -> None:
    _, case_id = await house.queued()
    assert await house.desk.claim(case_id, bruno)
    await _told(notices, "case.answered", case_id, to=bruno)
    assert ((await notices.bell(anne)).count, (await notices.bell(bruno)).count) == (0, 1)


async def test_a_mail_waits_half_a_minute_and_not_if_it_was_seen(
        house: House, notices: StaffNotices, anne: str, bruno: str) -> None:
    for each in (anne, bruno):
        await _wish(house, each, "mail")
    _, case_id = await house.queued()
    await _told(notices, "case.waiting", case_id)
    assert await notices.due("mail") == ()
    await notices.see_case(anne, case_id)
    house.clock.now += GRACE
    (told,) = await notices.due("mail")
    assert (told.to, told.sentence) == ("bruno@exemple.invalid", SENTENCES["case.waiting"])
    assert await notices.counts("mail") == {"dropped": 1, "pending": 1}
    await notices.mark("mail", told.id, "delivered")
    assert await notices.due("mail") == ()


async def test_a_case_taken_meanwhile_disturbs_nobody(
        house: House, notices: StaffNotices, anne: str, bruno: str) -> None:
    await _wish(house, bruno, "mail", "chat")
    _, case_id = await house.queued()
    await _told(notices, "case.waiting", case_id)
    assert await house.desk.claim(case_id, anne)
    house.clock.now += GRACE
    assert (await notices.due("mail"), await notices.due("chat")) == ((), ())


async def test_a_danger_unread_goes_at_once_to_the_duty_address(
        house: House, notices: StaffNotices, anne: str) -> None:
    _, case_id = await house.queued()
    await _told(notices, "danger.unread", case_id, to="astreinte@exemple.invalid")
    (told,) = await notices.due("mail")
    assert told.to == "astreinte@exemple.invalid"
    assert "urgente" in told.sentence
    async with house.store.reading() as db:
        stored = str((await db.execute(text("select * from staff_notices"))).all())
    assert "astreinte@" not in stored


async def test_a_telegram_chat_gets_only_a_sentence(
        house: House, notices: StaffNotices, anne: str) -> None:
    await _wish(house, anne, "chat")
    key, case_id = await house.queued()
    await house.write(key, "je suis Zoé Imaginaire")
    await _told(notices, "case.waiting", case_id)
    house.clock.now += GRACE
    (told,) = await notices.due("chat")
    assert (told.to, told.sentence) == ("4242", SENTENCES["case.waiting"])


async def test_a_failing_server_is_tried_again_later_and_not_for_ever(
        house: House, notices: StaffNotices, anne: str) -> None:
    await _wish(house, anne, "mail")
    _, case_id = await house.queued()
    await _told(notices, "case.waiting", case_id)
    house.clock.now += GRACE
    for attempt in range(TRIES):
        (told,) = await notices.due("mail")
        assert told.attempts == attempt
        await notices.try_later("mail", told)
        assert await notices.due("mail") == ()
        house.clock.now += timedelta(minutes=11)
    assert await notices.due("mail") == ()
    assert await notices.counts("mail") == {"failed": 1}


async def test_a_closed_account_is_told_nothing(
        house: House, notices: StaffNotices, anne: str) -> None:
    await _wish(house, anne, "mail")
    await house.accounts.disable(anne)
    _, case_id = await house.queued()
    await _told(notices, "case.waiting", case_id)
    assert await notices.counts("mail") == {}


def test_telling_outside_a_running_service_raises_nothing(house: House) -> None:
    StaffNotices(house.store, house.sealer, house.clock).tell("case.waiting", "inconnue")


async def test_an_unknown_kind_is_not_told(house: House, notices: StaffNotices, anne: str) -> None:
    await _told(notices, "case.invented", "x")
    assert (await notices.bell(anne)).count == 0


@pytest.mark.parametrize("sentence", SENTENCES.values())
def test_a_notice_says_where_and_nothing_of_anyone(sentence: str) -> None:
    assert len(sentence) < 80
    assert "{" not in sentence
