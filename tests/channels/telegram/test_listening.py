"""Who holds a case listens to a voice message; nobody else does."""

import httpx
import pytest
from fastapi import FastAPI

from channels.access import Access, declared_access
from channels.telegram import listening
from tests.botapi import making
from tests.channels.house import Web, build_web
from tests.channels.telegram.conftest import Robot

ADDRESS = "/mediation/cas/case1/voix/3"


def desk(robot: Robot | None, box: str | None) -> Web:
    """Return a web app whose case 1 has a voice message at seq 3."""
    web = build_web()
    web.app.include_router(listening.router)
    web.app.state.telegram = robot.channel if robot else None

    async def reveal(case_id: str, mediator_id: str, seq: int) -> str | None:
        return box if (case_id, mediator_id, seq) == ("case1", "mediator", 3) else None

    web.house.reveal = reveal  # type: ignore[method-assign]
    return web


async def get(app: FastAPI, cookies: httpx.Cookies, address: str = ADDRESS) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), cookies=cookies,
                                 base_url="http://testserver") as client:
        return await client.get(address)


def signed_in(web: Web) -> httpx.Cookies:
    web.sign_in()
    return httpx.Cookies(dict(web.client.cookies))


async def test_the_holder_hears_the_recording(robot: Robot) -> None:
    robot.api.files[making.VOICE] = b"OggS fictif"
    web = desk(robot, f"voice:12:{making.VOICE}")
    answer = await get(web.app, signed_in(web))
    assert answer.content == b"OggS fictif"
    assert answer.headers["content-type"] == "audio/ogg"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("box", [None, "je suis Zoé Imaginaire", "voice:12:inconnue"])
async def test_words_or_what_is_gone_are_not_found(robot: Robot, box: str | None) -> None:
    web = desk(robot, box)
    assert (await get(web.app, signed_in(web))).status_code == 404


async def test_without_telegram_there_is_nothing_to_hear() -> None:
    web = desk(None, f"voice:12:{making.VOICE}")
    assert (await get(web.app, signed_in(web))).status_code == 404


async def test_nobody_hears_it_without_signing_in(robot: Robot) -> None:
    web = desk(robot, f"voice:12:{making.VOICE}")
    assert (await get(web.app, httpx.Cookies())).status_code != 200


def test_the_route_is_the_mediators() -> None:
    declared = declared_access(listening.router.routes)
    assert declared == {"GET /mediation/cas/{case_id}/voix/{seq}": {Access.MEDIATOR}}


def test_the_desk_shows_a_player_for_a_voice_message() -> None:
    web = desk(None, "voice:12:abc")
    web.sign_in()
    shown = listen_page(web, "voice:12:abc")
    assert '<audio controls preload="none" src="/mediation/cas/case1/voix/' in shown
    assert "voice:12" not in shown


def listen_page(web: Web, box: str) -> str:
    """Press « Écouter » on the first words of a held case."""
    conversation, headers = web.open()
    web.client.post(f"/api/v1/conversations/{conversation}/messages",
                    json={"choice": "handoff:accept"}, headers=headers)
    case_id = next(iter(web.house.cases))
    web.client.post(f"/mediation/cas/{case_id}/prendre")

    async def reveal(*_: object) -> str:
        return box

    web.house.reveal = reveal  # type: ignore[method-assign]
    seq = web.house.talks[conversation].items[-1].seq
    return web.client.post(f"/mediation/cas/{case_id}/mots/{seq}").text
