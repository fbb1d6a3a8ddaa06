"""A bare Rasa turn: the same model, an action endpoint that returns one fixed reply."""

import asyncio
import json
import secrets
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from app.settings import Settings
from bot.client import TOKEN_HEADER, WEBHOOK
from bot.command import RasaHome
from bot.decision import Decision, Kind
from bot.server import RasaServer

FIXED = json.dumps({"events": [], "responses": [{"custom": {
    "decision": Decision(kind=Kind.NO_SOURCE).model_dump(mode="json")}}]}).encode()


class FixedAction(BaseHTTPRequestHandler):
    """Answers every action with the same reply, over a kept connection."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Read the call and answer."""
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(FIXED)))
        self.end_headers()
        self.wfile.write(FIXED)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the measure's output clean."""


class BareRasa:
    """Asks Rasa alone. One conversation each ten turns, as the whole chain does."""

    def __init__(self, url: str, token: str) -> None:
        self._http = httpx.Client(base_url=url, params={"token": token},
                                  headers={TOKEN_HEADER: token}, timeout=30)
        self._turns = 0
        self._sender = ""

    def ask(self, text: str) -> float:
        """Ask and return the milliseconds it took. Raises RuntimeError on an empty reply."""
        if self._turns % 10 == 0:
            self._sender = secrets.token_urlsafe(16)
        self._turns += 1
        started = time.perf_counter()
        reply = self._http.post(WEBHOOK,
                                json={"sender": self._sender, "message": text}).json()
        took = (time.perf_counter() - started) * 1000
        if not reply:
            raise RuntimeError("Rasa n'a rien répondu")
        return took


@contextmanager
def bare_rasa() -> Iterator[BareRasa]:
    """Start Rasa with the fixed action; stop both at the end."""
    settings = Settings()
    actions = ThreadingHTTPServer(("127.0.0.1", 0), FixedAction)
    threading.Thread(target=actions.serve_forever, daemon=True).start()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    with tempfile.TemporaryDirectory(prefix="qfq-bare-") as folder:
        home = RasaHome(settings.rasa_interpreter, Path(folder), settings.rasa_models_dir,
                        settings.models_dir)
        url = f"http://127.0.0.1:{actions.server_port}/actions"
        server = RasaServer(home, url, "bench")
        try:
            asyncio.run_coroutine_threadsafe(server.start(), loop).result(30)
            if not asyncio.run_coroutine_threadsafe(server.wait_ready(), loop).result(200):
                raise RuntimeError("Rasa n'a pas démarré pour la mesure")
            address = server.address()
            assert address is not None
            yield BareRasa(address.url, address.token)
        finally:
            asyncio.run_coroutine_threadsafe(server.stop(), loop).result(30)
            loop.call_soon_threadsafe(loop.stop)
            thread.join(5)
            actions.shutdown()
