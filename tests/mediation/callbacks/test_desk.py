"""The desk's side: listed by day, revealed to the holder, tried, done, recalled, erased."""

from datetime import UTC, datetime, timedelta

import pytest

from mediation.callbacks.desk import Callbacks
from mediation.callbacks.shapes import State
from mediation.outcome import Holder, Outcome, Speaker
from mediation.ports import NotYours
from mediation.presence import Look
from mediation.retention import Keep, Retention
from mediation.store import accounts, callbacks
from tests.mediation.callbacks.asking import NUMBER, agreed, called_back, choice_of, said
from tests.mediation.callbacks.conftest import Told
from tests.mediation.conftest import House


async def taken(house: House) -> tuple[str, str]:
    """Ask to be called and have "m1" take it; return (conversation, case)."""
    key, case_id, _ = await called_back(house)
    assert await house.desk.claim(case_id, "m1")
    return key, case_id


async def test_they_are_listed_by_the_day_they_are_for(house: House, room: Callbacks) -> None:
    first, _, reply = await called_back(house)
    await house.press(first, choice_of(reply, "L'après-midi"))
    house.clock.forward(hours=10)
    await called_back(house)
    cards = await room.listed()
    assert [card.callback.due_at for card in cards] == [
        datetime(2026, 11, 24, 16, tzinfo=UTC), datetime(2026, 11, 25, 16, tzinfo=UTC)]
    assert [card.is_late for card in cards] == [True, False]
    assert [card.end for card in cards] == ["34", "34"]
    assert cards[0].callback.ends_at - cards[0].callback.asked_at == timedelta(days=30)


async def test_only_the_holder_sees_the_contact_and_it_is_noted(house: House,
                                                                room: Callbacks) -> None:
    _, case_id, _ = await called_back(house, f"{NUMBER} demandez ma fille")
    with pytest.raises(NotYours):
        await room.reveal(case_id, "m1")
    await house.desk.claim(case_id, "m1")
    contact = await room.reveal(case_id, "m1")
    assert contact is not None
    assert (contact.shown, contact.note) == (NUMBER, "demandez ma fille")
    with pytest.raises(NotYours):
        await room.reveal(case_id, "m2")
    async with house.store.reading() as db:
        since = house.clock() - timedelta(minutes=1)
        assert await accounts.count_noted(db, "m1", "contact.revealed", since) == 1


async def test_taking_it_leaves_the_assistant_until_a_mediator_writes(house: House) -> None:
    key, case_id = await taken(house)
    assert (await house.write(key, "mon loyer")).outcome is Outcome.ANSWERED
    told = [item.text for item in await house.talks.history(key)]
    assert not any("Ce n'est plus le programme" in text for text in told)
    await house.desk.say(case_id, "m1", "Bonjour, je vous écris ici.")
    reply = await house.write(key, "merci")
    assert (reply.outcome, reply.holder) == (Outcome.HANDOFF_RELAYED, Holder.MEDIATOR)
    assert any("Ce n'est plus le programme" in item.text
               for item in await house.talks.history(key))


async def test_what_is_asked_to_the_assistant_meanwhile_is_not_passed_on(house: House) -> None:
    key, case_id = await taken(house)
    house.clock.forward(minutes=1)
    await house.write(key, "une question très personnelle")
    house.clock.forward(minutes=1)
    await house.desk.say(case_id, "m1", "Bonjour.")
    await house.write(key, "bonjour madame")
    seen = [item.text for item in await house.desk.conversation(case_id)]
    assert "une question très personnelle" not in seen
    assert {"bonjour madame", "Téléphone finissant par 34"} <= set(seen)


async def test_three_tries_close_it_and_say_so_in_the_chat(house: House, room: Callbacks) -> None:
    key, case_id = await taken(house)
    assert await room.no_answer(case_id, "m1") == 1
    (card,) = await room.listed()
    assert card.callback.due_at == datetime(2026, 11, 25, 16, tzinfo=UTC)
    assert await room.no_answer(case_id, "m1") == 2
    assert await room.no_answer(case_id, "m1") == 3
    last = (await house.talks.history(key))[-1]
    assert (last.speaker, "3 fois" in last.text) == (Speaker.SYSTEM, True)
    assert await house.desk.queue() == ()
    assert await room.listed() == ()
    reply = await house.press(key, "handoff:offer")
    assert reply.outcome is Outcome.HANDOFF_OFFERED


async def test_done_closes_the_case_and_says_when_the_contact_goes(house: House,
                                                                   room: Callbacks) -> None:
    key, case_id = await taken(house)
    with pytest.raises(ValueError, match="résultat inconnu"):
        await room.done(case_id, "m1", "oublié")
    assert await room.done(case_id, "m1", "resolved")
    assert "1er décembre 2026" in (await house.talks.history(key))[-1].text
    card = await house.desk.case(case_id)
    assert card is not None
    assert (card.status.value, await room.listed()) == ("closed", ())
    with pytest.raises(NotYours):
        await room.done(case_id, "m1", "resolved")


async def test_the_contact_goes_seven_days_after_or_thirty_days_undone(house: House,
                                                                       room: Callbacks) -> None:
    _, done_id = await taken(house)
    await room.done(done_id, "m1", "resolved")
    _, open_id, _ = await called_back(house)
    purge = Retention(house.store, house.bot, Keep(conversations_days=90)).purge
    house.clock.forward(days=8)
    assert (await purge(house.clock()))["contacts"] == 1
    async with house.store.reading() as db:
        kept, gone = await callbacks.of_case(db, open_id), await callbacks.of_case(db, done_id)
    assert kept is not None
    assert gone is not None
    assert (kept.contact is not None, gone.contact) == (True, None)
    house.clock.forward(days=23)
    assert (await purge(house.clock()))["contacts"] == 1
    async with house.store.reading() as db:
        kept = await callbacks.of_case(db, open_id)
    assert kept is not None
    assert (kept.contact, kept.state) == (None, State.EXPIRED)


async def test_a_childs_number_goes_with_the_call(house: House, room: Callbacks) -> None:
    key, reply = await agreed(house, text="j'ai 12 ans, mes parents se disputent")
    await house.press(key, choice_of(reply, "Être rappelé·e par téléphone"))
    await house.write(key, f"{NUMBER} c'est le numéro de ma grande sœur")
    (case,) = await house.desk.queue()
    await house.desk.claim(case.id, "m1")
    contact = await room.reveal(case.id, "m1")
    assert contact is not None
    assert contact.note == ""
    assert await room.done(case.id, "m1", "resolved")
    async with house.store.reading() as db:
        kept = await callbacks.of_case(db, case.id)
    assert kept is not None
    assert kept.contact is None
    assert "Votre numéro est effacé" in (await house.talks.history(key))[-1].text


async def test_erasing_a_conversation_erases_its_contact(house: House) -> None:
    key, case_id, _ = await called_back(house)
    await house.talks.erase(key)
    async with house.store.reading() as db:
        assert await callbacks.of_case(db, case_id) is None


async def test_what_was_not_done_that_day_is_recalled_once_a_day(
        house: House, room: Callbacks, told: Told) -> None:
    await called_back(house)
    assert await room.remind() == 0
    house.clock.forward(hours=10)
    told.kinds.clear()
    assert await room.remind() == 1
    assert await room.remind() == 0
    assert told.kinds == ["callback.asked"]
    house.clock.forward(days=1, hours=1)
    assert await room.remind() == 1


async def test_closing_the_case_from_its_page_ends_the_call_back(house: House,
                                                                 room: Callbacks) -> None:
    _, case_id = await taken(house)
    await house.desk.close(case_id, "m1", "referred")
    assert await room.listed() == ()
    card = await room.of_case(case_id)
    assert card is not None
    assert card.callback.state is State.DONE


async def test_a_code_leads_the_desk_to_the_same_brief(house: House, room: Callbacks) -> None:
    key, reply = await agreed(house)
    assert reply.case is not None
    brief = reply.case.brief
    reply = await house.press(key, choice_of(reply, "Venir à l'accueil (avec un code)"))
    assert "Dites le code à voix haute" in said(reply)
    found = await house.desk.find_by_code((reply.case.code if reply.case else "") or "", "m2")
    assert found is not None
    assert found.brief == brief
    card = await room.of_case(found.id)
    assert card is not None
    assert card.callback.purpose == "visit"


async def test_a_moment_pressed_while_the_desk_ends_it_opens_nothing_again(
        house: House, room: Callbacks, monkeypatch: pytest.MonkeyPatch) -> None:
    key, case_id, reply = await called_back(house)
    await house.desk.claim(case_id, "m1")
    look = house.presence.look

    async def done_meanwhile(*where: str | None) -> Look:
        monkeypatch.setattr(house.presence, "look", look)
        assert await room.done(case_id, "m1", "resolved")
        return await look(*where)

    monkeypatch.setattr(house.presence, "look", done_meanwhile)
    late = await house.press(key, choice_of(reply, "Le matin"))
    assert late.outcome is Outcome.UNANSWERABLE_NOT_UNDERSTOOD
    async with house.store.reading() as db:
        kept = await callbacks.of_case(db, case_id)
    assert kept is not None
    assert kept.state is State.DONE
