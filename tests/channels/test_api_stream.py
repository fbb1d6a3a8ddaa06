"""The event stream: opened by a single-use ticket, replayed from the database, then live."""

import asyncio
import json
import threading

import pytest

from channels.doors import Doors
from channels.live import Live
from channels.stream import first_seq, follow
from channels.tickets import LIFE_SECONDS, Tickets
from mediation.answer import HistoryItem
from mediation.store.database import StoreUnavailable
from mediation.talk import UnknownConversation
from mediation.utterance import Channel, Utterance
from tests.channels.comfort import FakeCodes, FakeComfort
from tests.channels.fakes import FakeAccounts, FakeHouse, FakePresence
from tests.channels.house import Web
from tests.channels.places import FakePlaces
from tests.channels.shelves import library

API = "/api/v1/conversations"


def ticket_for(web: Web, name: str, bearer: dict[str, str]) -> str:
    """Ask for a ticket."""
    done = web.client.post(f"{API}/{name}/stream", headers=bearer)
    assert done.status_code == 201
    assert done.json()["expires_in_seconds"] == LIFE_SECONDS
    return str(done.json()["ticket"])


def read_events(web: Web, url: str, headers: dict[str, str] | None = None) -> list[int]:
    """Read a stream until the service closes it, half a second later; return the ids."""
    threading.Timer(0.5, web.live.close).start()
    done = web.client.get(url, headers=headers or {})
    assert done.status_code == 200
    assert done.headers["content-type"].startswith("text/event-stream")
    assert done.headers["x-accel-buffering"] == "no"
    events = [block for block in done.text.split("\n\n") if "data:" in block]
    for block in events:
        data = next(line for line in block.splitlines() if line.startswith("data:"))
        assert json.loads(data[5:])["speaker"] in ("assistant", "resident")
    return [int(line[4:]) for block in events for line in block.splitlines()
            if line.startswith("id: ")]


def test_the_stream_replays_everything_stored(web: Web) -> None:
    name, bearer = web.open()
    web.client.post(f"{API}/{name}/messages", json={"text": "perdu mon travail"}, headers=bearer)
    url = f"{API}/{name}/events?ticket={ticket_for(web, name, bearer)}"
    assert read_events(web, url) == [1, 2, 3]


def test_the_stream_replays_only_what_the_browser_missed(web: Web) -> None:
    name, bearer = web.open()
    web.client.post(f"{API}/{name}/messages", json={"text": "perdu mon travail"}, headers=bearer)
    url = f"{API}/{name}/events?ticket={ticket_for(web, name, bearer)}"
    assert read_events(web, url, {"Last-Event-ID": "2"}) == [3]


def test_a_ticket_opens_one_stream_of_its_own_conversation(web: Web) -> None:
    name, bearer = web.open()
    other, _ = web.open()
    ticket = ticket_for(web, name, bearer)
    assert web.client.get(f"{API}/{other}/events?ticket={ticket}").status_code == 404
    assert web.client.get(f"{API}/{name}/events?ticket={ticket}").status_code == 404
    spent = ticket_for(web, name, bearer)
    read_events(web, f"{API}/{name}/events?ticket={spent}")
    assert web.client.get(f"{API}/{name}/events?ticket={spent}").status_code == 404
    assert web.client.get(f"{API}/{name}/events").status_code == 404


def test_a_ticket_expires_after_a_minute() -> None:
    now = [0.0]
    tickets = Tickets(clock=lambda: now[0])
    kept, late = tickets.issue("a"), tickets.issue("a")
    now[0] = LIFE_SECONDS - 1
    assert tickets.use(kept, "a")
    now[0] = LIFE_SECONDS + 1
    assert not tickets.use(late, "a")


@pytest.mark.parametrize(("last", "after", "start"), [
    (None, 4, 4), ("7", 4, 7), ("2", 4, 4), ("<script>", 4, 4), ("²", 4, 4), ("-1", 0, 0)])
def test_the_replay_starts_at_what_was_last_seen(last: str | None, after: int,
                                                 start: int) -> None:
    assert first_seq(last, after) == start


async def test_a_new_message_wakes_the_stream() -> None:
    live = Live()
    house = FakeHouse(live)
    doors = Doors(house, house, FakeAccounts(), FakePresence(), library(), FakePlaces(),
                  FakeComfort(house), FakeCodes(house))
    opened = await house.open(Channel.WEB)
    stream = follow(doors, live, opened.conversation_id, 1)
    waiting = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await house.receive(opened.conversation_id, Utterance(Channel.WEB, text="bonjour"))
    item: HistoryItem = await asyncio.wait_for(waiting, 1)
    assert (item.seq, item.text) == (2, "bonjour")
    await stream.aclose()
    assert live.listener_count() == 0


async def test_a_busy_database_is_read_again_and_an_erased_conversation_ends_the_stream(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    live = Live()
    house = FakeHouse(live)
    doors = Doors(house, house, FakeAccounts(), FakePresence(), library(), FakePlaces(),
                  FakeComfort(house), FakeCodes(house))
    faults: list[Exception] = [StoreUnavailable("locked"), UnknownConversation("erased")]

    async def history(conversation_id: str, after: int = 0) -> tuple[HistoryItem, ...]:
        live.wake(conversation_id)
        raise faults.pop(0)

    monkeypatch.setattr(house, "history", history)
    assert [item async for item in follow(doors, live, "a", 0)] == []
    assert faults == []
