"""Asks Rasa itself, with the model of today's files, for the intents of many sentences."""

import asyncio
import secrets
import tempfile
from collections.abc import Sequence
from pathlib import Path

import httpx

from app.settings import Settings
from bot.client import Address
from bot.command import RasaHome
from bot.server import RasaServer

Ranking = list[tuple[str, float]]
START_SECONDS = 400


def rankings(texts: Sequence[str]) -> list[Ranking]:
    """Return every intent with its score, best first, for each text. Raises RuntimeError."""
    return asyncio.run(_parse_all(texts))


async def _parse_all(texts: Sequence[str]) -> list[Ranking]:
    settings = Settings()
    with tempfile.TemporaryDirectory(prefix="qfq-understanding-") as folder:
        home = RasaHome(settings.rasa_interpreter, Path(folder), settings.rasa_models_dir,
                        settings.models_dir)
        server = RasaServer(home, "http://127.0.0.1:9/none", secrets.token_urlsafe(16))
        await server.start()
        try:
            if not await server.wait_ready(START_SECONDS):
                raise RuntimeError("Rasa n'a pas démarré pour la mesure")
            address = server.address()
            assert address is not None
            async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
                return [await _parse(http, address, text) for text in texts]
        finally:
            await server.stop()


async def _parse(http: httpx.AsyncClient, address: Address, text: str) -> Ranking:
    response = await http.post(f"{address.url}/model/parse", params={"token": address.token},
                               json={"text": text.lstrip("/")[:2000]})
    ranking = response.raise_for_status().json().get("intent_ranking") or []
    return [(str(each["name"]), round(float(each["confidence"]), 4)) for each in ranking]
