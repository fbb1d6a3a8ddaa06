"""A real server over the fake house, in a thread, for tests with a real browser."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.channels.fakes import PASSWORD
from tests.channels.house import Web, build_web
from tests.people import MEDIATOR_EMAIL


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


@pytest.fixture(scope="module")
def browser(browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """Launch Chromium for one module.

    pytest-playwright keeps its own for the whole run, with an event loop running in the main
    thread: every asynchronous test after it would fail.
    """
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(**browser_type_launch_args)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a fresh profile; nothing outside this machine can be reached."""
    made = browser.new_context(locale="fr-FR", reduced_motion="reduce")
    made.set_default_timeout(8000)
    made.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return the resident's page."""
    return context.new_page()


@pytest.fixture
def mediator(browser: Browser, site: Site) -> Iterator[Page]:
    """Return another browser's page, signed in at the desk."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="fr-FR")
    context.set_default_timeout(8000)
    desk = context.new_page()
    desk.goto(f"{site.url}/connexion")
    desk.get_by_label("Adresse e-mail").fill(MEDIATOR_EMAIL)
    desk.get_by_label("Mot de passe").fill(PASSWORD)
    desk.get_by_role("button", name="Me connecter").click()
    desk.wait_for_url("**/mediation")
    yield desk
    context.close()
