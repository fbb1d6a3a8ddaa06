"""After the agreement: how to be reached, asked by buttons, in a house without live chat."""

import pytest

from mediation.outcome import CaseStatus, Holder, Outcome, Speaker
from mediation.ports import BotUnavailable
from mediation.store import callbacks
from mediation.utterance import Channel
from tests.mediation.callbacks.asking import (
    CLOSED_AT_NIGHT,
    DESK,
    EMAIL,
    HERE,
    NUMBER,
    PHONE,
    agreed,
    called_back,
    choice_of,
    chosen,
    labels,
    said,
)
from tests.mediation.callbacks.conftest import Told
from tests.mediation.conftest import House


async def test_agreeing_asks_how_to_be_reached_and_keeps_the_contract(house: House) -> None:
    _, reply = await agreed(house)
    assert (reply.outcome, reply.holder) == (Outcome.HANDOFF_QUEUED, Holder.QUEUE)
    assert reply.case is not None
    assert reply.case.status is CaseStatus.WAITING
    assert len(reply.case.code or "") == 6
    assert labels(reply) == [PHONE, EMAIL, DESK, HERE, "Annuler ma demande"]


async def test_on_telegram_the_answer_here_comes_first(house: House) -> None:
    _, reply = await agreed(house, Channel.TELEGRAM)
    assert labels(reply)[0] == HERE


async def test_with_live_chat_nothing_is_asked(house: House) -> None:
    desk = await house.accounts.add("m@exemple.invalid", "un mot de passe long", "mediator")
    await house.presence.set_available(desk, True)
    object.__setattr__(house.presence.default, "is_live", True)
    _, reply = await agreed(house)
    assert labels(reply) == ["Retirer ma demande"]
    assert reply.case is not None
    assert reply.case.reach is None


async def test_a_number_is_kept_sealed_and_the_assistant_comes_back(house: House) -> None:
    key, case_id, reply = await called_back(house)
    assert (reply.outcome, reply.holder) == (Outcome.HANDOFF_QUEUED, Holder.ASSISTANT)
    assert "téléphone finissant par 34" in said(reply)
    assert "39 98" not in said(reply)
    items = await house.talks.history(key)
    assert "Téléphone finissant par 34" in [item.text for item in items]
    assert not any("98" in item.text or "masqué" in item.text for item in items)
    assert (await house.desk.case(case_id)).status is CaseStatus.WAITING  # type: ignore[union-attr]
    assert (await house.write(key, "mon loyer")).outcome is Outcome.ANSWERED


async def test_the_number_reaches_neither_the_dialogue_nor_the_database(house: House) -> None:
    await called_back(house)
    assert house.bot.asked == ["mon loyer"]
    path = house.url.split("///")[1]
    await house.store.forget_traces()
    for name in (path, f"{path}-wal"):
        with open(name, "rb") as file:
            kept = file.read()
        assert b"0639981234" not in kept
        assert NUMBER.encode() not in kept


async def test_the_moment_is_asked_and_may_be_left_out(house: House) -> None:
    key, _, reply = await called_back(house)
    assert labels(reply)[:3] == ["Le matin", "L'après-midi", "Indifférent"]
    chosen_one = await house.press(key, choice_of(reply, "Le matin"))
    assert "le matin" in said(chosen_one)
    assert "mercredi 25 novembre" in said(chosen_one)
    assert "Annuler le rappel" in labels(chosen_one)


async def test_a_moment_may_be_written(house: House) -> None:
    key, case_id, _ = await called_back(house)
    assert "l'après-midi" in said(await house.write(key, "plutôt l'après-midi svp"))
    async with house.store.reading() as db:
        kept = await callbacks.of_case(db, case_id)
    assert kept is not None
    assert kept.moment == "afternoon"


async def test_without_the_dialogue_layer_all_of_it_works(house: House) -> None:
    house.bot.fault = BotUnavailable()
    key, _, reply = await called_back(house)
    assert "téléphone finissant par 34" in said(await house.press(
        key, choice_of(reply, "Indifférent")))
    assert "coordonnées sont effacées" in said(await house.write(key, "annulez le rappel"))


@pytest.mark.parametrize("typed", ["06 39 98 12", "zoe@", "0639981"])
async def test_an_incomplete_contact_is_asked_again_and_not_kept(house: House,
                                                                 typed: str) -> None:
    key, _ = await chosen(house, PHONE)
    reply = await house.write(key, typed)
    assert "Rien n'a été gardé" in said(reply)
    assert typed not in " ".join(item.text for item in await house.talks.history(key))
    assert house.bot.asked == ["mon loyer"]
    assert "téléphone finissant par 34" in said(await house.write(key, NUMBER))


async def test_an_address_is_shown_by_its_end(house: House) -> None:
    key, _ = await chosen(house, EMAIL)
    reply = await house.write(key, "zoe.imaginaire@exemple.fr")
    assert "e-mail finissant par « ple.fr »" in said(reply)
    assert "imaginaire" not in said(reply)
    assert reply.holder is Holder.ASSISTANT


async def test_a_number_may_be_corrected(house: House) -> None:
    key, case_id, _ = await called_back(house)
    assert "finissant par 56" in said(await house.write(key, "06 39 98 34 56"))
    async with house.store.reading() as db:
        kept = await callbacks.of_case(db, case_id)
    assert "0639983456" in (house.sealer.open(kept.contact if kept else None) or "")


async def test_other_words_are_joined_to_the_request(house: House) -> None:
    key, _ = await chosen(house, PHONE)
    reply = await house.write(key, "je préfère que ce soit ma sœur qui réponde")
    assert (reply.outcome, reply.holder) == (Outcome.HANDOFF_RELAYED, Holder.QUEUE)
    assert DESK in labels(reply)


async def test_the_desk_gives_a_day_its_hours_and_a_code(house: House) -> None:
    house.clock.forward(**CLOSED_AT_NIGHT)
    _, reply = await chosen(house, DESK)
    assert "mercredi 25 novembre, de 9 h à 12 h et de 14 h à 17 h" in said(reply)
    assert "Ce n'est pas un rendez-vous réservé" in said(reply)
    assert reply.case is not None
    assert len(reply.case.code or "") == 6
    assert (reply.case.code or "") not in said(reply)
    assert reply.holder is Holder.ASSISTANT


async def test_the_code_lasts_beyond_a_long_week_end(house: House) -> None:
    house.clock.forward(days=28, hours=6)  # Tuesday 22 December, in the evening
    house.clock.forward(days=2)  # the desk opens again on Monday 28
    _, reply = await chosen(house, DESK)
    assert reply.case is not None
    house.clock.forward(days=4)
    found = await house.desk.find_by_code(reply.case.code or "", "m1")
    assert found is not None


async def test_answering_here_says_it_may_be_long(house: House) -> None:
    _, reply = await chosen(house, HERE)
    assert "plusieurs jours" in said(reply)
    assert "trois jours" in said(reply)
    _, pushed = await chosen(house, HERE, Channel.TELEGRAM)
    assert "Vous recevrez un message ici même." in said(pushed)


async def test_asking_for_a_person_again_says_where_it_stands(house: House) -> None:
    key, _, _ = await called_back(house)
    reply = await house.press(key, "handoff:offer")
    assert "téléphone finissant par 34" in said(reply)
    assert "Annuler le rappel" in labels(reply)
    assert len(await house.desk.queue()) == 1


async def test_cancelling_erases_the_contact_and_closes_the_case(house: House) -> None:
    key, case_id, _ = await called_back(house)
    reply = await house.press(key, "handoff:decline")
    assert "vos coordonnées sont effacées" in said(reply)
    assert reply.messages[0].speaker is Speaker.SYSTEM
    assert await house.desk.queue() == ()
    async with house.store.reading() as db:
        assert await callbacks.of_case(db, case_id) is None


async def test_a_danger_told_before_says_its_numbers_first(house: House) -> None:
    _, reply = await agreed(house, text="on est dehors ce soir")
    assert "N'attendez pas" in reply.messages[0].text
    assert "115" in reply.messages[1].text


async def test_a_danger_beside_a_number_is_heard(house: House) -> None:
    key, _ = await chosen(house, PHONE)
    reply = await house.write(key, f"{NUMBER} et on est dehors ce soir")
    assert "115" in reply.messages[0].text
    assert "finissant par 34" in said(reply)
    assert (await house.desk.queue())[0].priority == 2


async def test_a_child_leaves_a_number_at_most(house: House) -> None:
    _, reply = await agreed(house, text="j'ai 12 ans et mes parents se disputent")
    assert EMAIL not in labels(reply)
    assert "119" in said(reply)
    assert "école" in said(reply)


async def test_the_desk_is_told_once_it_has_someone_to_call(house: House, told: Told) -> None:
    await chosen(house, PHONE)
    assert told.kinds == ["case.waiting"]
    await called_back(house)
    assert told.kinds == ["case.waiting", "case.waiting", "callback.asked"]


async def test_a_danger_told_meanwhile_hurries_the_request_and_says_no_more(
        house: House) -> None:
    key, _, _ = await called_back(house)
    reply = await house.write(key, "on est dehors ce soir")
    assert "115" in reply.messages[0].text
    (case,) = await house.desk.queue()
    assert (case.priority, case.urgent_kind) == (2, None)
