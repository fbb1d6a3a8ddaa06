"""The hand-over in two turns, and the words of both sides."""

import pytest

from bot.decision import Kind, PersonCause, PlaceRef
from mediation.outcome import CaseStatus, Holder, Outcome, Speaker
from mediation.ports import BotUnavailable, NotYours
from tests.mediation.conftest import House
from tests.mediation.fakes import decided, housing


async def _offered(house: House) -> str:
    house.bot.table["à Valombre"] = housing(place=PlaceRef(insee="48999", name="Valombre"))
    key = await house.opened(locale="ar")
    await house.write(key, "à Valombre")
    await house.press(key, "handoff:offer")
    return key


async def test_an_offer_shows_the_brief_and_passes_nothing_on(house: House) -> None:
    key = await house.opened(locale="ar")
    await house.write(key, "mon loyer")
    reply = await house.press(key, "handoff:offer")
    assert (reply.outcome, reply.holder) == (Outcome.HANDOFF_OFFERED, Holder.ASSISTANT)
    assert reply.case is not None
    assert reply.case.status is CaseStatus.OFFERED
    texts = {line.line_id: line.text for line in reply.case.brief}
    assert texts["need-1"] == "Demande : « mon loyer »"
    assert "Demander une aide au logement" in texts["answer-1"]
    assert texts["language"] == "Langue : arabe"
    assert [b.choice for b in reply.messages[-1].buttons] == ["handoff:accept", "handoff:decline"]
    assert await house.desk.queue() == ()


async def test_agreeing_queues_the_case_without_the_struck_lines(house: House) -> None:
    key = await _offered(house)
    reply = await house.press(key, "handoff:accept", "place", "need-1", "inconnue")
    assert (reply.outcome, reply.holder) == (Outcome.HANDOFF_QUEUED, Holder.QUEUE)
    assert reply.case is not None
    assert (reply.case.status, reply.case.position) == (CaseStatus.WAITING, 1)
    assert reply.case.code is not None
    assert len(reply.case.code) == 6
    (case,) = await house.desk.queue()
    ids = [line.line_id for line in case.brief]
    assert "place" not in ids
    assert "need-1" not in ids
    assert "channel" in ids
    assert (case.place_name, case.domain) == (None, "housing")


@pytest.mark.parametrize("yes", ["oui", "Oui !", "ok", "d'accord", "oui merci", "Je veux bien"])
async def test_a_typed_yes_equals_the_button(house: House, yes: str) -> None:
    house.bot.fault = BotUnavailable()
    key = await _offered(house)
    reply = await house.write(key, yes)
    assert reply.outcome is Outcome.HANDOFF_QUEUED


async def test_a_typed_no_goes_on_with_the_assistant(house: House) -> None:
    key = await _offered(house)
    reply = await house.write(key, "non merci")
    assert (reply.outcome, reply.holder) == (Outcome.SMALL_TALK, Holder.ASSISTANT)
    assert (await house.write(key, "mon loyer")).outcome is Outcome.ANSWERED
    assert await house.desk.queue() == ()


async def test_a_yes_after_another_question_is_not_an_agreement(house: House) -> None:
    key = await _offered(house)
    await house.write(key, "mon loyer")
    house.bot.table["oui"] = decided(Kind.SMALL_TALK, "Oui ?")
    assert (await house.write(key, "oui")).outcome is Outcome.SMALL_TALK
    assert (await house.press(key, "handoff:accept")).outcome is Outcome.HANDOFF_QUEUED


async def test_agreeing_to_nothing_is_an_offer_first(house: House) -> None:
    key = await house.opened()
    assert (await house.press(key, "handoff:accept")).outcome is Outcome.HANDOFF_OFFERED


async def test_the_dialogue_may_offer_agree_and_refuse(house: House) -> None:
    house.bot.table |= {
        "je veux quelqu'un": decided(Kind.OFFER_PERSON, cause=PersonCause.DISSATISFIED),
        "oui je veux qu'on transmette": decided(Kind.ACCEPT_PERSON),
        "finalement non je préfère pas": decided(Kind.DECLINE_PERSON)}
    key = await house.opened()
    assert (await house.write(key, "finalement non je préfère pas")).outcome is Outcome.SMALL_TALK
    assert (await house.write(key, "je veux quelqu'un")).outcome is Outcome.HANDOFF_OFFERED
    reply = await house.write(key, "oui je veux qu'on transmette")
    assert reply.outcome is Outcome.HANDOFF_QUEUED
    assert (await house.desk.queue())[0].cause == "dissatisfied"


async def test_with_nobody_there_it_says_when_and_which_number(house: House) -> None:
    house.clock.forward(hours=10)
    reply = await house.press(await house.opened(), "handoff:offer")
    said = " ".join(message.text for message in reply.messages)
    assert "L'accueil d'essai ouvre demain à 9 h" in said
    assert "04 00 00 00 00" in said
    assert "connecté en ce moment" not in said
    assert reply.case is not None
    assert not reply.case.open_now
    assert reply.case.opens_text == "demain à 9 h"


async def test_with_a_mediator_there_it_says_so(house: House) -> None:
    await house.accounts.add("m@exemple.invalid", "un mot de passe long", "mediator")
    token = await house.accounts.login("m@exemple.invalid", "un mot de passe long")
    person = await house.accounts.who(token or "")
    assert person is not None
    await house.presence.set_available(person.id, True)
    reply = await house.press(await house.opened(), "handoff:offer")
    assert reply.case is not None
    assert reply.case.open_now
    house.clock.forward(seconds=61)
    later = await house.press(await house.opened(), "handoff:offer")
    assert later.case is not None
    assert not later.case.open_now


async def test_in_the_queue_the_robot_says_only_once_where_one_stands(house: House) -> None:
    key, _ = await house.queued()
    first = await house.write(key, "en plus j'ai une lettre")
    second = await house.write(key, "et le 06 11 22 33 44")
    assert (first.outcome, first.holder) == (Outcome.HANDOFF_RELAYED, Holder.QUEUE)
    assert [message.speaker for message in first.messages] == [Speaker.SYSTEM]
    assert first.case is not None
    assert first.case.position is None
    assert second.messages == ()
    assert house.bot.asked == ["mon loyer"]


async def test_one_can_leave_the_queue(house: House) -> None:
    key, case_id = await house.queued()
    assert (await house.press(key, "handoff:offer")).outcome is Outcome.HANDOFF_QUEUED
    reply = await house.press(key, "handoff:decline")
    assert reply.holder is Holder.ASSISTANT
    assert await house.desk.queue() == ()
    assert not await house.desk.claim(case_id, "m1")
    assert (await house.write(key, "mon loyer")).outcome is Outcome.ANSWERED


async def test_the_robot_is_silent_while_a_mediator_holds(house: House) -> None:
    key, _ = await house.held()
    woken = len(house.publisher.woken)
    for text in ("mon loyer", "bonjour", "😀", "oui", "grmbl"):
        reply = await house.write(key, text)
        assert (reply.outcome, reply.holder) == (Outcome.HANDOFF_RELAYED, Holder.MEDIATOR)
        assert reply.messages == ()
    assert house.bot.asked == ["mon loyer"]
    assert len(house.publisher.woken) == woken + 5
    assert [item.text for item in await house.talks.history(key)][-2:] == ["oui", "grmbl"]


async def test_an_old_button_is_relayed_by_its_label(house: House) -> None:
    key = await house.opened()
    old = (await house.write(key, "une aide")).choices[0].choice
    await house.press(key, "handoff:offer")
    await house.press(key, "handoff:accept")
    reply = await house.press(key, old)
    assert reply.outcome is Outcome.HANDOFF_RELAYED
    items = await house.talks.history(key)
    assert "Demander une aide au logement" in [item.text for item in items]


async def test_both_sides_talk_and_the_assistant_comes_back(house: House) -> None:
    key, case_id = await house.held()
    await house.desk.say(case_id, "m1", "Bonjour, appelez Zoé Imaginaire au 04 99 99 99 99.")
    await house.desk.close(case_id, "m1", "resolved")
    items = await house.talks.history(key)
    said = [(item.speaker, item.text) for item in items][-3:]
    assert said[0] == (Speaker.SYSTEM, "Un médiateur vous répond. Ce n'est plus le programme.")
    assert said[1] == (Speaker.MEDIATOR, "Bonjour, appelez Zoé Imaginaire au 04 99 99 99 99.")
    assert said[2][0] is Speaker.SYSTEM
    assert "Vous parlez de nouveau à l'assistant, un programme" in said[2][1]
    assert key in house.bot.forgotten
    assert (await house.write(key, "mon loyer")).outcome is Outcome.ANSWERED


async def test_only_the_holder_speaks_closes_releases_and_reveals(house: House) -> None:
    key, case_id = await house.held()
    await house.write(key, "je suis Zoé Imaginaire")
    seq = (await house.talks.history(key))[-1].seq
    for act in (house.desk.say(case_id, "m2", "bonjour"), house.desk.release(case_id, "m2"),
                house.desk.close(case_id, "m2", "resolved"),
                house.desk.reveal(case_id, "m2", seq), house.desk.say("inconnu", "m1", "a")):
        with pytest.raises(NotYours):
            await act
    assert await house.desk.reveal(case_id, "m1", seq) == "je suis Zoé Imaginaire"
    with pytest.raises(ValueError, match="résultat inconnu"):
        await house.desk.close(case_id, "m1", "declined")


async def test_a_released_case_waits_again(house: House) -> None:
    key, case_id = await house.held()
    await house.desk.release(case_id, "m1")
    reply = await house.write(key, "allo")
    assert reply.holder is Holder.QUEUE
    assert await house.desk.claim(case_id, "m2")
    assert not await house.desk.claim(case_id, "m1")


async def test_a_mediator_reads_from_the_agreement_to_the_closing_only(house: House) -> None:
    key, case_id = await house.held()
    house.clock.forward(minutes=1)
    await house.desk.close(case_id, "m1", "resolved")
    house.clock.forward(minutes=1)
    await house.press(key, "handoff:offer")
    await house.press(key, "handoff:accept")
    (later,) = await house.desk.queue()
    await house.desk.claim(later.id, "m2")
    house.clock.forward(minutes=1)
    await house.write(key, "je suis Zoé Imaginaire")
    seq = (await house.talks.history(key))[-1].seq
    assert await house.desk.reveal(case_id, "m1", seq) is None
    assert await house.desk.reveal(later.id, "m2", seq) == "je suis Zoé Imaginaire"
    seen = [item.text for item in await house.desk.conversation(later.id)]
    assert seen[-1] == "je suis [masqué]"
    assert "mon loyer" not in seen
    assert "je suis [masqué]" not in [
        item.text for item in await house.desk.conversation(case_id)]


async def test_a_code_said_at_the_desk_finds_its_case(house: House) -> None:
    key = await _offered(house)
    reply = await house.press(key, "handoff:accept")
    assert reply.case is not None
    code = reply.case.code or ""
    found = await house.desk.find_by_code(f"{code[:3]} {code[3:]}", "m1")
    assert found is not None
    assert found.conversation_id == key
    assert (await house.talks.history(key))[-1].reply == reply
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        assert await house.desk.find_by_code(wrong, "m2") is None
    assert await house.desk.find_by_code(code, "m2") is None
    house.clock.forward(hours=73)
    assert await house.desk.find_by_code(code, "m1") is None
