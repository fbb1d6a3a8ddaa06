"""Whom to ask news of on a pushed channel: who agreed, once, by day."""

from datetime import timedelta

import pytest

from mediation.comfort import Comforts, FollowUp
from mediation.news import News, ToAsk
from mediation.store import chats, news
from mediation.utterance import Channel
from tests.mediation.conftest import House
from tests.mediation.fakes import entry_of

WEEK = timedelta(days=7)


def comforts(house: House) -> Comforts:
    return Comforts(house.store, house.clock, WEEK)


def asking(house: House) -> News:
    return News(house.store, comforts(house), house.clock, entry_of)


async def agreed(house: House, channel: Channel = Channel.TELEGRAM) -> str:
    key = await house.opened(channel)
    await house.talks.bind_chat(key, "501")
    await house.write(key, "mon loyer", channel=channel)
    assert await comforts(house).choose_follow_up(key, True)
    return key


async def test_it_is_asked_once_when_its_day_has_come(house: House) -> None:
    key = await agreed(house)
    assert await asking(house).take_due(Channel.TELEGRAM) == ()
    house.clock.forward(days=7)
    assert await asking(house).take_due(Channel.TELEGRAM) == (
        ToAsk(key, "Demander une aide au logement"),)
    assert await asking(house).take_due(Channel.TELEGRAM) == ()


async def test_not_yet_is_asked_again_and_the_end_is_the_end(house: House) -> None:
    key = await agreed(house)
    house.clock.forward(days=7)
    await asking(house).take_due(Channel.TELEGRAM)
    await comforts(house).answer_follow_up(key, FollowUp.NOT_YET)
    house.clock.forward(days=7)
    assert len(await asking(house).take_due(Channel.TELEGRAM)) == 1
    await comforts(house).answer_follow_up(key, FollowUp.DONE)
    house.clock.forward(days=7)
    assert await asking(house).take_due(Channel.TELEGRAM) == ()


async def test_nobody_is_asked_at_night(house: House) -> None:
    await agreed(house)
    house.clock.forward(days=7, hours=10)
    assert await asking(house).take_due(Channel.TELEGRAM) == ()
    house.clock.forward(hours=12)
    assert len(await asking(house).take_due(Channel.TELEGRAM)) == 1


@pytest.mark.parametrize("end", ["erased", "held", "closed", "violence", "elsewhere"])
async def test_nobody_is_asked_who_should_not_be(
        house: House, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    key = await agreed(house, Channel.WEB if end == "elsewhere" else Channel.TELEGRAM)
    if end == "erased":
        await house.talks.erase(key)
    elif end == "held":
        await house.press(key, "handoff:offer", channel=Channel.TELEGRAM)
        await house.press(key, "handoff:accept", channel=Channel.TELEGRAM)
    elif end == "closed":
        async with house.store.writing() as db:
            await chats.unbind(db, key)
    elif end == "violence":
        monkeypatch.setattr("mediation.comfort.is_watched", lambda *_: True)
    house.clock.forward(days=7)
    assert await asking(house).take_due(Channel.TELEGRAM) == ()


async def test_two_services_do_not_ask_twice(house: House) -> None:
    key = await agreed(house)
    async with house.store.writing() as db:
        assert await news.take(db, key, FollowUp.ASKED.value)
        assert not await news.take(db, key, FollowUp.ASKED.value)
