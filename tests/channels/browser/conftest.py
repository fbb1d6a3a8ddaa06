"""A real server over the fake house, in a thread, for tests with a real browser."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import BrowserContext, Page

from tests.channels.house import Web, build_web

MODULES = Path(__file__).resolve().parents[3] / "node_modules"


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark of these tests."""
    config.addinivalue_line("markers", "browser: pages seen by a real browser, on a fake house")


@dataclass(frozen=True)
class Site:
    """The running server. `on_loop` runs a coroutine where the server runs."""

    url: str
    web: Web
    loop: asyncio.AbstractEventLoop

    def on_loop(self, work: Any) -> Any:
        """Run a coroutine in the server's loop and return its result."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout=10)


class Served(uvicorn.Server):
    """A server that remembers its loop and lets the streams end when it stops."""

    loop: asyncio.AbstractEventLoop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Keep the loop."""
        self.loop = asyncio.get_running_loop()
        await super().startup(sockets)


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve a fresh fake house on a free port."""
    web = build_web()
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(web.app, log_level="warning", timeout_graceful_shutdown=2,
                            ws="none", access_log=False)
    server = Served(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Site(f"http://127.0.0.1:{listener.getsockname()[1]}", web, server.loop)
    web.live.close()
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return a page that fails fast; nothing outside the server can be reached."""
    context.set_default_timeout(8000)
    context.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
    return context.new_page()


def axe_faults(page: Page) -> list[str]:
    """Return what axe finds on the page, in French, one line a fault."""
    page.evaluate((MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    locale = json.loads((MODULES / "axe-core/locales/fr.json").read_text(encoding="utf-8"))
    found = page.evaluate(
        "async (locale) => { axe.configure({locale}); return (await axe.run()).violations; }",
        locale)
    return [f"{each['id']} : {each['help']} — {each['nodes'][0]['html'][:160]}" for each in found]
