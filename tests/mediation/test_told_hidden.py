"""What was masked is said kindly, once, and never in the way of a danger or a mediator."""

from mediation.masking import PLACEHOLDERS
from mediation.outcome import Speaker
from mediation.sentences import load_sentences
from mediation.steps.tell_hidden import named
from tests.mediation.conftest import House

TOLD = "j'ai caché un numéro"


async def test_the_first_hidden_number_is_told_after_the_answer(house: House) -> None:
    key = await house.opened()
    reply = await house.write(key, "mon loyer, appelez au 06 11 22 33 44")
    assert reply.messages[-1].speaker is Speaker.SYSTEM
    assert TOLD in reply.messages[-1].text
    assert TOLD not in reply.messages[0].text


async def test_it_is_told_once(house: House) -> None:
    key = await house.opened()
    await house.write(key, "mon loyer, appelez au 06 11 22 33 44")
    again = await house.write(key, "mon loyer, ou au 06 55 66 77 88")
    assert not any(TOLD in each.text for each in again.messages)


async def test_nothing_is_told_when_nothing_is_hidden(house: House) -> None:
    reply = await house.write(await house.opened(), "mon loyer")
    assert not any("caché" in each.text for each in reply.messages)


async def test_a_mediator_s_conversation_is_not_interrupted(house: House) -> None:
    key, _ = await house.held()
    reply = await house.write(key, "je suis au 06 11 22 33 44")
    assert not any("caché" in each.text for each in reply.messages)


def test_each_kind_that_is_masked_has_its_words() -> None:
    sentences = load_sentences()
    for kind in PLACEHOLDERS:
        assert named((kind,), sentences).startswith(("un ", "une "))
    assert named(("name", "name", "phone", "address"), sentences) == (
        "un nom, un numéro de téléphone et une adresse")
