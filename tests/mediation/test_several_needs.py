"""Several needs: listed, then one by one; the next is offered after each answer."""

import pytest
from sqlalchemy import text

from bot.decision import Need
from mediation.answer import TurnReply
from mediation.outcome import Outcome
from mediation.wanted import asks_for_next
from tests.mediation.conftest import House
from tests.mediation.fakes import housing

NEEDS = (Need(text="mon loyer", domain="housing", entry_id="aide-au-logement"),
         Need(text="mon travail", domain="employment", entry_id="inscription-chomage"))


def labels(reply: TurnReply) -> list[str]:
    return [each.label for each in reply.messages[-1].buttons]


async def told(house: House) -> tuple[str, TurnReply]:
    house.bot.table["deux choses"] = housing(needs=NEEDS)
    key = await house.opened()
    return key, await house.write(key, "deux choses")


async def test_the_next_need_is_offered_under_the_answer(house: House) -> None:
    _, reply = await told(house)
    assert labels(reply)[0].startswith("Ensuite : ")
    assert "on passe à la suite" in reply.messages[-1].text


async def test_it_is_still_offered_after_a_follow_up_and_gone_once_answered(
        house: House) -> None:
    key, _ = await told(house)
    after = await house.write(key, "mon loyer")
    assert [each.status for each in after.needs] == ["answered", "next"]
    done = await house.press(key, after.messages[-1].buttons[0].choice)
    assert done.answer is not None
    assert done.answer.entry_id == "inscription-chomage"
    assert [each.status for each in done.needs] == ["answered", "answered"]
    again = await house.write(key, "mon loyer")
    assert again.needs == ()


@pytest.mark.parametrize("words", ["oui", "passons à l'autre", "la suite", "question suivante"])
async def test_typed_words_equal_the_button(house: House, words: str) -> None:
    key, _ = await told(house)
    reply = await house.write(key, words)
    assert reply.answer is not None
    assert reply.answer.entry_id == "inscription-chomage"
    assert house.bot.noted == ["inscription-chomage"]


async def test_yes_without_a_need_left_goes_to_the_dialogue(house: House) -> None:
    key = await house.opened()
    await house.write(key, "mon loyer")
    await house.write(key, "oui")
    assert house.bot.asked[-1] == "oui"


async def test_a_danger_never_waits_for_the_next_need(house: House) -> None:
    key, _ = await told(house)
    reply = await house.write(key, "la suite, je suis dehors ce soir")
    assert reply.outcome is Outcome.URGENT_SIGNPOSTED


async def test_erasing_forgets_the_needs(house: House) -> None:
    key, _ = await told(house)
    await house.talks.erase(key)
    async with house.store.reading() as db:
        assert (await db.execute(text("SELECT needs FROM conversations"))).scalar() in (
            None, "null")


def test_a_question_is_not_a_request_for_the_next_need() -> None:
    assert not asks_for_next("et pour le deuxième enfant, comment faire ?")
    assert asks_for_next("ok passons au suivant")
