"""Starts a real instance of the service for a measure, on a free port, with its own data."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parent.parent
State = dict[str, Any]


class NotReady(RuntimeError):
    """The instance did not become ready in time; its log says why."""


@dataclass(frozen=True)
class Instance:
    """A running service. `data` is its own data folder."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]
    start_seconds: float

    def client(self) -> httpx.Client:
        """Return a client of this instance."""
        return httpx.Client(base_url=self.url, timeout=30)

    @contextlib.contextmanager
    def database_locked(self) -> Iterator[None]:
        """Hold an exclusive lock on the SQLite file, as a stuck process would."""
        connection = sqlite3.connect(self.data / "qui-fait-quoi.db", timeout=10)
        connection.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            connection.rollback()
            connection.close()


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_ready(state: State) -> bool:
    """Say whether /readyz shows an instance with all it was asked for."""
    return state["status"] == "ready" and state["parts"]["rasa"] in ("ready", "off")


@contextlib.contextmanager
def running(data: Path, wait_seconds: float = 120,
            until: Callable[[State], bool] = is_ready, **settings: str) -> Iterator[Instance]:
    """Serve with these settings (names without QFQ_); stop it with Ctrl-C at the end.

    `until` judges what /readyz says; `port` may be one of the settings. Raises NotReady.
    """
    port = int(settings.pop("port", 0)) or free_port()
    environment = {**os.environ, "QFQ_DATA_DIR": str(data), "QFQ_PORT": str(port),
                   "QFQ_RATE_PER_MINUTE": "100000", "QFQ_OPENS_PER_MINUTE": "100000",
                   **{f"QFQ_{name.upper()}": value for name, value in settings.items()}}
    data.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    with (data / "serve.log").open("ab") as log:
        process = subprocess.Popen([sys.executable, "-m", "app", "serve"], cwd=ROOT,
                                   env=environment, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + wait_seconds
        while not _is_there(url, until):
            if process.poll() is not None or time.monotonic() > deadline:
                raise NotReady(_why_not(process, data))
            time.sleep(0.25)
        yield Instance(url, data, process, time.perf_counter() - started)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _is_there(url: str, until: Callable[[State], bool]) -> bool:
    with contextlib.suppress(httpx.HTTPError, ValueError, KeyError):
        return until(httpx.get(f"{url}/readyz", timeout=5).json())
    return False


def _why_not(process: subprocess.Popen[bytes], data: Path) -> str:
    code = process.poll()
    how = "démarre encore" if code is None else f"s'est arrêtée (code {code})"
    tail = (data / "serve.log").read_text(errors="replace")[-2000:]
    return f"l'instance {how} : {tail}"
