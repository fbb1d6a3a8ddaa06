"""What a resident may send on Telegram, and what comes back."""

import pytest

from channels.telegram import words
from tests.botapi import making
from tests.channels import samples
from tests.channels.telegram.conftest import CHAT, Robot
from tests.channels.telegram.fakes import GREETING, held

NEW = 777


async def test_a_text_goes_to_the_assistant_and_its_answer_comes_from_the_outbox(
        robot: Robot) -> None:
    await robot.gets(making.text(robot.api, CHAT, "bonjour"))
    assert robot.said() == ["Réponse à bonjour"]
    await robot.until(lambda: robot.house.rows[0].state == "delivered")
    conversation, utterance = robot.house.received[0]
    assert (conversation, utterance.channel_message_id) == (f"known{CHAT}", f"{CHAT}:1")


async def test_a_first_message_is_greeted_then_answered_in_that_order(robot: Robot) -> None:
    await robot.gets(making.text(robot.api, NEW, "bonjour"), answers=2)
    assert robot.said(NEW) == [GREETING, "Réponse à bonjour"]
    assert robot.house.chats["conversation1"] == str(NEW)
    assert robot.house.locales == ["fr"]


async def test_a_first_message_that_tells_a_danger_gets_the_numbers_before_the_greeting(
        robot: Robot) -> None:
    robot.house.replies["on dort dehors"] = samples.in_danger("tour")
    await robot.gets(making.text(robot.api, NEW, "on dort dehors"), answers=2)
    assert "115" in robot.said(NEW)[0]
    assert robot.said(NEW)[1] == GREETING


async def test_the_greeting_is_said_once_even_when_a_first_try_fails(robot: Robot) -> None:
    robot.api.breakdowns["sendmessage"] = [False, True]
    await robot.gets(making.text(robot.api, NEW, "bonjour"), answers=2)
    await robot.gets(making.text(robot.api, NEW, "merci"))
    assert robot.said(NEW) == [GREETING, "Réponse à bonjour", "Réponse à merci"]


async def test_a_whole_card_is_sent_with_its_buttons_under_the_last_words(robot: Robot) -> None:
    robot.house.replies["travail"] = samples.several("tour")
    sent = await robot.gets(making.text(robot.api, CHAT, "travail"))
    text = sent[-1]["text"]
    for part in ("Qui s'occupe de quoi", "39 49", "Ce qu'il faut apporter", "1er mars 2025"):
        assert part in text
    assert robot.labels(sent[-1]) == ["Voir : Aide au logement", *(
        button.label for button in samples.FACETS), words.USEFUL, words.NOT_USEFUL]


async def test_what_a_resident_writes_never_becomes_markup(robot: Robot) -> None:
    await robot.gets(making.text(robot.api, CHAT, "<b>gras</b> & <script>"))
    assert robot.said() == ["Réponse à <b>gras</b> & <script>"]


async def test_a_message_that_a_person_reads_gets_no_word_from_the_robot(robot: Robot) -> None:
    robot.house.replies["pour vous"] = held(samples.answered("tour"))
    robot.api.add_update(making.text(robot.api, CHAT, "pour vous"))
    await robot.gets(making.text(robot.api, CHAT, "bonjour"))
    assert robot.said() == ["Réponse à bonjour"]


@pytest.mark.parametrize(("made", "said"), [
    (making.photo, words.PICTURE), (making.round_video, words.AUDIO_IN_ROUND),
    (making.document, words.DOCUMENT), (making.contact, words.CONTACT)])
async def test_what_cannot_be_read_gets_a_sentence_and_a_person(
        robot: Robot, made: object, said: str) -> None:
    sent = await robot.gets(made(robot.api, CHAT))  # type: ignore[operator]
    assert sent[0]["text"] == said
    assert robot.labels(sent[0]) == [words.PERSON.label]
    assert robot.house.received == []


async def test_the_caption_of_a_photo_is_answered_as_well(robot: Robot) -> None:
    await robot.gets(making.photo(robot.api, CHAT, "mon courrier de la caf"), answers=2)
    assert robot.said() == [words.PICTURE, "Réponse à mon courrier de la caf"]


async def test_a_sticker_is_read_as_its_emoji(robot: Robot) -> None:
    await robot.gets(making.sticker(robot.api, CHAT))
    assert robot.house.texts() == ["👍"]


async def test_a_sticker_without_emoji_gets_a_sentence(robot: Robot) -> None:
    await robot.gets(making.sticker(robot.api, CHAT, emoji=None))
    assert robot.said() == [words.OTHER]


async def test_a_corrected_message_is_answered_again(robot: Robot) -> None:
    first = making.text(robot.api, CHAT, "rsaa")
    await robot.gets(first)
    await robot.gets(making.edited(first, "rsa"))
    assert robot.house.texts() == ["rsaa", "rsa"]
    keys = [utterance.channel_message_id for _, utterance in robot.house.received]
    assert len(set(keys)) == 2


@pytest.mark.parametrize("typed", ["\u00a0", "\u200b", "/restart", "/intent{\"a\": 1}", "x" * 4096])
async def test_odd_texts_reach_the_assistant_as_they_are(robot: Robot, typed: str) -> None:
    await robot.gets(making.text(robot.api, CHAT, typed), answers=1)
    assert robot.house.texts() == [typed]


async def test_a_group_is_told_once_and_left(robot: Robot) -> None:
    group = -100200
    robot.api.add_update(making.added_to_group(group))
    robot.api.add_update(making.group_text(robot.api, group, "bonjour"))
    robot.api.add_update(making.added_to_group(group, "left"))
    await robot.until(lambda: [name for name, _ in robot.api.calls].count("leaveChat") == 2)
    assert robot.said(group) == [words.GROUP]
    assert robot.house.received == []
