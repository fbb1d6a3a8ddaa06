"""A local Telegram Bot API, over real HTTP: for tests, and to try the robot without Telegram.

By hand, from the project's folder:

    var/venv-app/bin/python tests/botapi --port 8081
    QFQ_TELEGRAM_TOKEN=12345:jeton-fictif QFQ_TELEGRAM_API_URL=http://127.0.0.1:8081 make run
    curl -d '{"chat": 1, "text": "bonjour"}' http://127.0.0.1:8081/test/message
    curl -d '{"chat": 1, "choice": "handoff:offer"}' http://127.0.0.1:8081/test/press
    curl -d '{"chat": 1, "kind": "voice"}' http://127.0.0.1:8081/test/send
    curl http://127.0.0.1:8081/test/sent

docs/telegram.md says more.
"""

import argparse
import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from tests.botapi import making
from tests.botapi.methods import METHODS, Fault
from tests.botapi.state import BotApiState

MADE = {each.__name__: each for each in (
    making.voice, making.round_video, making.photo, making.document, making.sticker,
    making.location, making.live_location, making.venue, making.contact)}


def build_server(state: BotApiState) -> FastAPI:
    """Return the Bot API over this state."""

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        pushing = asyncio.create_task(push(state))
        yield
        pushing.cancel()
        await asyncio.gather(pushing, return_exceptions=True)

    app = FastAPI(lifespan=lifespan)

    @app.get("/file/bot{token}/files/{file_id}")
    async def download(token: str, file_id: str) -> Response:
        known = token == state.token and file_id in state.files
        return Response(state.files[file_id]) if known else Response(status_code=404)

    @app.post("/test/message")
    async def write(request: Request) -> Any:
        asked = json.loads(await request.body())
        return state.add_update(making.text(state, int(asked["chat"]), asked["text"]))

    @app.post("/test/press")
    async def press(request: Request) -> Any:
        asked = json.loads(await request.body())
        return state.add_update(making.press(state, int(asked["chat"]), asked["choice"]))

    @app.post("/test/send")
    async def send(request: Request) -> Any:
        asked = json.loads(await request.body())
        return state.add_update(MADE[asked["kind"]](state, int(asked["chat"])))

    @app.post("/test/block")
    async def block(request: Request) -> Any:
        asked = json.loads(await request.body())
        chat, is_blocked = int(asked["chat"]), bool(asked["blocked"])
        (state.blocked.add if is_blocked else state.blocked.discard)(chat)
        return state.add_update(making.closes(chat, "kicked" if is_blocked else "member"))

    @app.get("/test/sent")
    async def sent() -> Any:
        return state.sent

    @app.api_route("/bot{token}/{method}", methods=["GET", "POST"])
    async def call(token: str, method: str, request: Request) -> Response:
        if token != state.token:
            return refusal(Fault(401, "Unauthorized"))
        if state.take_breakdown(method):
            return refusal(Fault(502, "Bad Gateway"))
        run = METHODS.get(method.lower())
        if run is None:
            return refusal(Fault(404, "Not Found: method not found"))
        params = await read_params(request)
        state.calls.append((method, params))
        try:
            return JSONResponse({"ok": True, "result": await run(state, params)})
        except Fault as fault:
            return refusal(fault)

    return app


def refusal(fault: Fault) -> JSONResponse:
    """Return a refusal as Telegram writes it."""
    body: dict[str, Any] = {"ok": False, "error_code": fault.status,
                            "description": fault.description}
    if fault.parameters:
        body["parameters"] = fault.parameters
    return JSONResponse(body, fault.status)


async def read_params(request: Request) -> dict[str, Any]:
    """Return the parameters, sent as a query, a form or JSON; nested ones are JSON strings."""
    params: dict[str, Any] = dict(request.query_params)
    if "json" in request.headers.get("content-type", ""):
        return params | json.loads(await request.body() or b"{}")
    for name, value in (await request.form()).items():
        params[name] = value
        if isinstance(value, str) and value[:1] in ("{", "["):
            with contextlib.suppress(ValueError):
                params[name] = json.loads(value)
    return params


async def push(state: BotApiState) -> None:
    """Post the updates to the webhook, one at a time, until each is answered 200."""
    async with httpx.AsyncClient(trust_env=False) as client:
        while True:
            update = state.take_webhook_update()
            if update is None:
                await asyncio.sleep(0.01)
                continue
            headers = {"X-Telegram-Bot-Api-Secret-Token": state.webhook.get("secret", "")}
            try:
                answer = await client.post(state.webhook["url"], json=update, headers=headers)
            except (httpx.HTTPError, KeyError):
                await asyncio.sleep(0.1)
                continue
            if answer.status_code == 200:
                state.drop(update)
            else:
                await asyncio.sleep(0.1)


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description="API Bot locale, pour essayer sans Telegram")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=BotApiState.token)
    asked = parser.parse_args()
    uvicorn.run(build_server(BotApiState(token=asked.token)), host="127.0.0.1", port=asked.port,
                log_level="warning")
