"""The local Bot API can be driven by hand, as docs/telegram.md says."""

import re
from pathlib import Path

import httpx
import pytest

from channels.telegram import words
from tests.botapi.server import MADE
from tests.channels.telegram.conftest import CHAT, Robot

DOC = (Path(__file__).resolve().parents[3] / "docs" / "telegram.md").read_text(encoding="utf-8")


async def test_what_is_posted_by_hand_reaches_the_robot(robot: Robot) -> None:
    async with httpx.AsyncClient(base_url=robot.url, trust_env=False) as hand:
        await hand.post("/test/message", json={"chat": CHAT, "text": "bonjour"})
        await robot.until(lambda: robot.said() == ["Réponse à bonjour"])
        await hand.post("/test/send", json={"chat": CHAT, "kind": "voice"})
        await robot.until(lambda: len(robot.said()) == 2)
        await hand.post("/test/press", json={"chat": CHAT, "choice": "voice:keep"})
        await robot.until(lambda: len(robot.said()) == 3)
        await hand.post("/test/block", json={"chat": CHAT, "blocked": True})
        await robot.until(lambda: robot.house.forgotten)
        shown = (await hand.get("/test/sent")).json()
    assert [each["text"] for each in shown] == ["Réponse à bonjour", words.VOICE, words.VOICE_KEPT]


@pytest.mark.parametrize("kind", sorted(MADE))
def test_the_documentation_names_what_can_be_sent(kind: str) -> None:
    assert f"`{kind}`" in DOC


def test_the_documentation_names_every_command() -> None:
    named = set(re.findall(r"^\| `/(\w+)", DOC, re.M))
    assert named >= {name for name, _ in words.COMMANDS} - {"aide"}
