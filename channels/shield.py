"""The ASGI layers around every route: size of a request, origin of a form, security headers."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from channels.faults import error_response
from channels.headers import SECURITY_HEADERS

MAX_BODY_BYTES = 64 * 1024
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class BodyLimit:
    """Refuse bodies over 64 kB, announced or sent in chunks.

    `larger` gives other ceilings by path prefix: Rasa sends a whole tracker to its actions.
    """

    def __init__(self, app: ASGIApp, larger: Mapping[str, int] = MappingProxyType({})) -> None:
        self._app = app
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413 at once, or count what comes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        ceiling = next((size for prefix, size in self._larger.items()
                        if scope["path"].startswith(prefix)), MAX_BODY_BYTES)
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdigit() and int(announced) > ceiling:
            await error_response(Request(scope), 413)(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > ceiling:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


class SameOrigin:
    """Refuse forms sent from another site (Sec-Fetch-Site, then Origin against Host).

    A request with neither header is not a browser's: it passes, unless it carries the desk's
    session cookie.
    """

    def __init__(self, app: ASGIApp, session_cookies: Iterable[str]) -> None:
        self._app = app
        self._session_cookies = frozenset(session_cookies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 to a request of another site."""
        if (scope["type"] == "http" and scope["method"] not in SAFE_METHODS
                and not self._is_ours(Request(scope))):
            await error_response(Request(scope), 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, request: Request) -> bool:
        site = request.headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        origin = request.headers.get("origin")
        if origin is not None:
            return urlsplit(origin).netloc == request.headers.get("host")
        return not self._session_cookies & request.cookies.keys()


class SecurityHeaders:
    """Add the security headers, and keep private pages out of every cache."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Complete the headers of each response."""
        is_static = scope["type"] == "http" and scope["path"].startswith("/static/")

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-cache" if is_static else "no-store")
            await send(message)

        await self._app(scope, receive, completed)
