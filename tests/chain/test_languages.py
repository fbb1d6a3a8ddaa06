"""English and Arabic through the whole chain, web and Telegram: understood, easy French."""

from typing import Any

import httpx
import pytest

from evals.serving import Instance
from tests.chain.robot import Robot
from tests.chain.talking import Talk, said

pytestmark = pytest.mark.real
NO_PAPERS = "how can I get a doctor without papers"
OWED = "الكاف تطلب مني إرجاع المال، ماذا أفعل"


def test_english_is_answered_in_easy_french_with_one_frame(talk: Talk) -> None:
    reply = talk.say(NO_PAPERS)
    first = reply["messages"][0]
    assert (first["speaker"], first["lang"]) == ("system", "en")
    assert "I am a program" in first["text"]
    assert reply["outcome"] in ("answered", "answered_choices")
    glosses = [each["gloss"] for bubble in reply["messages"] for each in bubble["buttons"]]
    assert "Talk to a person" in glosses
    again = talk.say("what documents do I need for the residence permit")
    assert [each["lang"] for each in again["messages"]] == [None] * len(again["messages"])


def test_a_danger_in_english_says_the_number_in_french_only(talk: Talk) -> None:
    reply = talk.say("my husband beats me and I am afraid")
    assert "3919" in reply["urgent"]["numbers"]
    assert all(each["lang"] is None for each in reply["messages"])
    assert "program" not in said(reply)


def test_the_page_tells_the_browser_which_words_are_arabic(instance: Instance) -> None:
    with httpx.Client(base_url=instance.url, timeout=30, follow_redirects=True,
                      headers={"Origin": instance.url}) as browser:
        browser.get("/")
        page = browser.post("/chat/messages", data={"text": OWED}).text
    assert 'dir="auto" lang="ar"' in page
    assert "أنا برنامج" in page
    assert "Caf" in page


@pytest.mark.parametrize(("words", "frame", "gloss", "answer"), [
    (NO_PAPERS, "I am a program", "Talk to a person", "Continuer en français"),
    (OWED, "أنا برنامج", "التحدث مع شخص", "Caf"),
])
def test_on_telegram_too(robot: Robot, words: str, frame: str, gloss: str, answer: str) -> None:
    robot.write(words)
    shown = robot.reads(frame)
    assert "pas encore été relu" in shown["text"]
    robot.waits(lambda each: answer in str(each))
    robot.waits(lambda each: f"Parler à une personne · {gloss}" in labels(each))


def labels(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def test_french_of_every_day_stays_french(talk: Talk) -> None:
    for words in ("bjr jai plu de sou pr manger", "comment demander le rsa", "et les papiers ?"):
        reply = talk.say(words)
        assert all(each["lang"] is None for each in reply["messages"])
        assert all(button["gloss"] is None for each in reply["messages"]
                   for button in each["buttons"])
