"""What a resident can send that is not a question, and still gets a kind sentence."""

import pytest
from sqlalchemy import text

from mediation.answer import TurnReply
from mediation.outcome import Outcome
from tests.mediation.conftest import House


async def _written(house: House, text: str) -> TurnReply:
    return await house.write(await house.opened(), text)


@pytest.mark.parametrize("text", ["", "   \n ", "😀🎉", "...", "\u200b\u200e\x00", "///", "\ud800"])
async def test_a_message_without_words_gets_a_kind_sentence(house: House, text: str) -> None:
    reply = await _written(house, text)
    assert reply.outcome is Outcome.UNANSWERABLE_NOT_UNDERSTOOD
    assert reply.messages[0].buttons[0].choice == "handoff:offer"
    assert house.bot.asked == []


@pytest.mark.parametrize("size", [2001, 1_000_000])
async def test_a_message_too_long_is_refused_kindly(house: House, size: int) -> None:
    key = await house.opened()
    reply = await house.write(key, "a" * size)
    assert reply.outcome is Outcome.REFUSED_TOO_LONG
    assert house.bot.asked == []
    assert len((await house.talks.history(key))[1].text) < 300


async def test_two_thousand_characters_are_read(house: House) -> None:
    await _written(house, "a" * 2000)
    assert house.bot.asked == ["a" * 2000]


async def test_a_danger_at_the_start_of_a_long_message_is_still_seen(house: House) -> None:
    reply = await _written(house, "on dort dehors ce soir " + "a" * 2001)
    assert reply.outcome is Outcome.URGENT_SIGNPOSTED
    assert "115" in reply.messages[0].text
    assert reply.messages[1].text == "[refused_too_long]"


@pytest.mark.parametrize(("text", "sent"), [
    ("/restart", "restart"), ("\u200b/restart", "restart"), (" //intent{}", "intent{}"),
    ("mon\x00 lo\u200byer\x1b", "mon loyer"), ("mon\r\nloyer", "mon\nloyer"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>")])
async def test_what_reaches_the_dialogue_is_clean(house: House, text: str, sent: str) -> None:
    await _written(house, text)
    assert house.bot.asked == [sent]


async def test_an_unknown_conversation_gets_a_way_out(house: House) -> None:
    reply = await house.write("inconnue", "mon loyer")
    assert (reply.outcome, reply.is_stored) == (Outcome.ERROR_UNEXPECTED, False)
    assert "nouvelle" in reply.messages[0].text
    assert house.bot.asked == []


async def test_a_forged_choice_is_an_old_button(house: House) -> None:
    reply = await house.press(await house.opened(), "entry:aide-au-logement")
    assert reply.outcome is Outcome.UNANSWERABLE_NOT_UNDERSTOOD
    assert reply.answer is None


async def test_a_very_long_message_id_still_repeats(house: House) -> None:
    key = await house.opened()
    first = await house.write(key, "mon loyer", "x" * 5000)
    assert await house.write(key, "mon loyer", "x" * 5000) == first


async def test_a_forged_choice_is_not_kept_with_its_words(house: House) -> None:
    key = await house.opened()
    await house.press(key, "06 11 22 33 44")
    held, _ = await house.queued()
    await house.press(held, "06 11 22 33 44")
    async with house.store.reading() as db:
        kept = (await db.execute(text("select choice from turns"))).scalars().all()
    assert "06 11 22 33 44" not in kept
    assert "handoff:accept" in kept
