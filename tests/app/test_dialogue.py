"""The dialogue layer is built from the settings: a child, one that runs elsewhere, or none."""

import asyncio
import time
from pathlib import Path

import pytest

from app.dialogue import build_dialogue
from app.settings import Settings
from bot.client import BotUnavailable


async def test_switched_off_it_says_so_and_every_question_finds_it_unavailable() -> None:
    dialogue = build_dialogue(Settings(rasa_enabled=False))
    assert (dialogue.state, dialogue.server) == ("off", None)
    await dialogue.start()
    with pytest.raises(BotUnavailable):
        await dialogue.client.ask("dialogue", "bonjour", "tour")
    await dialogue.stop()


async def test_by_default_a_child_of_this_instance_is_watched(tmp_path: Path) -> None:
    dialogue = build_dialogue(Settings(data_dir=tmp_path, port=8123))
    assert dialogue.server is not None
    assert dialogue.server.pid is None
    assert dialogue.state == "down"
    assert not list(tmp_path.iterdir()), "nothing is started or written by building it"
    await dialogue.stop()


async def test_elsewhere_it_is_only_called() -> None:
    dialogue = build_dialogue(Settings(rasa_url="http://127.0.0.1:9/", rasa_token="fictif",
                                       rasa_action_secret="secret-fictif"))
    assert dialogue.server is None
    assert dialogue.elsewhere is not None
    assert dialogue.elsewhere.url == "http://127.0.0.1:9"
    assert (dialogue.state, dialogue.action_secret) == ("ready", "secret-fictif")
    await dialogue.stop()


async def test_each_instance_draws_its_own_secret() -> None:
    first, second = (build_dialogue(Settings(rasa_enabled=False)) for _ in range(2))
    assert len(first.action_secret) >= 32
    assert first.action_secret != second.action_secret
    await first.stop()
    await second.stop()


async def test_time_is_kept_for_the_answer_without_the_dialogue() -> None:
    is_over, is_closed = asyncio.Event(), asyncio.Event()

    async def never(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await is_over.wait()
        writer.close()
        await writer.wait_closed()
        is_closed.set()

    silent = await asyncio.start_server(never, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    dialogue = build_dialogue(Settings(rasa_url=f"http://127.0.0.1:{port}",
                                       turn_timeout_seconds=0.5))
    started = time.monotonic()
    with pytest.raises(BotUnavailable):
        await dialogue.client.ask("dialogue", "bonjour", "tour")
    assert 0.3 < time.monotonic() - started < 0.48
    await dialogue.stop()
    is_over.set()
    await is_closed.wait()
    silent.close()
