"""The one narrow HTTP adapter to Rasa: a message in, a decision out, or BotUnavailable."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
import structlog
from pydantic import ValidationError

from bot.decision import Decision

log = structlog.get_logger(__name__)
TIMEOUT_SECONDS = 8.0
WEBHOOK = "/webhooks/guarded/webhook"
TOKEN_HEADER = "X-Rasa-Token"
NOTE_SECONDS = 2.0


class BotUnavailable(RuntimeError):
    """The dialogue layer is down, slow, or replied with nothing: the turn goes on without it."""


@dataclass(frozen=True)
class Address:
    """Where Rasa listens now, and the token it asks for. Both change when it restarts."""

    url: str
    token: str


@dataclass(frozen=True)
class Reply:
    """One decision, and the small-talk or clarifying sentences of the domain."""

    decision: Decision
    texts: tuple[str, ...] = ()
    intent: str | None = None


class RasaClient:
    """Talks to Rasa's REST channel. `address` returns None while Rasa is not ready."""

    def __init__(self, address: Callable[[], Address | None], *,
                 timeout_seconds: float = TIMEOUT_SECONDS,
                 transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._address = address
        self._timeout = timeout_seconds
        self._http = httpx.AsyncClient(transport=transport, trust_env=False, timeout=None)
        self._to_reset: set[str] = set()

    async def ask(self, conversation_id: str, text: str, turn_id: str) -> Reply:
        """Send one masked message. Raises BotUnavailable; the dialogue is then reset."""
        try:
            async with asyncio.timeout(self._timeout):
                if conversation_id in self._to_reset:
                    await self._send_events(conversation_id, [{"event": "restart"}])
                    self._to_reset.discard(conversation_id)
                return await self._ask(conversation_id, text, turn_id)
        except (TimeoutError, httpx.HTTPError, ValueError, BotUnavailable) as fault:
            self._to_reset.add(conversation_id)
            log.warning("bot.unavailable", turn_id=turn_id, fault=type(fault).__name__)
            raise BotUnavailable(f"no decision from Rasa: {type(fault).__name__}") from fault

    async def note_choice(self, conversation_id: str, entry_id: str,
                          case_id: str | None = None) -> None:
        """Tell the dialogue which entry, and which case of it, is now the current one.

        A failure is only logged.
        """
        chosen: dict[str, Any] = {
            "current_entry": entry_id, "offered_choices": [], "misunderstandings": 0.0,
            "offer_pending": False, "case_pending": False, "last_kind": "answer"}
        if case_id:
            chosen["situation"] = f"case:{entry_id}:{case_id}"
        await self._note(conversation_id, [
            {"event": "slot", "name": name, "value": value} for name, value in chosen.items()])

    async def forget(self, conversation_id: str) -> None:
        """Reset the dialogue: Rasa's own record of it is deleted, now or before the next ask."""
        self._to_reset.add(conversation_id)  # kept if this is cut short
        if await self._note(conversation_id, [{"event": "restart"}]):
            self._to_reset.discard(conversation_id)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _ask(self, conversation_id: str, text: str, turn_id: str) -> Reply:
        response = await self._post(WEBHOOK, {
            "sender": conversation_id, "message": text.lstrip().lstrip("/").lstrip(),
            "metadata": {"turn_id": turn_id}})
        messages = response.json()
        if not isinstance(messages, list) or not messages:
            raise BotUnavailable("Rasa replied with nothing")
        return _read(messages)

    async def _note(self, conversation_id: str, events: list[dict[str, Any]]) -> bool:
        try:
            async with asyncio.timeout(NOTE_SECONDS):
                await self._send_events(conversation_id, events)
        except (TimeoutError, httpx.HTTPError, BotUnavailable) as fault:
            log.warning("bot.note_failed", fault=type(fault).__name__)
            return False
        return True

    async def _send_events(self, conversation_id: str, events: list[dict[str, Any]]) -> None:
        await self._post(f"/conversations/{conversation_id}/tracker/events", events,
                         include_events="NONE")

    async def _post(self, path: str, body: object, **query: str) -> httpx.Response:
        address = self._address()
        if address is None:
            raise BotUnavailable("Rasa is not ready")
        response = await self._http.post(f"{address.url}{path}", json=body,
                                         params={"token": address.token, **query},
                                         headers={TOKEN_HEADER: address.token})
        return response.raise_for_status()


def _read(messages: list[Any]) -> Reply:
    """Gather the one decision and the sentences of Rasa's messages."""
    decision: Decision | None = None
    texts: list[str] = []
    for message in messages:
        if not isinstance(message, dict):
            continue
        if text := message.get("text"):
            texts.append(str(text))
        if (custom := message.get("custom")) and "decision" in custom:
            try:
                decision = Decision.model_validate(custom["decision"])
            except ValidationError as fault:
                raise BotUnavailable("Rasa's decision is not one") from fault
    if decision is None:
        raise BotUnavailable("Rasa replied without a decision")
    return Reply(decision, tuple(texts), decision.intent)
