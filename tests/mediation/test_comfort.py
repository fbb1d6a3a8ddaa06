"""Choices of a conversation: easy French, news asked later, ending on a shared device."""

from datetime import timedelta

import pytest

from mediation.answer import Urgent
from mediation.comfort import Comforts, FollowUp
from mediation.discretion import is_watched
from mediation.store import comfort as rows
from mediation.store import conversations
from mediation.utterance import Channel
from tests.mediation.conftest import House


def comforts(house: House) -> Comforts:
    return Comforts(house.store, house.clock, timedelta(days=7))


async def test_easy_french_is_remembered_and_can_be_left(house: House) -> None:
    key = await house.opened()
    await comforts(house).choose_easy(key, True)
    assert (await comforts(house).read(key)).is_easy
    await comforts(house).choose_easy(key, False)
    assert not (await comforts(house).read(key)).is_easy


async def test_news_are_asked_once_after_the_days_to_someone_who_agreed(house: House) -> None:
    key, ours = await house.opened(), comforts(house)
    assert not (await ours.read(key)).may_ask_later
    await house.write(key, "mon loyer")
    assert (await ours.read(key)).may_ask_later
    assert await ours.choose_follow_up(key, True)
    assert not (await ours.read(key)).may_ask_later
    house.clock.forward(days=6)
    assert (await ours.read(key)).asks_about is None
    house.clock.forward(days=1)
    assert (await ours.read(key)).asks_about == "aide-au-logement"
    await ours.answer_follow_up(key, FollowUp.NOT_YET)
    assert (await ours.read(key)).asks_about is None
    house.clock.forward(days=7)
    assert (await ours.read(key)).asks_about == "aide-au-logement"
    await ours.answer_follow_up(key, FollowUp.DONE)
    house.clock.forward(days=30)
    assert (await ours.read(key)).asks_about is None


async def test_nothing_is_asked_to_someone_who_refused(house: House) -> None:
    key, ours = await house.opened(), comforts(house)
    await house.write(key, "mon loyer")
    assert not await ours.choose_follow_up(key, False)
    house.clock.forward(days=30)
    assert (await ours.read(key)).asks_about is None


@pytest.mark.parametrize("kind", ["violence_spouse", "child_in_danger"])
async def test_after_violence_nothing_is_ever_asked_even_once_agreed(
        house: House, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    key, ours = await house.opened(), comforts(house)
    await house.write(key, "mon loyer")
    assert await ours.choose_follow_up(key, True)
    danger = Urgent(kind=kind, level="danger", numbers=("17",))
    monkeypatch.setattr(house.protector, "watch", lambda text: (danger, "Appelez le 17."))
    await house.write(key, "il me frappe")
    house.clock.forward(days=8)
    found = await ours.read(key)
    assert (found.is_discreet, found.asks_about, found.may_ask_later) == (True, None, False)
    assert not await ours.choose_follow_up(key, True)


def test_other_dangers_do_not_hide_the_conversation() -> None:
    assert not is_watched("homeless_tonight")
    assert not is_watched(None, "aide-au-logement")
    assert is_watched(None, "violences-conjugales")


async def test_choices_and_codes_go_with_the_conversation(house: House) -> None:
    key = await house.opened()
    await comforts(house).choose_easy(key, True)
    await house.talks.erase(key)
    async with house.store.reading() as db:
        assert await rows.preference(db, key) is None


async def test_leaving_a_shared_device_erases_what_nobody_awaits(house: House) -> None:
    key = await house.opened()
    assert await comforts(house).leave(key)


async def test_leaving_locks_out_the_device_when_a_mediator_is_awaited(house: House) -> None:
    opened = await house.talks.open(Channel.WEB)
    key = opened.conversation_id
    await house.write(key, "mon loyer")
    await house.press(key, "handoff:offer")
    await house.press(key, "handoff:accept")
    assert not await comforts(house).leave(key)
    assert not await house.talks.check(key, opened.token)
    async with house.store.reading() as db:
        assert (await conversations.load(db, key)).case is not None
