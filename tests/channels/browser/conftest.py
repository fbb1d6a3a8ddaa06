"""A real server over the fake house, in a thread, for tests with a real browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browsing import Served, chromium, profile, serving, sign_in
from tests.channels.fakes import PASSWORD
from tests.channels.house import Web, build_web
from tests.people import MEDIATOR_EMAIL


@dataclass(frozen=True)
class Site:
    """The running server. `on_loop` runs a coroutine where the server runs."""

    url: str
    web: Web
    served: Served

    def on_loop(self, work: Any) -> Any:
        """Run a coroutine in the server's loop and return its result."""
        return self.served.on_loop(work)


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve a fresh fake house on a free port."""
    web = build_web()
    with serving(web.app) as served:
        yield Site(served.url, web, served)
        web.live.close()


@pytest.fixture(scope="module")
def browser(browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """Launch Chromium for one module."""
    with chromium(browser_type_launch_args) as launched:
        yield launched


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a fresh profile; nothing outside this machine can be reached."""
    with profile(browser) as made:
        yield made


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return the resident's page."""
    return context.new_page()


@pytest.fixture
def mediator(browser: Browser, site: Site) -> Iterator[Page]:
    """Return another browser's page, signed in at the desk."""
    with profile(browser, viewport={"width": 360, "height": 740}) as made:
        yield sign_in(made.new_page(), site.url, MEDIATOR_EMAIL, PASSWORD, "**/mediation")
