"""Pressed buttons: choices, agreement, and lines struck from the brief."""

from typing import Any

from channels.telegram import words
from tests.botapi import making
from tests.channels import samples
from tests.channels.telegram.conftest import CHAT, Robot
from tests.channels.telegram.fakes import LINES, OFFER, QUEUED, long_brief


async def offered(robot: Robot) -> dict[str, Any]:
    """Receive an offer; return its message."""
    robot.house.replies |= {"une personne": OFFER, "handoff:accept": QUEUED, "oui": QUEUED}
    return (await robot.gets(making.text(robot.api, CHAT, "une personne")))[-1]


async def test_a_choice_is_passed_on_and_the_phone_stops_waiting(robot: Robot) -> None:
    robot.house.replies["travail"] = samples.answered("tour")
    await robot.gets(making.text(robot.api, CHAT, "travail"))
    await robot.gets(making.press(robot.api, CHAT, "c-documents"))
    assert robot.house.choices() == ["c-documents"]
    assert "answerCallbackQuery" in [name for name, _ in robot.api.calls]


async def test_an_offer_shows_the_brief_and_a_button_to_strike_each_line(robot: Robot) -> None:
    message = await offered(robot)
    assert "• Question : « j'ai perdu mon travail »" in message["text"]
    labels = robot.labels(message)
    assert labels[:2] == ["Oui, transmettre", "Non, continuer avec l'assistant"]
    assert labels[2:] == [f"Retirer : {line.text}" for line in samples.BRIEF]


async def test_a_struck_line_is_not_passed_on(robot: Robot) -> None:
    message = await offered(robot)
    robot.api.add_update(making.press(robot.api, CHAT, f"strike:{LINES[1]}"))
    await robot.until(lambda: making.has_button(message, f"restore:{LINES[1]}"))
    assert f"Remettre : {samples.BRIEF[1].text}" in robot.labels(message)
    await robot.gets(making.press(robot.api, CHAT, "handoff:accept"))
    assert robot.house.received[-1][1].strike == (LINES[1],)
    assert robot.labels(message) == []


async def test_a_line_struck_then_put_back_is_passed_on(robot: Robot) -> None:
    message = await offered(robot)
    robot.api.add_update(making.press(robot.api, CHAT, f"strike:{LINES[0]}"))
    await robot.until(lambda: making.has_button(message, f"restore:{LINES[0]}"))
    robot.api.add_update(making.press(robot.api, CHAT, f"restore:{LINES[0]}"))
    await robot.until(lambda: making.has_button(message, f"strike:{LINES[0]}"))
    await robot.gets(making.press(robot.api, CHAT, "handoff:accept"))
    assert robot.house.received[-1][1].strike == ()


async def test_a_typed_yes_respects_the_struck_lines(robot: Robot) -> None:
    message = await offered(robot)
    robot.api.add_update(making.press(robot.api, CHAT, f"strike:{LINES[2]}"))
    await robot.until(lambda: making.has_button(message, f"restore:{LINES[2]}"))
    await robot.gets(making.text(robot.api, CHAT, "oui"))
    assert robot.house.received[-1][1].strike == (LINES[2],)


async def test_a_new_offer_starts_with_nothing_struck(robot: Robot) -> None:
    message = await offered(robot)
    robot.api.add_update(making.press(robot.api, CHAT, f"strike:{LINES[2]}"))
    await robot.until(lambda: making.has_button(message, f"restore:{LINES[2]}"))
    await offered(robot)
    await robot.gets(making.text(robot.api, CHAT, "oui"))
    assert robot.house.received[-1][1].strike == ()


async def test_the_struck_lines_survive_a_restart_in_the_keyboard(robot: Robot) -> None:
    message = await offered(robot)
    shown = {**message, "reply_markup": {"inline_keyboard": [
        [{"text": "Oui, transmettre", "callback_data": "handoff:accept"}],
        [{"text": "Remettre : x", "callback_data": f"restore:{LINES[0]}"}]]}}
    await robot.gets(making.press(robot.api, CHAT, "handoff:accept", on=shown))
    assert robot.house.received[-1][1].strike == (LINES[0],)


async def test_agreeing_on_a_message_too_old_to_be_read_asks_again(robot: Robot) -> None:
    await offered(robot)
    robot.house.replies["handoff:offer"] = OFFER
    await robot.gets(making.press(robot.api, CHAT, "handoff:accept", is_too_old=True))
    assert robot.house.choices() == ["handoff:offer"]


async def test_a_long_line_has_a_short_button(robot: Robot) -> None:
    robot.house.replies["une personne"] = long_brief()
    message = (await robot.gets(making.text(robot.api, CHAT, "une personne")))[-1]
    label = robot.labels(message)[-1]
    assert len(label) <= 60
    assert label.endswith("…")


async def test_a_button_pressed_twice_by_the_network_is_handled_once(robot: Robot) -> None:
    pressed = making.press(robot.api, CHAT, "c-where")
    await robot.gets({"update_id": 9001, **pressed})
    robot.api.add_update({"update_id": 9002, **pressed})
    await robot.gets(making.text(robot.api, CHAT, "bonjour"))
    assert robot.house.choices() == ["c-where"]


async def test_the_person_button_under_a_notice_works(robot: Robot) -> None:
    robot.house.replies["handoff:offer"] = OFFER
    await robot.gets(making.voice(robot.api, CHAT))
    await robot.gets(making.press(robot.api, CHAT, words.PERSON.choice))
    assert robot.house.choices() == ["handoff:offer"]
