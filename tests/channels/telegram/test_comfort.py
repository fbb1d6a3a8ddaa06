"""Easy French, verdicts, codes, a closed discussion, and someone who may be reading."""

import pytest

from channels.telegram import words
from channels.telegram.news import ask_due
from channels.web_actions import REASONS
from mediation.answer import Message
from mediation.news import ToAsk
from mediation.outcome import Speaker
from tests.botapi import making
from tests.channels import samples
from tests.channels.telegram.conftest import CHAT, Robot
from tests.channels.telegram.fakes import CODE, GREETING, doors

KNOWN = f"known{CHAT}"
NEW = 779


async def test_facile_makes_the_next_answers_easy_and_back(robot: Robot) -> None:
    robot.house.replies["travail"] = samples.answered("tour")
    sent = await robot.gets(making.text(robot.api, CHAT, "/facile"))
    assert sent[0]["text"] == words.EASY
    easy = (await robot.gets(making.text(robot.api, CHAT, "travail")))[-1]["text"]
    assert samples.ANSWER.easy in easy
    assert samples.BODY not in easy
    await robot.gets(making.press(robot.api, CHAT, words.IN_USUAL.choice))
    assert robot.said()[-1] == words.USUAL
    assert samples.BODY in (await robot.gets(making.text(robot.api, CHAT, "travail")))[-1]["text"]


async def test_a_verdict_asks_why_on_the_keyboard_and_the_other_buttons_stay(
        robot: Robot) -> None:
    robot.house.replies["travail"] = samples.answered("tour")
    message = (await robot.gets(making.text(robot.api, CHAT, "travail")))[-1]
    robot.api.add_update(making.press(robot.api, CHAT, "avis:not_useful:tour"))
    await robot.until(lambda: making.has_button(message, "avis:wrong:tour"))
    assert robot.labels(message) == [*(each.label for each in samples.FACETS), *REASONS.values()]
    robot.api.add_update(making.press(robot.api, CHAT, "avis:wrong:tour"))
    await robot.until(lambda: len(robot.house.judged) == 2)
    await robot.until(lambda: robot.labels(message) == [each.label for each in samples.FACETS])
    assert robot.house.judged == [(KNOWN, "tour", "not_useful", None),
                                  (KNOWN, "tour", "not_useful", "wrong")]
    assert len(robot.said()) == 1


async def test_a_useful_answer_is_thanked_without_a_message(robot: Robot) -> None:
    robot.house.replies["travail"] = samples.answered("tour")
    message = (await robot.gets(making.text(robot.api, CHAT, "travail")))[-1]
    robot.api.add_update(making.press(robot.api, CHAT, "avis:useful:tour"))
    await robot.until(lambda: robot.house.judged == [(KNOWN, "tour", "useful", None)])
    await robot.until(lambda: words.USEFUL not in robot.labels(message))
    assert len(robot.said()) == 1


async def test_code_gives_a_code_to_go_on_elsewhere(robot: Robot) -> None:
    await robot.gets(making.text(robot.api, CHAT, "/code"))
    assert "1234 5678" in robot.said()[0]
    assert robot.house.open_code == KNOWN


async def test_a_code_from_elsewhere_brings_its_conversation_here(robot: Robot) -> None:
    robot.house.open_code = "on the web"
    await robot.gets(making.text(robot.api, CHAT, f"/code {CODE}"))
    assert robot.said() == [words.RESUMED]
    assert robot.house.chats == {"on the web": str(CHAT)}
    assert robot.house.forgotten == [KNOWN]


async def test_codes_cannot_be_guessed_one_after_the_other(robot: Robot) -> None:
    for _ in range(6):
        await robot.gets(making.text(robot.api, CHAT, "/code 0000 0000"))
    assert robot.said() == [words.CODE_UNKNOWN] * 5 + [words.CODE_WAIT]


async def test_a_code_does_not_take_the_place_of_a_request_under_way(robot: Robot) -> None:
    robot.house.held.add(KNOWN)
    robot.house.open_code = "on the web"
    await robot.gets(making.text(robot.api, CHAT, f"/code {CODE}"))
    assert robot.said() == [words.CODE_BUSY]
    assert robot.house.open_code == "on the web"


async def test_code_without_a_conversation_says_how(robot: Robot) -> None:
    await robot.gets(making.text(robot.api, NEW, "/code"))
    assert robot.said(NEW) == [words.NO_CODE_YET]


@pytest.mark.parametrize("reads_it_from", ["a refusal", "an update"])
async def test_a_closed_discussion_is_forgotten_and_never_written_to_again(
        robot: Robot, reads_it_from: str) -> None:
    if reads_it_from == "a refusal":
        robot.api.blocked.add(CHAT)
        for number in range(3):
            robot.house.put(KNOWN, samples.said("tour", samples.Outcome.SMALL_TALK, str(number)))
    else:
        robot.api.add_update(making.closes(CHAT))
    await robot.until(lambda: robot.house.forgotten == [KNOWN])
    assert robot.house.chats == {}
    tried = [params for name, params in robot.api.calls if name == "sendMessage"]
    assert len(tried) == (1 if reads_it_from == "a refusal" else 0)
    assert "pending" not in [row.state for row in robot.house.rows]
    robot.api.blocked.clear()
    robot.api.add_update(making.closes(CHAT, "member"))
    await robot.gets(making.text(robot.api, CHAT, "rsa"), answers=2)
    assert robot.said() == [GREETING, "Réponse à rsa"]


async def test_after_a_violence_it_says_how_to_erase_and_makes_no_sound(robot: Robot) -> None:
    robot.house.replies["il me frappe"] = samples.violence("tour")
    sent = (await robot.gets(making.text(robot.api, CHAT, "il me frappe")))[-1]
    assert sent["text"].index("17") < sent["text"].index(words.SAFE)
    assert silences(robot) == [True]
    robot.house.discreet.add(KNOWN)
    robot.house.put(KNOWN, None, Message(speaker=Speaker.MEDIATOR, text="Je suis là."))
    await robot.until(lambda: len(robot.said()) == 2)
    assert silences(robot) == [True, True]


async def test_another_danger_says_nothing_of_the_thread(robot: Robot) -> None:
    robot.house.replies["dehors"] = samples.in_danger("tour")
    await robot.gets(making.text(robot.api, CHAT, "dehors"))
    assert words.SAFE not in robot.said()[0]
    assert silences(robot) == [False]


async def test_a_button_shows_its_meaning_beside_its_french_label(robot: Robot) -> None:
    reply = samples.said("tour", samples.Outcome.SMALL_TALK, "Bonjour", (
        samples.PERSON.model_copy(update={"gloss": "Talk to a person", "lang": "en"}),))
    robot.house.replies["hello"] = reply
    sent = await robot.gets(making.text(robot.api, CHAT, "hello"))
    assert robot.labels(sent[0]) == ["Parler à une personne · Talk to a person"]


async def test_news_are_asked_later_to_who_agrees(robot: Robot) -> None:
    robot.house.asks_later = True
    robot.house.replies["travail"] = samples.answered("tour")
    await robot.gets(making.text(robot.api, CHAT, "travail"))
    await robot.gets(making.press(robot.api, CHAT, "avis:useful:tour"))
    assert robot.said()[-1] == words.ASK_LATER
    await robot.gets(making.press(robot.api, CHAT, "news:agree"))
    assert robot.said()[-1] == words.WILL_ASK

    robot.house.to_ask = [ToAsk(KNOWN, "Aide fictive"), ToAsk("erased", "Autre")]
    await ask_due(robot.channel._app.bot, doors(robot.house))
    assert robot.said()[-1] == "Avez-vous pu faire la démarche « Aide fictive » ?"
    sent = await robot.gets(making.press(robot.api, CHAT, "news:blocked"))
    assert sent[-1]["text"] == words.NEWS_SAID["blocked"]
    assert robot.labels(sent[-1]) == [words.PERSON.label]
    assert robot.house.follow_ups == ["agreed", "blocked"]


async def test_nothing_is_asked_later_when_someone_may_be_reading(robot: Robot) -> None:
    robot.house.asks_later = True
    robot.house.discreet.add(KNOWN)
    robot.house.replies["travail"] = samples.answered("tour")
    message = (await robot.gets(making.text(robot.api, CHAT, "travail")))[-1]
    robot.api.add_update(making.press(robot.api, CHAT, "avis:useful:tour"))
    await robot.until(lambda: words.USEFUL not in robot.labels(message))
    assert len(robot.said()) == 1


async def test_asking_a_closed_discussion_forgets_it(robot: Robot) -> None:
    robot.api.blocked.add(CHAT)
    robot.house.to_ask = [ToAsk(KNOWN, "Aide fictive")]
    await ask_due(robot.channel._app.bot, doors(robot.house))
    assert robot.house.forgotten == [KNOWN]


def silences(robot: Robot) -> list[bool]:
    """Return, for each message sent, whether it made no sound."""
    return [bool(params.get("disable_notification")) for name, params in robot.api.calls
            if name == "sendMessage"]
