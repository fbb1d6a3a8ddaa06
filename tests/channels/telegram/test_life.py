"""Starting, stopping, webhooks, tokens refused, networks down."""

import asyncio

import httpx
import pytest
from fastapi import FastAPI

from channels.access import Access, declared_access
from channels.faults import add_fault_handlers
from channels.live import Live
from channels.telegram import webhook
from channels.telegram.options import PATH, TelegramMisconfigured, TelegramOptions
from channels.telegram.service import TelegramChannel
from channels.telegram.webhook import SECRET_HEADER
from tests.botapi import making
from tests.botapi.state import BotApiState
from tests.channels.telegram.conftest import CHAT, Robot
from tests.channels.telegram.fakes import FakeMediation, doors

SECRET = "secret-fictif"


async def until(is_true: object, seconds: float = 5.0) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(seconds):
        while not is_true():  # type: ignore[operator]
            await asyncio.sleep(0.01)


def channel_for(options: TelegramOptions) -> TelegramChannel:
    """Return a channel over an empty mediation whose chat 501 is known."""
    live = Live()
    house = FakeMediation(live)
    house.chats["known"] = str(CHAT)
    return TelegramChannel(options, doors(house), live)


async def test_polling_starts_and_stops_without_leaving_a_task(
        api: tuple[BotApiState, str]) -> None:
    state, url = api
    before = asyncio.all_tasks()
    channel = channel_for(TelegramOptions(state.token, api_url=url))
    await channel.start()
    await until(lambda: channel.state == "ready")
    await channel.stop()
    await asyncio.sleep(0.05)
    assert asyncio.all_tasks() == before
    assert channel.state == "off"


async def test_a_message_taken_before_the_stop_is_answered_before_it(robot: Robot) -> None:
    robot.house.slow["lent"] = 0.3
    robot.api.add_update(making.text(robot.api, CHAT, "lent"))
    await robot.until(lambda: robot.house.begun)
    await robot.channel.stop()
    assert robot.said() == ["Réponse à lent"]
    assert robot.api.pending(0) == []


async def test_a_refused_token_is_said_and_stops_nothing_else(
        api: tuple[BotApiState, str]) -> None:
    channel = channel_for(TelegramOptions("1:autre", api_url=api[1]))
    await channel.start()
    await until(lambda: channel.state == "refused")
    await channel.stop()


async def test_without_network_the_channel_waits_and_can_be_stopped() -> None:
    channel = channel_for(TelegramOptions("1:x", api_url="http://127.0.0.1:9"))
    await channel.start()
    await until(lambda: channel.state == "down")
    await channel.stop()
    assert channel.state == "off"


async def test_the_channel_connects_when_the_network_comes_back(
        api: tuple[BotApiState, str]) -> None:
    state, url = api
    state.breakdowns["getme"] = [True]
    channel = channel_for(TelegramOptions(state.token, api_url=url))
    await channel.start()
    await until(lambda: channel.state == "down")
    await until(lambda: channel.state == "ready")
    await channel.stop()


def test_a_webhook_needs_the_public_address() -> None:
    with pytest.raises(TelegramMisconfigured, match="QFQ_PUBLIC_URL"):
        TelegramOptions("1:x", mode="webhook")


def test_a_secret_that_telegram_refuses_is_said_at_once() -> None:
    with pytest.raises(TelegramMisconfigured, match="QFQ_TELEGRAM_WEBHOOK_SECRET"):
        TelegramOptions("1:x", webhook_secret="é !")


def test_the_token_and_the_secret_are_not_shown_when_options_are_printed() -> None:
    shown = repr(TelegramOptions("1:jeton", webhook_secret=SECRET))
    assert "jeton" not in shown
    assert SECRET not in shown


def app_with(channel: TelegramChannel | None) -> FastAPI:
    """Return an app with the webhook's route."""
    app = FastAPI()
    add_fault_handlers(app)
    app.include_router(webhook.router)
    app.state.telegram = channel
    return app


def client_of(app: FastAPI) -> httpx.AsyncClient:
    """Return a client of this app, in the same loop."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://telegram.test")


def webhook_options(url: str, token: str) -> TelegramOptions:
    """Return the options of webhook mode."""
    return TelegramOptions(token, mode="webhook", api_url=url, webhook_secret=SECRET,
                           public_url="http://127.0.0.1:9/")


async def test_an_update_by_webhook_is_taken_at_once_and_answered(
        api: tuple[BotApiState, str]) -> None:
    state, url = api
    channel = channel_for(webhook_options(url, state.token))
    await channel.start()
    await until(lambda: channel.state == "ready")
    assert state.webhook == {"url": f"http://127.0.0.1:9{PATH}", "secret": SECRET}
    update = {"update_id": 1, **making.text(state, CHAT, "bonjour")}
    async with client_of(app_with(channel)) as client:
        for _ in range(2):
            taken = await client.post(PATH, json=update, headers={SECRET_HEADER: SECRET})
            assert taken.status_code == 200
    await until(lambda: state.sent)
    await channel.stop()
    assert [each["text"] for each in state.sent] == ["Réponse à bonjour"]


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "autre"}, {SECRET_HEADER: ""}])
async def test_a_wrong_secret_is_refused(headers: dict[str, str],
                                         api: tuple[BotApiState, str]) -> None:
    state, url = api
    channel = channel_for(webhook_options(url, state.token))
    async with client_of(app_with(channel)) as client:
        answer = await client.post(PATH, json={"update_id": 1}, headers=headers)
    assert answer.status_code == 403
    assert channel._app.update_queue.empty()


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"pas du json", b"\xff", b'{"update_id": 1}'])
async def test_what_cannot_be_read_is_dropped_and_not_asked_again(
        body: bytes, api: tuple[BotApiState, str]) -> None:
    channel = channel_for(webhook_options(api[1], api[0].token))
    async with client_of(app_with(channel)) as client:
        answer = await client.post(PATH, content=body, headers={SECRET_HEADER: SECRET})
    assert answer.status_code == 200


async def test_without_a_webhook_the_route_does_not_exist(api: tuple[BotApiState, str]) -> None:
    polling = channel_for(TelegramOptions(api[0].token, api_url=api[1], webhook_secret=SECRET))
    for channel in (None, polling):
        async with client_of(app_with(channel)) as client:
            answer = await client.post(PATH, json={}, headers={SECRET_HEADER: SECRET})
        assert answer.status_code == 404


def test_the_route_declares_its_access() -> None:
    declared = declared_access(webhook.router.routes)
    assert declared == {f"POST {PATH}": {Access.PUBLIC}}
