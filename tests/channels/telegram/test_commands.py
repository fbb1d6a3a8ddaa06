"""/start, /parler, /effacer, /aide."""

from channels.telegram import words
from tests.botapi import making
from tests.channels.telegram.conftest import CHAT, Robot
from tests.channels.telegram.fakes import GREETING, OFFER

NEW = 778


async def test_start_greets_someone_new(robot: Robot) -> None:
    sent = await robot.gets(making.text(robot.api, NEW, "/start"))
    assert robot.said(NEW) == [GREETING]
    assert robot.labels(sent[0]) == [words.PERSON.label]
    assert robot.house.received == []


async def test_start_keeps_a_conversation_and_its_open_case(robot: Robot) -> None:
    await robot.gets(making.text(robot.api, CHAT, "/start affiche"))
    assert robot.said() == [words.BACK]
    assert robot.house.locales == []
    assert robot.house.erased == []


async def test_parler_offers_a_person(robot: Robot) -> None:
    robot.house.replies["handoff:offer"] = OFFER
    sent = await robot.gets(making.text(robot.api, CHAT, "/parler"))
    assert robot.house.choices() == ["handoff:offer"]
    assert "Commune : Ville-Fictive" in sent[0]["text"]


async def test_effacer_erases_every_conversation_of_the_chat(robot: Robot) -> None:
    robot.house.chats["older"] = str(CHAT)
    await robot.gets(making.text(robot.api, CHAT, "/effacer@quifaitquoi_fictif_bot"))
    assert sorted(robot.house.erased) == [f"known{CHAT}", "older"]
    assert robot.house.chats == {}
    assert robot.said() == [words.ERASED]


async def test_effacer_with_nothing_kept_says_so(robot: Robot) -> None:
    await robot.gets(making.text(robot.api, NEW, "/effacer"))
    assert robot.said(NEW) == [words.NOTHING_TO_ERASE]
    assert robot.house.locales == []


async def test_after_erasing_a_message_starts_a_new_conversation(robot: Robot) -> None:
    await robot.gets(making.text(robot.api, CHAT, "/effacer"))
    await robot.gets(making.text(robot.api, CHAT, "rsa"), answers=2)
    assert robot.said() == [words.ERASED, GREETING, "Réponse à rsa"]
    assert robot.house.received[0][0] == "conversation1"


async def test_aide_says_what_can_be_done(robot: Robot) -> None:
    await robot.gets(making.text(robot.api, CHAT, "/aide"))
    assert robot.said() == [words.HELP]


async def test_telegram_is_told_the_commands(robot: Robot) -> None:
    await robot.until(lambda: "setMyCommands" in [name for name, _ in robot.api.calls])
    told = next(params for name, params in robot.api.calls if name == "setMyCommands")
    assert [each["command"] for each in told["commands"]] == [name for name, _ in words.COMMANDS]
