"""The team manages itself: own password, sessions, accounts, one-time links, journal."""

from datetime import datetime

import pytest
import pytest_asyncio

from knowledge.hours import PARIS
from mediation.accounts import WeakPassword
from mediation.staff import LastAdmin, Staff
from mediation.store.database import AlreadyWritten
from tests.mediation.conftest import House

EMAIL, PASSWORD, NEXT = "anne@exemple.invalid", "trois mots au hasard", "quatre autres mots ici"


@pytest_asyncio.fixture
async def staff(house: House) -> Staff:
    return Staff(house.store, house.sealer, house.clock, house.accounts)


@pytest_asyncio.fixture
async def anne(house: House) -> str:
    return await house.accounts.add(EMAIL, PASSWORD, "mediator")


async def test_a_new_password_ends_every_session_and_opens_another(
        house: House, staff: Staff, anne: str) -> None:
    before = [await house.accounts.login(EMAIL, PASSWORD) or "" for _ in range(2)]
    assert await staff.change_own_password(anne, EMAIL, "autre chose de long", NEXT) is None
    assert await house.accounts.who(before[0])
    with pytest.raises(WeakPassword):
        await staff.change_own_password(anne, EMAIL, PASSWORD, "court")
    fresh = await staff.change_own_password(anne, EMAIL, PASSWORD, NEXT)
    assert fresh
    assert await house.accounts.who(fresh)
    assert [await house.accounts.who(each) for each in before] == [None, None]
    assert await house.accounts.login(EMAIL, PASSWORD) is None


async def test_five_wrong_current_passwords_lock_the_change_too(
        house: House, staff: Staff, anne: str) -> None:
    for _ in range(5):
        await staff.change_own_password(anne, EMAIL, "autre chose de long", NEXT)
    assert await staff.change_own_password(anne, EMAIL, PASSWORD, NEXT) is None
    house.clock.forward(minutes=16)
    assert await staff.change_own_password(anne, EMAIL, PASSWORD, NEXT)


async def test_one_s_sessions_are_listed_and_ended_one_by_one(
        house: House, staff: Staff, anne: str) -> None:
    here = await house.accounts.login(EMAIL, PASSWORD) or ""
    there = await house.accounts.login(EMAIL, PASSWORD) or ""
    shown = await staff.sessions(anne, here)
    assert sorted(each.is_this_one for each in shown) == [False, True]
    other = next(each.key for each in shown if not each.is_this_one)
    assert not await staff.end_session("quelqu'un d'autre", other)
    assert not await staff.end_session(anne, "%")
    assert await staff.end_session(anne, other)
    assert await house.accounts.who(there) is None
    assert await house.accounts.who(here)


async def test_an_account_without_password_opens_by_a_link_once(
        house: House, staff: Staff) -> None:
    token = await staff.add("chef", " Neuve@Exemple.invalid ", "editor", "")
    assert token
    assert await staff.of_link(token) == "neuve@exemple.invalid"
    with pytest.raises(WeakPassword):
        await staff.use_link(token, "court")
    session = await staff.use_link(token, NEXT)
    assert session
    assert await house.accounts.who(session)
    assert await staff.use_link(token, PASSWORD) is None
    assert await staff.of_link(token) is None


async def test_a_link_lasts_two_days_and_a_newer_one_replaces_it(
        house: House, staff: Staff, anne: str) -> None:
    first, second = await staff.link("chef", anne), await staff.link("chef", anne)
    assert await staff.of_link(first) is None
    house.clock.forward(hours=47)
    assert await staff.of_link(second) == EMAIL
    house.clock.forward(hours=2)
    assert await staff.use_link(second, NEXT) is None


@pytest.mark.parametrize(("email", "role"), [("sans-arobase", "editor"), ("a@b.c", "roi"),
                                             ("a b@c.d", "editor")])
async def test_an_unfit_account_is_refused(staff: Staff, email: str, role: str) -> None:
    with pytest.raises(ValueError, match="revoir|inconnu"):
        await staff.add("chef", email, role, PASSWORD)


async def test_a_known_address_is_refused(staff: Staff, anne: str) -> None:
    with pytest.raises(AlreadyWritten):
        await staff.add("chef", EMAIL, "editor", PASSWORD)


async def test_a_new_role_and_a_closing_end_the_sessions(
        house: House, staff: Staff, anne: str) -> None:
    token = await house.accounts.login(EMAIL, PASSWORD) or ""
    await staff.change_role("chef", anne, "editor")
    assert await house.accounts.who(token) is None
    token = await house.accounts.login(EMAIL, PASSWORD) or ""
    await staff.end_sessions("chef", anne)
    assert await house.accounts.who(token) is None
    await staff.disable("chef", anne)
    assert await house.accounts.login(EMAIL, PASSWORD) is None


async def test_someone_always_manages_the_accounts(house: House, staff: Staff) -> None:
    chef = await house.accounts.add("chef@exemple.invalid", PASSWORD, "admin")
    with pytest.raises(LastAdmin):
        await staff.change_role(chef, chef, "editor")
    with pytest.raises(LastAdmin):
        await staff.disable(chef, chef)
    other = await house.accounts.add("autre@exemple.invalid", PASSWORD, "admin")
    await staff.disable(chef, other)
    assert [each.sessions for each in await staff.members() if each.id == chef] == [0]


async def test_the_journal_is_filtered_by_who_what_and_day(
        house: House, staff: Staff, anne: str) -> None:
    await house.accounts.login(EMAIL, PASSWORD)
    house.clock.forward(days=1)
    await house.queued()
    await house.accounts.login(EMAIL, PASSWORD)
    assert len(await staff.journal(actor=anne, action="login.opened")) == 2
    day = house.clock().astimezone(PARIS).replace(hour=0, minute=0, second=0, microsecond=0)
    today = await staff.journal(actor=anne, action="login.opened", day=day)
    assert len(today) == 1
    assert await staff.journal(actor=anne, before=today[0][0], action="login.opened")
    assert await staff.journal(day=datetime(2020, 1, 1, tzinfo=PARIS)) == []
    assert "login.opened" in await staff.actions()


async def test_a_chat_is_tied_by_a_code_used_once(house: House, staff: Staff, anne: str) -> None:
    code = await staff.chat_code(anne)
    assert not await staff.tie_chat("ABCD2345", "77")
    assert await staff.tie_chat(f"{code[:4].lower()} {code[4:]}", "77")
    assert not await staff.tie_chat(code, "78")
    wishes = await staff.wishes(anne)
    assert wishes.has_chat
    assert house.sealer.open(wishes.chat) == "77"
    old = await staff.chat_code(anne)
    house.clock.forward(minutes=16)
    assert not await staff.tie_chat(old, "79")
    await staff.untie_chat(anne)
    assert (await staff.wishes(anne)).chat is None
