"""One real service for the whole run: Rasa ready, the index, Telegram's local stand-in, a desk."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from evals.serving import Instance, State, is_ready, running
from retrieval.versions import copy_in_use
from tests.botapi.running import serving_bot_api
from tests.botapi.state import BotApiState
from tests.browsing import add_account, chromium, profile, sign_in
from tests.chain.robot import Robot
from tests.chain.talking import Talk
from tests.people import MEDIATOR_EMAIL

ROOT = Path(__file__).resolve().parents[2]
ANOTHER_DAY = date(2029, 6, 1)  # a Friday; of the golden dialogues whose `clock` is set
NIGHT = "22:30"
EASTER = date(2029, 4, 1)  # a Sunday, before a public holiday; the dialogue layer is stopped
MORNING = "10:00"
SLOW_MS = 20_000
PASSWORD = "un mot de passe fictif"
FIRST_START_SECONDS = 480  # on a fresh machine the dialogue model is trained first
OTHER_START_SECONDS = 180
Start = Callable[..., AbstractContextManager[Instance]]


@pytest.fixture(scope="session")
def chain_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder under which each instance has its own data."""
    return tmp_path_factory.mktemp("chain")


@pytest.fixture(scope="session")
def bot_api() -> Iterator[tuple[BotApiState, str]]:
    """Return the local Bot API and its URL."""
    state = BotApiState()
    with serving_bot_api(state) as url:
        yield state, url


@pytest.fixture(scope="session")
def instance(chain_folder: Path, bot_api: tuple[BotApiState, str]) -> Iterator[Instance]:
    """Return the shared service, on the web and on Telegram, with one mediator's account."""
    state, url = bot_api
    data = chain_folder / "shared"
    copy_in_use(ROOT / "var" / "index", data / "index")  # made at install; else made here
    with running(data, FIRST_START_SECONDS, telegram_token=state.token,
                 telegram_api_url=url) as served:
        add_account(data, "mediator", MEDIATOR_EMAIL, PASSWORD)
        yield served


@pytest.fixture(scope="session")
def start(instance: Instance, chain_folder: Path) -> Start:
    """Return a maker of other instances; they begin with a copy of the shared one's index."""

    @contextmanager
    def started(name: str, until: Callable[[State], bool] = is_ready,
                has_index: bool = True, **settings: str) -> Iterator[Instance]:
        data = chain_folder / name
        if has_index:
            copy_in_use(instance.data / "index", data / "index")
        with running(data, OTHER_START_SECONDS, until, **settings) as served:
            yield served

    return started


@pytest.fixture(scope="session")
def without_rasa(start: Start) -> Iterator[Instance]:
    """Return a service whose dialogue layer is stopped."""
    with start("without-rasa", rasa_enabled="0") as served:
        yield served


@pytest.fixture
def talk(instance: Instance) -> Iterator[Talk]:
    """Return a fresh conversation by the public API."""
    with Talk.opened(instance.url) as opened:
        yield opened


@pytest.fixture(scope="session")
def chat_numbers() -> Iterator[int]:
    """Return numbers for private chats; the real ones are positive too."""
    return count(10_001)


@pytest.fixture
def robot(instance: Instance, bot_api: tuple[BotApiState, str],
          chat_numbers: Iterator[int]) -> Robot:
    """Return a fresh Telegram chat."""
    return Robot(bot_api[0], next(chat_numbers))


@pytest.fixture(scope="module")
def browser(browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """Launch Chromium for one module."""
    with chromium(browser_type_launch_args) as launched:
        yield launched


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a fresh profile; nothing outside this machine can be reached."""
    with profile(browser, SLOW_MS) as made:
        yield made


@pytest.fixture
def page(context: BrowserContext, instance: Instance) -> Page:
    """Return the resident's page, open on the service."""
    opened = context.new_page()
    opened.goto(instance.url)
    return opened


@pytest.fixture
def desk(browser: Browser, instance: Instance) -> Iterator[Page]:
    """Return the desk in another browser profile, the mediator signed in."""
    with profile(browser, SLOW_MS) as made:
        yield sign_in(made.new_page(), instance.url, MEDIATOR_EMAIL, PASSWORD, "**/mediation")
