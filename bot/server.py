"""Keeps Rasa running: trains if stale, starts it on 127.0.0.1, watches it, restarts it."""

import asyncio
import json
import os
import secrets
import signal
import socket
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

import httpx
import structlog

from bot.client import Address
from bot.command import RasaHome
from bot.model import TrainingFailed, train_if_stale

log = structlog.get_logger(__name__)
HOST = "127.0.0.1"
CHANNEL = "bot.nlu.guarded_rest.GuardedRest"
READY_SECONDS = 180.0
PING_EVERY_SECONDS = 15.0
MISSED_PINGS = 3
STOP_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 60.0


class State(StrEnum):
    """How Rasa is, for /readyz."""

    STARTING = "starting"
    READY = "ready"
    DOWN = "down"


class RasaServer:
    """Supervises one Rasa child. `action_url` and `action_key` are where Rasa calls our actions."""

    def __init__(self, home: RasaHome, action_url: str, action_key: str) -> None:
        self._home = home
        self._action_url = action_url
        self._action_key = action_key
        self._token = secrets.token_hex(24)  # a leading "-" would read as an option
        self._port = 0
        self._process: asyncio.subprocess.Process | None = None
        self._watcher: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self.state = State.DOWN

    @property
    def pid(self) -> int | None:
        """The child's process number, or None when it does not run."""
        return self._process.pid if self._process else None

    def address(self) -> Address | None:
        """Return where to ask; None while Rasa is not ready."""
        if self.state is not State.READY:
            return None
        return Address(f"http://{HOST}:{self._port}", self._token)

    async def start(self) -> None:
        """Begin watching; returns at once. `wait_ready` waits for the first start."""
        self.state = State.STARTING
        self._watcher = asyncio.create_task(self._watch(), name="rasa-watcher")

    async def wait_ready(self, seconds: float = READY_SECONDS) -> bool:
        """Say whether Rasa is ready within this time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ready.wait()
        return self.state is State.READY

    async def stop(self) -> None:
        """End the child (SIGTERM, then SIGKILL) and the watch."""
        if self._watcher:
            self._watcher.cancel()
            with suppress(asyncio.CancelledError):
                await self._watcher
        await self._end_child()
        self._set(State.DOWN)

    async def _watch(self) -> None:
        pause = 1.0
        while True:
            try:
                model = await asyncio.to_thread(train_if_stale, self._home)
                await self._launch(model)
                if await self._answers_within(READY_SECONDS):
                    self._set(State.READY)
                    pause = 1.0
                    await self._until_it_ends()
            except (TrainingFailed, OSError) as fault:
                log.error("rasa.not_started", fault=str(fault))
            finally:
                self._set(State.DOWN)
                await self._end_child()
            log.warning("rasa.restarting", in_seconds=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            self.state = State.STARTING

    async def _launch(self, model: Path) -> None:
        self._port = free_port()
        endpoints = self._write("endpoints.yml", {
            "action_endpoint": {"url": self._action_url, "enable_selective_domain": True,
                                "headers": {"X-Action-Key": self._action_key}},
            "tracker_store": {"type": "bot.nlu.tracker_store.ForgettingStore",
                              "dialect": "sqlite", "db": str(self._home.folder / "trackers.db")},
        })
        credentials = self._write("credentials.yml", {CHANNEL: {"token": self._token}})
        command = self._home.command(
            "run", "--model", str(model), "--endpoints", str(endpoints),
            "--credentials", str(credentials),
            "-i", HOST, "-p", str(self._port), "--enable-api", "--token-from-input", "--quiet")
        with self._home.log_file.open("ab") as lines:
            self._process = await asyncio.create_subprocess_exec(
                *command, cwd=self._home.folder, env=self._home.variables(), stdout=lines,
                stderr=lines, stdin=asyncio.subprocess.PIPE, start_new_session=True)
        if self._process.stdin:
            self._process.stdin.write(f"{self._token}\n".encode())
            with suppress(ConnectionError):
                await self._process.stdin.drain()
        log.info("rasa.started", pid=self._process.pid, port=self._port)

    def _write(self, name: str, content: object) -> Path:
        """Write a file of Rasa's, readable by us alone (JSON is YAML)."""
        path = self._home.folder / name
        path.unlink(missing_ok=True)
        with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            json.dump(content, file)
        return path

    async def _answers_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._process and self._process.returncode is None:
                    if await self._answers():
                        return True
                    await asyncio.sleep(0.25)
        return False

    async def _answers(self) -> bool:
        try:
            async with httpx.AsyncClient(trust_env=False, timeout=5) as http:
                response = await http.get(f"http://{HOST}:{self._port}/status",
                                          params={"token": self._token})
        except httpx.HTTPError:
            return False
        return response.status_code == 200

    async def _until_it_ends(self) -> None:
        missed = 0
        while self._process and missed < MISSED_PINGS:
            with suppress(TimeoutError):
                code = await asyncio.wait_for(self._process.wait(), PING_EVERY_SECONDS)
                log.warning("rasa.ended", code=code)
                return
            missed = 0 if await self._answers() else missed + 1
        log.warning("rasa.silent", pings=missed)

    async def _end_child(self) -> None:
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        for how in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, how)
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), STOP_SECONDS)
                return

    def _set(self, state: State) -> None:
        self.state = state
        if state is State.READY:
            self._ready.set()
        else:
            self._ready.clear()


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
