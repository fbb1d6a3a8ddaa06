"""A turn, from a question to its stored reply."""

import asyncio

from sqlalchemy import text

from bot.decision import Kind, Need, PlaceRef
from mediation.outcome import Holder, Outcome, Speaker
from mediation.utterance import Channel
from tests.mediation.conftest import House
from tests.mediation.fakes import decided, housing


async def test_the_greeting_says_it_is_a_program(house: House) -> None:
    opened = await house.talks.open(Channel.WEB)
    assert "programme" in opened.messages[0].text
    assert await house.talks.check(opened.conversation_id, opened.token)
    assert not await house.talks.check(opened.conversation_id, "autre")
    assert not await house.talks.check("inconnue", opened.token)


async def test_a_question_gets_the_entry_with_its_source(house: House) -> None:
    reply = await house.write(await house.opened(), "mon loyer")
    assert (reply.outcome, reply.holder) == (Outcome.ANSWERED, Holder.ASSISTANT)
    assert reply.answer is not None
    assert reply.answer.sources
    assert all(len(b.choice) <= 60 and b.choice.isascii() for b in reply.messages[-1].buttons)


async def test_buttons_are_opaque_and_open_their_entry(house: House) -> None:
    key = await house.opened()
    reply = await house.write(key, "une aide")
    assert [each.entry_id for each in reply.choices] == ["aide-au-logement",
                                                         "inscription-chomage"]
    assert reply.choices[1].choice == reply.messages[0].buttons[1].choice
    assert "chomage" not in reply.choices[1].choice
    chosen = await house.press(key, reply.choices[1].choice)
    assert chosen.answer is not None
    assert chosen.answer.entry_id == "inscription-chomage"
    assert house.bot.noted == ["inscription-chomage"]


async def test_the_choice_of_another_conversation_is_refused(house: House) -> None:
    mine, other = await house.opened(), await house.opened()
    reply = await house.write(mine, "une aide")
    refused = await house.press(other, reply.choices[0].choice)
    assert refused.outcome is Outcome.UNANSWERABLE_NOT_UNDERSTOOD
    assert refused.answer is None
    assert refused.messages[0].buttons[0].choice == "handoff:offer"


async def test_a_follow_up_button_keeps_the_place_known(house: House) -> None:
    house.bot.table["à Valombre"] = housing(place=PlaceRef(insee="48999", name="Valombre"))
    key = await house.opened()
    reply = await house.write(key, "à Valombre")
    after = await house.press(key, reply.messages[-1].buttons[0].choice)
    assert after.answer is not None
    assert after.answer.place is not None
    assert (after.answer.facet, after.answer.place.insee) == ("documents", "48999")


async def test_several_needs_each_get_a_button(house: House) -> None:
    house.bot.table["deux choses"] = housing(
        needs=(Need(text="chômage", domain="employment", entry_id="inscription-chomage"),))
    key = await house.opened()
    reply = await house.write(key, "deux choses")
    choice = reply.needs[0].choice
    assert choice is not None
    opened = await house.press(key, choice)
    assert opened.answer is not None
    assert opened.answer.entry_id == "inscription-chomage"


async def test_a_repeated_message_gets_the_same_stored_reply(house: House) -> None:
    key = await house.opened()
    first = await house.write(key, "mon loyer", "m-1")
    again = await house.write(key, "mon loyer", "m-1")
    assert again == first
    assert house.bot.asked == ["mon loyer"]
    assert len(await house.talks.history(key)) == 3


async def test_two_messages_at_once_are_answered_one_after_the_other(house: House) -> None:
    key = await house.opened()
    house.bot.wait_seconds = 0.02
    one, two = await asyncio.gather(house.write(key, "mon loyer"), house.write(key, "bonjour"))
    assert (one.outcome, two.outcome) == (Outcome.ANSWERED, Outcome.SMALL_TALK)
    assert house.bot.most_running == 1
    items = await house.talks.history(key)
    assert [item.seq for item in items] == [1, 2, 3, 4, 5]


async def test_the_same_message_sent_twice_at_once_is_answered_once(house: House) -> None:
    key = await house.opened()
    one, two = await asyncio.gather(house.write(key, "mon loyer", "m"),
                                    house.write(key, "mon loyer", "m"))
    assert one.turn_id == two.turn_id


async def test_an_answer_without_a_source_is_withheld(house: House) -> None:
    house.voice.has_sources = False
    reply = await house.write(await house.opened(), "mon loyer")
    assert (reply.outcome, reply.answer) == (Outcome.UNANSWERABLE_NO_SOURCE, None)


async def test_history_is_masked_and_replays_the_whole_reply(house: House) -> None:
    key = await house.opened()
    house.bot.table["je suis [masqué], au [masqué]"] = housing()
    reply = await house.write(key, "je suis Zoé Imaginaire, au 06 00 00 00 00")
    greeting, mine, answered = await house.talks.history(key)
    assert greeting.speaker is Speaker.ASSISTANT
    assert mine.text == "je suis [masqué], au [masqué]"
    assert (answered.reply, answered.outcome) == (reply, Outcome.ANSWERED)
    assert await house.talks.history(key, after=2) == (answered,)


async def test_the_second_misunderstanding_offers_a_person(house: House) -> None:
    key = await house.opened()
    first = await house.write(key, "grmbl")
    second = await house.write(key, "grmbl encore")
    assert first.outcome is Outcome.UNANSWERABLE_NOT_UNDERSTOOD
    assert second.outcome is Outcome.HANDOFF_OFFERED
    assert second.case is not None
    assert "n'a pas compris" in second.case.brief[0].text


async def test_misunderstandings_in_between_answers_do_not_add_up(house: House) -> None:
    key = await house.opened()
    for words in ("grmbl", "mon loyer", "grmbl"):
        reply = await house.write(key, words)
    assert reply.outcome is Outcome.UNANSWERABLE_NOT_UNDERSTOOD


async def test_feedback_is_kept_masked_for_a_turn_of_the_conversation(house: House) -> None:
    key, other = await house.opened(), await house.opened()
    reply = await house.write(key, "mon loyer")
    await house.talks.give_feedback(other, reply.turn_id, "useful", None)
    await house.talks.give_feedback(key, reply.turn_id, "not_useful", "Zoé Imaginaire dit non")
    async with house.store.reading() as db:
        rows = (await db.execute(text("select verdict, reason from feedback"))).all()
    assert [tuple(row) for row in rows] == [("not_useful", "[masqué] dit non")]


async def test_out_of_scope_is_declined_without_an_entry(house: House) -> None:
    reply = await house.write(await house.opened(), "la météo")
    assert (reply.outcome, reply.answer) == (Outcome.UNANSWERABLE_OUT_OF_SCOPE, None)


async def test_clarifying_words_of_the_dialogue_are_said(house: House) -> None:
    house.bot.table["aide"] = decided(Kind.CLARIFY, "Pour le loyer ou pour manger ?")
    reply = await house.write(await house.opened(), "aide")
    assert reply.messages[0].text == "Pour le loyer ou pour manger ?"
