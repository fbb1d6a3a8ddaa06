"""A position on Telegram: communes are proposed, and the position itself is kept nowhere."""

from collections.abc import Callable
from typing import Any

import pytest
from telegram import Update

from channels.telegram import reading, words
from channels.telegram.communes import OTHER
from tests.botapi import making
from tests.botapi.state import BotApiState
from tests.channels import samples
from tests.channels.telegram.conftest import CHAT, Robot
from tests.channels.telegram.fakes import held
from tests.nearby import around

PROPOSED = ["Sainte-Fiction-sur-Test (99000)", "Doublonville (98000)", "Bourgfictif (99000)"]
Make = Callable[[BotApiState, int], dict[str, Any]]


@pytest.mark.parametrize("make", [making.location, making.venue])
async def test_a_position_is_answered_with_the_communes_around(robot: Robot, make: Make) -> None:
    sent = await robot.gets(make(robot.api, CHAT))
    assert robot.said() == [words.NEARBY]
    assert robot.labels(sent[0]) == [*PROPOSED, OTHER.label, words.PERSON.label]
    assert robot.house.received == []


async def test_the_pressed_commune_is_taken_as_written_words(robot: Robot) -> None:
    await robot.gets(making.location(robot.api, CHAT))
    await robot.gets(making.press(robot.api, CHAT, "commune:99002"))
    assert robot.house.texts() == ["Bourgfictif (99000)"]
    assert robot.house.choices() == []
    assert "answerCallbackQuery" in {name for name, _ in robot.api.calls}


@pytest.mark.parametrize("choice", [OTHER.choice, "commune:00000", "commune:"])
async def test_another_commune_is_asked_in_words(robot: Robot, choice: str) -> None:
    await robot.gets(making.location(robot.api, CHAT))
    sent = await robot.gets(making.press(robot.api, CHAT, choice))
    assert sent[0]["text"] == words.LOCATION
    assert robot.house.received == []


@pytest.mark.parametrize("point", [(0.0, 0.0), (46.0, 8.0), (44.5, -40.0)])
async def test_far_from_every_commune_its_name_is_asked(
        robot: Robot, point: tuple[float, float]) -> None:
    sent = await robot.gets(making.location(robot.api, CHAT, *point))
    assert sent[0]["text"] == words.LOCATION
    assert robot.labels(sent[0]) == [words.PERSON.label]


async def test_a_live_position_is_answered_once_and_not_followed(robot: Robot) -> None:
    shared = making.live_location(robot.api, CHAT)
    await robot.gets(shared)
    robot.api.add_update(making.moved(shared))
    await robot.gets(making.text(robot.api, CHAT, "bonjour"))
    assert robot.said() == [f"{words.NEARBY} {words.LIVE}", "Réponse à bonjour"]


async def test_a_person_who_follows_the_request_gets_the_commune_in_words(robot: Robot) -> None:
    robot.house.replies["Bourgfictif (99000)"] = held(samples.answered("tour"))
    await robot.gets(making.location(robot.api, CHAT))
    robot.api.add_update(making.press(robot.api, CHAT, "commune:99002"))
    await robot.until(lambda: robot.house.received)
    assert robot.house.texts() == ["Bourgfictif (99000)"]
    assert robot.said() == [words.NEARBY]


@pytest.mark.parametrize("make", [making.location, making.venue, making.live_location])
def test_the_position_does_not_leave_the_reading_of_the_message(make: Make) -> None:
    update = Update.de_json({"update_id": 1, **make(BotApiState(), CHAT)})
    read = reading.read(update, around())
    assert read is not None
    assert "44.5" not in repr(read)
    assert "3.5" not in repr(read)
    assert "Lieu fictif" not in repr(read)
