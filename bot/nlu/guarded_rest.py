"""Rasa's REST channel behind a token: another process of this machine cannot talk to it."""

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

HEADER = "X-Rasa-Token"


class GuardedRest(RestInput):
    """The same channel; every request must carry the token of `credentials.yml`."""

    def __init__(self, token: str) -> None:
        self.token = token

    @classmethod
    def name(cls) -> str:
        """Return the name in the address: /webhooks/guarded/webhook."""
        return "guarded"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "GuardedRest":
        """Read the token. Raises ValueError when there is none: an open channel is a fault."""
        token = (credentials or {}).get("token")
        if not token:
            raise ValueError("credentials.yml: the guarded channel needs a token")
        return cls(str(token))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """Return the channel's routes, each checked."""
        routes = super().blueprint(on_new_message)

        @routes.middleware("request")
        async def check(request: Request) -> HTTPResponse | None:
            given = request.headers.get(HEADER, "")
            if hmac.compare_digest(given.encode(), self.token.encode()):
                return None
            return response.json({"status": "refused"}, status=401)

        return routes
