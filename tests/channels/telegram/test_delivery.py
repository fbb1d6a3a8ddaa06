"""The outbox towards Telegram: order, floods, blocked chats, faults, people's words."""

import time

import pytest

from channels.telegram import words
from mediation.answer import Message
from mediation.outcome import Outcome, Speaker
from tests.botapi import making
from tests.channels import samples
from tests.channels.telegram.conftest import CHAT, Robot
from tests.channels.telegram.fakes import CALM

OTHER = 502
FLOOD = pytest.mark.filterwarnings("ignore:.*retry_after.*")  # the library warns of its own change


async def test_answers_keep_the_order_of_the_questions_in_a_chat(robot: Robot) -> None:
    robot.house.slow["un"] = 0.2
    for typed in ("un", "deux", "trois"):
        robot.api.add_update(making.text(robot.api, CHAT, typed))
    await robot.until(lambda: len(robot.said()) == 3)
    assert robot.said() == ["Réponse à un", "Réponse à deux", "Réponse à trois"]


async def test_a_slow_chat_does_not_hold_up_another(robot: Robot) -> None:
    robot.knows(OTHER)
    robot.house.slow["lent"] = 1.0
    robot.api.add_update(making.text(robot.api, CHAT, "lent"))
    await robot.gets(making.text(robot.api, OTHER, "vite"))
    assert robot.said(OTHER) == ["Réponse à vite"]
    assert robot.said() == []


async def test_a_repeated_update_is_handled_once(robot: Robot) -> None:
    update = robot.api.add_update(making.voice(robot.api, CHAT))
    await robot.until(lambda: robot.said() == [words.VOICE])
    await robot.channel.accept(update)
    await robot.gets(making.text(robot.api, CHAT, "bonjour"))
    assert robot.said() == [words.VOICE, "Réponse à bonjour"]


async def test_a_mediators_words_say_who_speaks(robot: Robot) -> None:
    said = Message(speaker=Speaker.MEDIATOR, text="Venez demain <matin>.")
    robot.house.put(f"known{CHAT}", None, said)
    await robot.until(robot.said)
    assert robot.said() == ["Médiateur ou médiatrice\nVenez demain <matin>."]


async def test_a_reply_of_20000_characters_comes_whole_in_several_messages(robot: Robot) -> None:
    text = " ".join(f"Phrase numéro {number}." for number in range(1000))
    robot.house.replies["long"] = samples.said("tour", Outcome.ANSWERED, text)
    await robot.gets(making.text(robot.api, CHAT, "long"), answers=5)
    assert " ".join(robot.said()) == text
    assert all(each.endswith(".") for each in robot.said())
    assert [bool(each.get("reply_markup")) for each in robot.api.sent] == [False] * 4 + [True]


@FLOOD
async def test_a_chat_told_to_wait_waits_and_loses_nothing(robot: Robot) -> None:
    robot.knows(OTHER)
    robot.api.floods[CHAT] = [1]
    started = time.monotonic()
    robot.api.add_update(making.text(robot.api, CHAT, "un"))
    robot.api.add_update(making.text(robot.api, CHAT, "deux"))
    await robot.gets(making.text(robot.api, OTHER, "vite"))
    assert time.monotonic() - started < 0.9
    await robot.until(lambda: len(robot.said()) == 2)
    assert time.monotonic() - started >= 1.0
    assert robot.said() == ["Réponse à un", "Réponse à deux"]
    assert [row.attempts for row in robot.house.rows] == [0, 0, 0]


async def test_a_blocked_chat_is_given_up_at_once(robot: Robot) -> None:
    robot.api.blocked.add(CHAT)
    robot.api.add_update(making.text(robot.api, CHAT, "bonjour"))
    await robot.until(lambda: [row.state for row in robot.house.rows] == ["failed"])
    assert robot.house.rows[0].attempts == 1


async def test_a_server_fault_is_tried_again_until_it_passes(robot: Robot) -> None:
    robot.api.breakdowns["sendmessage"] = [True, True]
    await robot.gets(making.text(robot.api, CHAT, "bonjour"))
    await robot.until(lambda: robot.house.rows[0].state == "delivered")
    assert robot.house.rows[0].attempts == 2
    assert robot.said() == ["Réponse à bonjour"]


async def test_a_fault_between_two_parts_repeats_none_of_them(robot: Robot) -> None:
    text = " ".join(f"Phrase numéro {number}." for number in range(300))
    robot.api.breakdowns["sendmessage"] = [False, True]
    robot.house.put(f"known{CHAT}", samples.said("tour", Outcome.ANSWERED, text))
    await robot.until(lambda: robot.house.rows[0].state == "delivered")
    assert len(robot.said()) == 2
    assert " ".join(robot.said()) == text


async def test_a_row_of_an_erased_conversation_is_given_up(robot: Robot) -> None:
    robot.house.put("erased", samples.said("tour", Outcome.ANSWERED, "Pour personne"))
    await robot.until(lambda: robot.house.rows[0].state == "failed")
    assert robot.api.sent == []


async def test_with_the_database_down_the_emergency_number_is_still_said(robot: Robot) -> None:
    robot.house.is_down = True
    await robot.gets(making.text(robot.api, CHAT, "on dort dehors"))
    assert CALM in robot.said()[0]


async def test_anything_unforeseen_gets_a_sentence_and_a_person(robot: Robot) -> None:
    robot.house.fault = RuntimeError("inattendu")
    sent = await robot.gets(making.text(robot.api, CHAT, "bonjour"))
    assert sent[0]["text"] == words.TROUBLE
    assert robot.labels(sent[0]) == [words.PERSON.label]
