"""Runs an ASGI app on a free port, in a thread, for the length of a block."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from tests.botapi.server import build_server
from tests.botapi.state import BotApiState


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Give the URL of the app while it runs."""
    server = uvicorn.Server(uvicorn.Config(
        app, host="127.0.0.1", port=0, log_level="critical", ws="none",
        timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 10
    while not server.started:
        assert time.monotonic() < until, "the local server did not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def serving_bot_api(state: BotApiState) -> Iterator[str]:
    """Give the URL of a local Bot API over this state."""
    with serving(build_server(state)) as url:
        try:
            yield url
        finally:
            state.is_closing = True
