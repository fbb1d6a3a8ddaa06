"""Rasa's memory really forgets, and its log keeps no words (run under Rasa's Python 3.10)."""

import asyncio
import time

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Restarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlu.run import TOKEN_FLAG, arguments, without_words
from bot.nlu.tracker_store import DAY, ForgettingStore


def store(tmp_path):
    return ForgettingStore(Domain.empty(), dialect="sqlite", db=str(tmp_path / "trackers.db"))


def tracker(sender, *events):
    return DialogueStateTracker.from_events(sender, list(events))


def test_a_restarted_dialogue_is_deleted_and_the_others_stay(tmp_path):
    async def play():
        kept = store(tmp_path)
        await kept.save(tracker("reste", UserUttered("bonjour")))
        await kept.save(tracker("part", UserUttered("bonjour")))
        await kept.save(tracker("part", UserUttered("bonjour"), Restarted()))
        return set(await kept.keys())

    assert asyncio.run(play()) == {"reste"}


def test_old_dialogues_are_deleted_at_start(tmp_path):
    async def play():
        old = time.time() - 4 * DAY
        await store(tmp_path).save(tracker("vieux", UserUttered("bonjour", timestamp=old)))
        await store(tmp_path).save(tracker("neuf", UserUttered("bonjour")))
        return set(await store(tmp_path).keys())

    assert asyncio.run(play()) == {"neuf"}


def test_a_log_line_keeps_its_event_and_drops_the_words():
    line = without_words(None, "error", {"event": "rest.message.received", "text": "mon loyer"})
    assert line == {"event": "rest.message.received"}


def test_the_token_is_read_from_the_input_and_not_from_the_command(monkeypatch):
    monkeypatch.setattr("sys.stdin.readline", lambda: "jeton\n", raising=False)
    assert arguments(["run", TOKEN_FLAG, "--quiet"]) == ["run", "--quiet", "--auth-token", "jeton"]
    assert arguments(["train"]) == ["train"]
