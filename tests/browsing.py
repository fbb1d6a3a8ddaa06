"""A real browser before a real server: served in a thread, profiles of their own, signed in."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]


class _Server(uvicorn.Server):
    """A server that remembers its loop."""

    loop: asyncio.AbstractEventLoop
    last: list[Callable[[], Awaitable[object]]]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Keep the loop."""
        self.loop, self.last = asyncio.get_running_loop(), []
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close what was asked once no request is being answered any more."""
        await super().shutdown(sockets)
        for close in self.last:
            await close()


@dataclass(frozen=True)
class Served:
    """A running server."""

    url: str
    loop: asyncio.AbstractEventLoop
    last: list[Callable[[], Awaitable[object]]]

    def at_end(self, close: Callable[[], Awaitable[object]]) -> None:
        """Have something closed when the last request is answered."""
        self.last.append(close)

    def on_loop(self, work: Any, seconds: float = 20) -> Any:
        """Run a coroutine where the server runs and return its result."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout=seconds)


@contextmanager
def serving(app: FastAPI) -> Iterator[Served]:
    """Serve an app on a free port of this machine, and stop it."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = _Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2,
                                    ws="none", access_log=False))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Served(f"http://127.0.0.1:{listener.getsockname()[1]}", server.loop, server.last)
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


@contextmanager
def chromium(launch_args: dict[str, Any]) -> Iterator[Browser]:
    """Launch Chromium.

    pytest-playwright keeps its own for the whole run, with an event loop running in the main
    thread: every asynchronous test after it would fail.
    """
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(**launch_args)
        yield launched
        launched.close()


@contextmanager
def profile(browser: Browser, wait_ms: int = 20_000, **options: Any) -> Iterator[BrowserContext]:
    """Give a fresh French profile; nothing outside this machine can be reached."""
    made = browser.new_context(locale="fr-FR", reduced_motion="reduce", **options)
    made.set_default_timeout(wait_ms)
    made.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
    yield made
    made.close()


def sign_in(page: Page, url: str, email: str, password: str, home: str) -> Page:
    """Sign someone in and wait for their first page; `home` is a pattern of its address."""
    page.goto(f"{url}/connexion")
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Me connecter").click()
    page.wait_for_url(home)
    return page


def add_account(data: Path, role: str, email: str, password: str) -> None:
    """Create an account of a real service with the operator's own command."""
    subprocess.run(
        [sys.executable, "-m", "app", "account", "add", "--role", role, "--email", email,
         "--password-stdin"], input=f"{password}\n", text=True, check=True, cwd=ROOT,
        capture_output=True, timeout=60, env={**os.environ, "QFQ_DATA_DIR": str(data)})
