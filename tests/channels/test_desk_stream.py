"""The desk's page is rung as soon as something is said in its case; the ring carries no words."""

import asyncio
import threading

from channels.desk_stream import ring
from channels.live import Live
from tests.channels.house import Web


def test_the_stream_of_a_case_rings_and_says_nothing(web: Web) -> None:
    name, bearer = web.open()
    web.client.post(f"/api/v1/conversations/{name}/messages", headers=bearer,
                    json={"text": "un mot à ne pas répéter"})
    web.house.add_case(name)
    web.sign_in()
    threading.Timer(0.5, web.live.close).start()
    done = web.client.get(f"/mediation/cas/{next(iter(web.house.cases))}/flux")
    assert done.headers["content-type"].startswith("text/event-stream")
    said = [line for line in done.text.splitlines() if line.startswith("data")]
    assert said
    assert {line.replace(" ", "") for line in said} == {'data:"new"'}


def test_an_unknown_case_has_no_stream(web: Web) -> None:
    web.sign_in()
    assert web.client.get("/mediation/cas/inconnu/flux").status_code == 404


async def test_each_wake_rings_once_and_the_stream_ends_with_the_service() -> None:
    live = Live()
    rings = ring("conversation1", live)
    await anext(rings)  # what was said while the page was loading
    live.wake("conversation2")
    live.wake("conversation1")
    await asyncio.wait_for(anext(rings), 1)
    asyncio.get_running_loop().call_later(0.05, live.close)
    assert [each async for each in rings] == []
    assert live.listener_count() == 0
