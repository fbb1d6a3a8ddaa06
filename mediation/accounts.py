"""Accounts of the desk: argon2 passwords, lock-out, sessions the server can revoke."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from mediation.store import accounts
from mediation.store.account_rows import AccountRow
from mediation.store.database import Store

ROLES = ("mediator", "editor", "evaluator", "admin")
SHORTEST_PASSWORD = 12
TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
SESSION_LASTS = timedelta(hours=12)
log = structlog.get_logger("mediation.accounts")


@dataclass(frozen=True)
class Account:
    """Someone with an account."""

    id: str
    email: str
    role: str


class WeakPassword(ValueError):
    """The password is too short."""


class Accounts:
    """Implements the channels' `AccountsDoor`."""

    def __init__(self, store: Store, clock: Callable[[], datetime],
                 hasher: PasswordHasher | None = None) -> None:
        self._store = store
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        self._nobody: str | None = None

    async def add(self, email: str, password: str, role: str) -> str:
        """Create an account and return its id.

        Raises ValueError for an unknown role, WeakPassword under 12 characters, AlreadyWritten
        for a known e-mail.
        """
        if role not in ROLES:
            raise ValueError(f"rôle inconnu : {role} ; choisissez parmi {', '.join(ROLES)}")
        account_id = secrets.token_hex(12)
        hashed = await self._hashed(password)
        async with self._store.writing() as db:
            await accounts.add(db, account_id, _plain(email), role, hashed, self._clock())
            accounts.note(db, self._clock(), account_id, "account.added", account_id, role=role)
        return account_id

    async def login(self, email: str, password: str) -> str | None:
        """Return a new session token; None when the pair is unknown, or locked for 15 minutes.

        An unknown e-mail takes as long as a wrong password.
        """
        now = self._clock()
        async with self._store.reading() as db:
            account = await accounts.by_email(db, _plain(email))
        if self._nobody is None:
            self._nobody = await asyncio.to_thread(self._hasher.hash, secrets.token_hex(16))
        stored = account.password_hash if account else self._nobody
        is_right = await asyncio.to_thread(self._matches, stored, password)
        if account is None:
            log.info("login.refused", reason="unknown")
            return None
        return await self._enter(account.id, is_right, now)

    async def who(self, session_token: str) -> Account | None:
        """Return who holds this session, or None when it ended."""
        async with self._store.reading() as db:
            row = await accounts.of_session(db, _digest(session_token), self._clock())
        return Account(row.id, row.email, row.role) if row else None

    async def logout(self, session_token: str) -> None:
        """End one session."""
        async with self._store.writing() as db:
            await accounts.revoke(db, _digest(session_token), self._clock())

    async def revoke_sessions(self, account_id: str) -> None:
        """End every session of an account."""
        async with self._store.writing() as db:
            await accounts.revoke_all(db, account_id, self._clock())

    async def change_password(self, account_id: str, password: str) -> None:
        """Set a new password and end every session. Raises WeakPassword."""
        hashed = await self._hashed(password)
        now = self._clock()
        async with self._store.writing() as db:
            row = await accounts.by_id(db, account_id)
            if row is not None:
                row.password_hash, row.missed_logins, row.first_missed_at = hashed, 0, None
                await accounts.revoke_all(db, account_id, now)
                accounts.note(db, now, account_id, "password.changed", account_id)

    async def knows(self, account_id: str, password: str) -> bool:
        """Say whether this is the password of an open account; misses count and lock it."""
        now = self._clock()
        async with self._store.reading() as db:
            row = await accounts.by_id(db, account_id)
        if row is None or row.disabled_at is not None:
            return False
        is_right = await asyncio.to_thread(self._matches, row.password_hash, password)
        async with self._store.writing() as db:
            row = await accounts.by_id(db, account_id)
            if row is None or _is_locked(row, now):
                return False
            if not is_right:
                _count_miss(row, now)
        return is_right

    @staticmethod
    def digest(token: str) -> str:
        """Return the fingerprint of a token: the only thing kept of it."""
        return _digest(token)

    @staticmethod
    def check_strength(password: str) -> None:
        """Raise WeakPassword under 12 characters."""
        if len(password) < SHORTEST_PASSWORD:
            raise WeakPassword(
                f"mot de passe trop court : {SHORTEST_PASSWORD} caractères au moins")

    async def close_of(self, email: str) -> bool:
        """Close the account of an e-mail; False when none is open."""
        async with self._store.reading() as db:
            row = await accounts.by_email(db, _plain(email))
        if row is None:
            return False
        await self.disable(row.id)
        async with self._store.writing() as db:
            accounts.note(db, self._clock(), row.id, "account.closed", row.id)
        return True

    async def disable(self, account_id: str) -> None:
        """Close an account; its sessions end at once."""
        now = self._clock()
        async with self._store.writing() as db:
            row = await accounts.by_id(db, account_id)
            if row is not None:
                row.disabled_at, row.is_available = now, False
                await accounts.revoke_all(db, account_id, now)

    async def _enter(self, account_id: str, is_right: bool, now: datetime) -> str | None:
        token = secrets.token_urlsafe(32)
        async with self._store.writing() as db:
            row = await accounts.by_id(db, account_id)
            if row is None or _is_locked(row, now):
                log.info("login.refused", reason="locked")
                return None
            if not is_right:
                _count_miss(row, now)
                log.info("login.refused", reason="password")
                return None
            row.missed_logins, row.first_missed_at = 0, None
            await accounts.open_session(db, _digest(token), account_id, now, now + SESSION_LASTS)
            accounts.note(db, now, account_id, "login.opened", account_id)
        return token

    async def _hashed(self, password: str) -> str:
        self.check_strength(password)
        return await asyncio.to_thread(self._hasher.hash, password)

    def _matches(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False


def _is_locked(row: AccountRow, now: datetime) -> bool:
    return (row.missed_logins >= TRIES and row.first_missed_at is not None
            and now - row.first_missed_at < LOCKED_FOR)


def _count_miss(row: AccountRow, now: datetime) -> None:
    if row.first_missed_at is None or now - row.first_missed_at >= LOCKED_FOR:
        row.missed_logins, row.first_missed_at = 0, now
    row.missed_logins += 1


def _plain(email: str) -> str:
    return email.strip().casefold()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
