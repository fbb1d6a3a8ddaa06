"""How often one conversation or one address may write, so that nobody can flood the others."""

import hashlib
import secrets

from fastapi import HTTPException, Request
from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from channels.doors import Options

CODE_TRIES, CODE_TRIES_OF_ALL, CODE_MINUTES = 5, 300, 15
ADDRESS_SHARE = 5  # several people share the address of a library or of a France Services desk


class Rates:
    """Moving windows of one minute. Addresses are only known by a hash made at start-up."""

    def __init__(self, options: Options) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._salt = secrets.token_bytes(16)
        self._messages = RateLimitItemPerMinute(options.rate_per_minute)
        self._messages_by_address = RateLimitItemPerMinute(
            options.rate_per_minute * ADDRESS_SHARE)
        self._opens = RateLimitItemPerMinute(options.opens_per_minute)
        self._logins = RateLimitItemPerMinute(options.logins_per_minute)
        self._codes = RateLimitItemPerMinute(CODE_TRIES, CODE_MINUTES)
        self._codes_of_all = RateLimitItemPerMinute(CODE_TRIES_OF_ALL, CODE_MINUTES)

    async def spend_message(self, request: Request, conversation_id: str) -> None:
        """Count a message of this conversation and of this address. Raises 429."""
        await self._spend(self._messages, "message", conversation_id)
        await self._spend(self._messages_by_address, "messages", self._address(request))

    async def spend_opening(self, request: Request) -> None:
        """Count a new conversation of this address. Raises 429."""
        await self._spend(self._opens, "open", self._address(request))

    async def spend_login(self, request: Request, email: str) -> None:
        """Count a try to sign in, by address and by account. Raises 429."""
        await self._spend(self._logins, "login", self._address(request))
        await self._spend(self._logins, "login", self._hash(email.strip().lower()))

    async def spend_code(self, request: Request) -> None:
        """Count a try at a code, by address and for everyone together. Raises 429."""
        await self._spend(self._codes, "code", self._address(request))
        await self._spend(self._codes_of_all, "codes", "all")

    async def spend_logbook_code(self, request: Request) -> None:
        """Count a try at a logbook's code, by address and for everyone together. Raises 429."""
        await self._spend(self._codes, "logbook", self._address(request))
        await self._spend(self._codes_of_all, "logbooks", "all")

    async def forgive_codes(self, request: Request) -> None:
        """Forget the tries of an address that typed a right code."""
        await self._limiter.clear(self._codes, "code", self._address(request))

    async def _spend(self, item: RateLimitItemPerMinute, kind: str, key: str) -> None:
        if not await self._limiter.hit(item, kind, key):
            raise HTTPException(429, headers={"Retry-After": "60"})

    def _address(self, request: Request) -> str:
        return self._hash(request.client.host if request.client else "")

    def _hash(self, value: str) -> str:
        return hashlib.blake2b(value.encode(), key=self._salt, digest_size=16).hexdigest()
