"""Codes that open a conversation on another device."""

from mediation.codes import ResumeCodes
from mediation.store import comfort
from mediation.store.comfort_rows import ResumeCodeRow
from mediation.store.database import Store
from mediation.utterance import Channel
from tests.mediation.conftest import House


def codes(house: House) -> ResumeCodes:
    return ResumeCodes(house.store, house.sealer, house.clock)


async def kept(store: Store, key: str) -> ResumeCodeRow | None:
    async with store.reading() as db:
        return await db.get(ResumeCodeRow, key)


async def test_a_code_moves_the_conversation_once(house: House) -> None:
    opened = await house.talks.open(Channel.WEB)
    code = await codes(house).issue(opened.conversation_id)
    assert len(code) == 8
    assert code.isdigit()
    resumed = await codes(house).redeem(f"{code[:4]} {code[4:]}", Channel.WEB)
    assert resumed is not None
    assert resumed.conversation_id == opened.conversation_id
    assert await house.talks.check(resumed.conversation_id, resumed.token)
    assert not await house.talks.check(opened.conversation_id, opened.token)
    assert await codes(house).redeem(code, Channel.WEB) is None


async def test_a_code_ends_after_a_quarter_of_an_hour(house: House) -> None:
    key = await house.opened()
    code = await codes(house).issue(key)
    house.clock.forward(minutes=15)
    assert await codes(house).redeem(code, Channel.WEB) is None


async def test_a_new_code_replaces_the_one_before(house: House) -> None:
    key = await house.opened()
    first = await codes(house).issue(key)
    second = await codes(house).issue(key)
    assert await codes(house).redeem(first, Channel.WEB) is None
    assert await codes(house).redeem(second, Channel.WEB)


async def test_a_code_is_kept_as_a_fingerprint_only(house: House) -> None:
    key = await house.opened()
    code = await codes(house).issue(key)
    row = await kept(house.store, key)
    assert row is not None
    assert code not in row.digest
    assert row.digest == house.sealer.digest(f"resume:{code}")


async def test_anything_else_than_a_code_opens_nothing(house: House) -> None:
    await codes(house).issue(await house.opened())
    for typed in ("", "1234567", "abcdefgh", "١٢٣٤٥٦٧٨", "0" * 5000, "\x00" * 8):
        assert await codes(house).redeem(typed, Channel.WEB) is None


async def test_moving_to_the_web_forgets_the_chat_it_came_from(house: House) -> None:
    key = await house.opened(Channel.TELEGRAM)
    await house.talks.bind_chat(key, "42")
    await house.write(key, "mon loyer", channel=Channel.TELEGRAM)
    code = await codes(house).issue(key)
    assert await codes(house).redeem(code, Channel.WEB)
    assert await house.talks.chat_of(key) is None
    assert await house.outbox.pending(Channel.TELEGRAM) == ()


async def test_a_code_goes_with_the_conversation_and_with_the_purge(house: House) -> None:
    key, other = await house.opened(), await house.opened()
    await codes(house).issue(key)
    await house.talks.erase(key)
    assert await kept(house.store, key) is None
    await codes(house).issue(other)
    house.clock.forward(hours=1)
    async with house.store.writing() as db:
        await comfort.drop_expired(db, house.clock())
    assert await kept(house.store, other) is None
