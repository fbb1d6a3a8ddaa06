"""The assistant says that it is a program: first, and each time it speaks again after a person."""

import pytest

from mediation.answer import HistoryItem
from mediation.outcome import Speaker
from mediation.sentences import load_sentences
from mediation.utterance import Channel
from tests.mediation.conftest import House

FIRST = "Je suis un programme, pas une personne"
AGAIN = "Vous parlez de nouveau à l'assistant, un programme"
NO_LONGER = "Ce n'est plus le programme"
NOT_SAID = "the assistant speaks after a person without saying that it is a program"


def unsaid(items: tuple[HistoryItem, ...]) -> str | None:
    """Return the fault of a conversation: the assistant speaks and what it is was not said."""
    is_known = False
    for item in items:
        if item.speaker is Speaker.MEDIATOR:
            is_known = False
        is_known = is_known or FIRST in item.text or AGAIN in item.text
        if item.speaker is Speaker.ASSISTANT and not is_known:
            return NOT_SAID
    return None


@pytest.mark.parametrize("channel", list(Channel))
async def test_the_first_message_says_so_on_every_channel(house: House, channel: Channel) -> None:
    opened = await house.talks.open(channel)
    assert opened.messages[0].speaker is Speaker.ASSISTANT
    assert FIRST in opened.messages[0].text
    first = (await house.talks.history(opened.conversation_id))[0]
    assert FIRST in first.text


async def test_a_person_who_takes_over_is_said_to_be_one(house: House) -> None:
    key, _ = await house.held()
    last = (await house.talks.history(key))[-1]
    assert last.speaker is Speaker.SYSTEM
    assert NO_LONGER in last.text


async def test_the_program_says_so_when_it_speaks_again_after_a_person(house: House) -> None:
    key, case_id = await house.held()
    await house.desk.say(case_id, "m1", "Bonjour, je vous lis.")
    await house.desk.close(case_id, "m1", "resolved")
    await house.write(key, "mon loyer")
    items = await house.talks.history(key)
    assert [item.speaker for item in items][-4:] == [
        Speaker.MEDIATOR, Speaker.SYSTEM, Speaker.RESIDENT, Speaker.ASSISTANT]
    assert unsaid(items) is None


async def test_the_program_says_so_when_one_leaves_the_queue(house: House) -> None:
    key, _ = await house.queued()
    reply = await house.press(key, "handoff:decline")
    assert AGAIN in reply.messages[0].text
    await house.write(key, "mon loyer")
    assert unsaid(await house.talks.history(key)) is None


async def test_a_case_given_back_to_the_queue_lets_no_program_speak_unsaid(house: House) -> None:
    key, case_id = await house.held()
    await house.desk.say(case_id, "m1", "Je reviens.")
    await house.desk.release(case_id, "m1")
    for words in ("vous êtes là ?", "mon loyer"):
        reply = await house.write(key, words)
        assert Speaker.ASSISTANT not in {message.speaker for message in reply.messages}
    await house.press(key, "handoff:decline")
    await house.write(key, "mon loyer")
    assert unsaid(await house.talks.history(key)) is None


async def test_a_conversation_that_does_not_say_it_is_seen(house: House) -> None:
    key, case_id = await house.held()
    await house.desk.say(case_id, "m1", "Bonjour.")
    await house.desk.close(case_id, "m1", "resolved")
    await house.write(key, "mon loyer")
    items = await house.talks.history(key)
    assert unsaid(tuple(item for item in items if AGAIN not in item.text)) == NOT_SAID
    assert unsaid(items[1:]) == NOT_SAID


def test_every_sentence_that_gives_the_word_back_names_the_program() -> None:
    sentences = load_sentences()
    for key in ("cancelled", "closed_case"):
        assert AGAIN in sentences.say(key)
    assert NO_LONGER in sentences.say("claimed")
