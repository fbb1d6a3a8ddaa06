"""Accounts of the desk: passwords, lock-out, sessions."""

import pytest
from sqlalchemy import text

from mediation.accounts import WeakPassword
from mediation.store.database import AlreadyWritten
from tests.mediation.conftest import House

EMAIL, PASSWORD = "mediatrice@exemple.invalid", "trois mots au hasard"


async def _added(house: House) -> str:
    return await house.accounts.add(EMAIL, PASSWORD, "mediator")


async def test_the_right_password_opens_a_session_until_logout(house: House) -> None:
    account_id = await _added(house)
    token = await house.accounts.login(f"  {EMAIL.upper()} ", PASSWORD)
    assert token is not None
    person = await house.accounts.who(token)
    assert person is not None
    assert (person.id, person.email, person.role) == (account_id, EMAIL, "mediator")
    await house.accounts.logout(token)
    assert await house.accounts.who(token) is None


async def test_wrong_pairs_open_nothing(house: House) -> None:
    await _added(house)
    assert await house.accounts.login(EMAIL, "autre chose de long") is None
    assert await house.accounts.login("inconnue@exemple.invalid", PASSWORD) is None
    assert await house.accounts.who("jeton inventé") is None


async def test_five_misses_lock_the_account_for_fifteen_minutes(house: House) -> None:
    await _added(house)
    for _ in range(5):
        await house.accounts.login(EMAIL, "autre chose de long")
    assert await house.accounts.login(EMAIL, PASSWORD) is None
    house.clock.forward(minutes=16)
    assert await house.accounts.login(EMAIL, PASSWORD) is not None


async def test_a_session_ends_after_twelve_hours(house: House) -> None:
    await _added(house)
    token = await house.accounts.login(EMAIL, PASSWORD) or ""
    house.clock.forward(hours=11)
    assert await house.accounts.who(token) is not None
    house.clock.forward(hours=2)
    assert await house.accounts.who(token) is None


async def test_a_new_password_ends_every_session(house: House) -> None:
    account_id = await _added(house)
    token = await house.accounts.login(EMAIL, PASSWORD) or ""
    await house.accounts.change_password(account_id, "encore trois mots")
    assert await house.accounts.who(token) is None
    assert await house.accounts.login(EMAIL, PASSWORD) is None
    assert await house.accounts.login(EMAIL, "encore trois mots") is not None


async def test_a_closed_account_opens_nothing(house: House) -> None:
    account_id = await _added(house)
    token = await house.accounts.login(EMAIL, PASSWORD) or ""
    await house.accounts.disable(account_id)
    assert await house.accounts.who(token) is None
    assert await house.accounts.login(EMAIL, PASSWORD) is None


async def test_bad_accounts_are_refused_by_name(house: House) -> None:
    await _added(house)
    with pytest.raises(AlreadyWritten):
        await house.accounts.add(EMAIL.upper(), PASSWORD, "editor")
    with pytest.raises(WeakPassword):
        await house.accounts.add("b@exemple.invalid", "court", "editor")
    with pytest.raises(ValueError, match="rôle inconnu"):
        await house.accounts.add("c@exemple.invalid", PASSWORD, "chef")


async def test_the_token_is_not_stored(house: House) -> None:
    await _added(house)
    token = await house.accounts.login(EMAIL, PASSWORD) or ""
    async with house.store.reading() as db:
        rows = str((await db.execute(text("select * from sessions"))).all())
        hashes = str((await db.execute(text("select password_hash from accounts"))).all())
    assert token not in rows
    assert "$argon2id$" in hashes
