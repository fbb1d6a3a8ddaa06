"""Long or padded messages: a danger is seen wherever it is, and padding is not length."""

import pytest

from mediation.outcome import Holder, Outcome, Speaker
from tests.mediation.conftest import House

DANGER = "on dort dehors ce soir"


@pytest.mark.parametrize("before", ["mot " * 600, "mot " * 15_000, "a" * 1990 + " "])
async def test_a_danger_after_the_limit_still_gives_the_number_first(
        house: House, before: str) -> None:
    reply = await house.write(await house.opened(), before + DANGER)
    assert reply.outcome is Outcome.URGENT_SIGNPOSTED
    assert (reply.messages[0].speaker, "115" in reply.messages[0].text) == (Speaker.SYSTEM, True)
    assert reply.messages[1].text == "[refused_too_long]"


@pytest.mark.parametrize("padding", [" ", "\n", "\u200b", "\x00"])
async def test_padding_hides_nothing_and_is_no_length(house: House, padding: str) -> None:
    key = await house.opened()
    assert "115" in (await house.write(key, padding * 3000 + DANGER)).messages[0].text
    assert (await house.write(key, padding * 3000 + "mon loyer")).outcome is Outcome.ANSWERED


async def test_what_comes_after_the_limit_is_not_stored(house: House) -> None:
    key = await house.opened()
    await house.write(key, "mot " * 600 + DANGER)
    assert DANGER not in " ".join(item.text for item in (await house.talks.history(key))[:2])


async def test_a_long_danger_in_the_queue_raises_the_case(house: House) -> None:
    await house.queued()
    key, case_id = await house.queued()
    reply = await house.write(key, "mot " * 600 + DANGER)
    assert (reply.holder, "115" in reply.messages[0].text) == (Holder.QUEUE, True)
    first = (await house.desk.queue())[0]
    assert (first.id, first.urgent_kind) == (case_id, "homeless_tonight")


async def test_with_the_database_gone_a_long_danger_is_still_seen(house: House) -> None:
    key = await house.opened()
    await house.store.close()
    house.talks._means.store._readers = None  # type: ignore[assignment]
    reply = await house.write(key, "mot " * 600 + DANGER)
    assert (reply.is_stored, "115" in reply.messages[0].text) == (False, True)


async def test_a_blank_message_in_the_queue_is_not_said_to_be_joined(house: House) -> None:
    key, _ = await house.queued()
    assert (await house.write(key, " \n ")).messages == ()
    assert "joint" in (await house.write(key, "une lettre")).messages[0].text
