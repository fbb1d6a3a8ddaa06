"""What is no plain message on Telegram: each gets a sentence, and the conversation goes on."""

from collections.abc import Callable
from typing import Any

import pytest

from evals.serving import Instance
from tests.botapi import making
from tests.chain.robot import Robot

pytestmark = pytest.mark.real
Update = dict[str, Any]


@pytest.mark.parametrize(("make", "words"), [
    (making.sticker, ""), (making.photo, "photos"), (making.voice, "vocaux"),
    (making.location, "commune"), (making.document, "documents"), (making.contact, "contact"),
], ids=["sticker", "photo", "voice", "location", "document", "contact"])
def test_what_is_no_text_gets_a_sentence(
        robot: Robot, make: Callable[..., Update], words: str) -> None:
    robot.write("bonjour")
    greeted = robot.waits(lambda each: each, after=1)
    before = len(robot.sent())
    robot.gets(make(robot.api, robot.chat))
    assert robot.reads(words, after=before)["text"] != greeted["text"]


def test_a_commune_chosen_around_a_position_is_understood(robot: Robot, instance: Instance) -> None:
    robot.write("où demander le rsa")
    robot.reads("RSA")
    robot.gets(making.location(robot.api, robot.chat, 44.518137, 3.500042))
    asked = robot.sees_button("commune:48095")
    assert "de quel côté" in asked["text"]
    before = len(robot.sent())
    robot.press("commune:48095")
    robot.reads("Mende", after=before)
    written = [path.read_bytes() for path in instance.data.rglob("*") if path.is_file()]
    assert any(b"Mende (48000)" in each for each in written)
    for each in written:
        assert b"518137" not in each
        assert b"500042" not in each


def test_a_corrected_message_is_answered(robot: Robot) -> None:
    written = making.text(robot.api, robot.chat, "quelle météo demain")
    robot.gets(written)
    robot.reads("démarches")
    before = len(robot.sent())
    robot.gets(making.edited(written, "comment demander le rsa"))
    robot.reads("RSA", after=before)


def test_a_question_gets_the_same_card_as_on_the_web_and_its_buttons_work(robot: Robot) -> None:
    robot.write("j'ai perdu mon boulot je fais quoi")
    robot.reads("39 49")
    shown = robot.sees_button("handoff:offer")
    choices = [button["callback_data"] for row in shown["reply_markup"]["inline_keyboard"]
               for button in row]
    before = len(robot.sent())
    robot.press(choices[0])
    robot.waits(lambda each: each, after=before)


def test_a_group_is_told_once_and_left(robot: Robot) -> None:
    group = -robot.chat
    in_group = Robot(robot.api, group)
    robot.gets(making.group_text(robot.api, group, "comment demander le rsa"))
    assert "privé" in in_group.reads("groupe")["text"]
    in_group.waits(lambda _: any(
        name.lower() == "leavechat" and int(params["chat_id"]) == group
        for name, params in list(robot.api.calls)))
    assert len(in_group.sent()) == 1


def test_erasing_forgets_the_chat(robot: Robot) -> None:
    robot.write("comment demander le rsa")
    robot.reads("RSA")
    robot.write("/effacer")
    robot.reads("C'est effacé")
    before = len(robot.sent())
    robot.write("et pour les papiers ?")
    assert "rsa" not in robot.waits(lambda each: each, after=before)["text"].lower()
