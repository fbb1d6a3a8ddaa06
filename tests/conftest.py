"""Options of every test: its own data folder, the shared caches, and where Chromium is."""

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_MS = 20_000  # a page that comes late on a busy machine is no fault; one that never does is
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

# Rasa's components are tested in Rasa's own environment, by their own pytest.ini.
collect_ignore_glob = [] if importlib.util.find_spec("rasa") else ["bot/nlu/*"]


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a data folder of its own; an operator's settings never reach a test."""
    for name in [name for name in os.environ if name.startswith("QFQ_")]:
        del os.environ[name]
    folder = tempfile.mkdtemp(prefix="qfq-test-")
    config.stash[DATA_FOLDER] = folder
    os.environ["QFQ_DATA_DIR"] = folder
    os.environ["QFQ_CACHE_DIR"] = str(ROOT / "var")
    expect.set_options(timeout=PATIENCE_MS)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the run's data folder."""
    folder = config.stash.get(DATA_FOLDER, None)
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


DATA_FOLDER = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Use the system's Chromium when there is one; no sandbox, in tests only, as root."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    quiet = ["--disable-gpu", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync", "--disable-quic"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet.append("--no-sandbox")
    chosen = {"executable_path": path} if path else {}
    return {**browser_type_launch_args, **chosen, "args": quiet}


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """Return a PostgreSQL server of the run's own; it fails with one sentence without one."""
    from evals.soak.postgres import NoPostgres, serving_postgres
    try:
        with serving_postgres(is_fast=True) as server:
            yield server
    except NoPostgres as why:
        pytest.fail(str(why), pytrace=False)
