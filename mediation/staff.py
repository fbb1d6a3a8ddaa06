"""The team manages itself: own password and sessions, accounts, one-time links, wishes, journal."""

import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import structlog

from mediation.accounts import ROLES, Accounts
from mediation.sealing import Sealer
from mediation.store import accounts, staff
from mediation.store.database import Store
from mediation.store.notices import Wishes, wishes_of
from mediation.store.staff import Line, Member, OpenSession

PASSWORD_LINK_LIVES = timedelta(hours=48)
CHAT_CODE_LIVES = timedelta(minutes=15)
LINES = 100
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none looks like another
log = structlog.get_logger("mediation.staff")


class LastAdmin(ValueError):
    """Someone must stay who manages the accounts."""


class Staff:
    """What /compte and /comptes call."""

    def __init__(self, store: Store, sealer: Sealer, clock: Callable[[], datetime],
                 doors: Accounts) -> None:
        self._store = store
        self._sealer = sealer
        self._clock = clock
        self._doors = doors

    async def change_own_password(self, account_id: str, email: str, current: str,
                                  new: str) -> str | None:
        """Change one's password and return a new session; None when the current one is wrong.

        Every other session ends. Raises WeakPassword.
        """
        if not await self._doors.knows(account_id, current):
            return None
        await self._doors.change_password(account_id, new)
        return await self._doors.login(email, new)

    async def sessions(self, account_id: str, token: str) -> Sequence[OpenSession]:
        """Return one's open sessions; `token` is that of this browser."""
        async with self._store.reading() as db:
            return await staff.sessions(db, account_id, self._clock(),
                                        self._doors.digest(token))

    async def end_session(self, account_id: str, key: str) -> bool:
        """End one of one's sessions; False when there is none of that name."""
        now = self._clock()
        async with self._store.writing() as db:
            is_ended = await staff.revoke_one(db, account_id, key, now)
            if is_ended:
                accounts.note(db, now, account_id, "session.ended", account_id)
        return is_ended

    async def members(self) -> Sequence[Member]:
        """Return every account."""
        async with self._store.reading() as db:
            return await staff.members(db, self._clock())

    async def add(self, by: str, email: str, role: str, password: str) -> str | None:
        """Add an account; return the token of its link when no password was typed.

        Raises ValueError for an unknown role or a bad address, WeakPassword, AlreadyWritten.
        """
        if "@" not in email.strip()[1:-1] or " " in email.strip():
            raise ValueError("adresse e-mail à revoir")
        account_id = await self._doors.add(email, password or secrets.token_urlsafe(32), role)
        await self._note(by, "account.added_by", account_id, role=role)
        return None if password else await self.link(by, account_id)

    async def link(self, by: str, account_id: str) -> str:
        """Return a one-time link's token to choose a password, good for 48 hours."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        async with self._store.writing() as db:
            await staff.add_link(db, self._doors.digest(token), account_id,
                                 now + PASSWORD_LINK_LIVES)
            accounts.note(db, now, by, "password.link_made", account_id)
        return token

    async def of_link(self, token: str) -> str | None:
        """Return the e-mail a link is for; None when it is spent or unknown."""
        async with self._store.reading() as db:
            row = await staff.of_link(db, self._doors.digest(token), self._clock())
        return row.email if row else None

    async def use_link(self, token: str, password: str) -> str | None:
        """Choose a password by a link, once, and return a session. Raises WeakPassword."""
        digest = self._doors.digest(token)
        async with self._store.reading() as db:
            row = await staff.of_link(db, digest, self._clock())
        if row is None:
            return None
        self._doors.check_strength(password)
        async with self._store.writing() as db:
            if not await staff.spend_link(db, digest):
                return None
        await self._doors.change_password(row.id, password)
        return await self._doors.login(row.email, password)

    async def change_role(self, by: str, account_id: str, role: str) -> None:
        """Change someone's role; their sessions end. Raises LastAdmin or ValueError."""
        if role not in ROLES:
            raise ValueError(f"rôle inconnu : {role}")
        now = self._clock()
        async with self._store.writing() as db:
            row = await accounts.by_id(db, account_id)
            if row is None or row.role == role:
                return
            if row.role == "admin" and await staff.count_admins(db) < 2:
                raise LastAdmin(account_id)
            row.role, row.is_available = role, False
            await accounts.revoke_all(db, account_id, now)
            accounts.note(db, now, by, "account.role_changed", account_id, role=role)

    async def disable(self, by: str, account_id: str) -> None:
        """Close an account. Raises LastAdmin."""
        async with self._store.writing() as db:
            row = await accounts.by_id(db, account_id)
            if row is not None and row.role == "admin" and await staff.count_admins(db) < 2:
                raise LastAdmin(account_id)
            await staff.drop_links_of(db, account_id)
        await self._doors.disable(account_id)
        await self._note(by, "account.closed", account_id)

    async def end_sessions(self, by: str, account_id: str) -> None:
        """End every session of someone."""
        await self._doors.revoke_sessions(account_id)
        await self._note(by, "account.sessions_ended", account_id)

    async def wishes(self, account_id: str) -> Wishes:
        """Return how someone wants to be told."""
        async with self._store.writing() as db:
            return wishes_of(await staff.wishes(db, account_id))

    async def wish(self, account_id: str, chosen: frozenset[str]) -> None:
        """Keep how someone wants to be told: sound, browser, mail, chat."""
        async with self._store.writing() as db:
            row = await staff.wishes(db, account_id)
            row.has_sound, row.has_browser = "sound" in chosen, "browser" in chosen
            row.has_mail, row.has_chat = "mail" in chosen, "chat" in chosen

    async def chat_code(self, account_id: str) -> str:
        """Return a code, good for 15 minutes, that ties one's own Telegram chat."""
        code = "".join(secrets.choice(SIGNS) for _ in range(8))
        async with self._store.writing() as db:
            row = await staff.wishes(db, account_id)
            row.code_digest = self._sealer.digest(f"equipe:{code}")
            row.code_until = self._clock() + CHAT_CODE_LIVES
        return code

    async def tie_chat(self, code: str, chat_id: str) -> bool:
        """Tie a chat to whoever asked for this code; False when it is unknown or old."""
        typed = "".join(sign for sign in code.upper() if sign.isalnum())
        now = self._clock()
        async with self._store.writing() as db:
            row = await staff.of_chat_code(db, self._sealer.digest(f"equipe:{typed}"), now)
            if row is None:
                return False
            row.sealed_chat, row.has_chat = self._sealer.seal(chat_id), True
            row.code_digest = row.code_until = None
            accounts.note(db, now, row.account_id, "chat.tied", row.account_id)
        log.info("staff.chat_tied")
        return True

    async def untie_chat(self, account_id: str) -> None:
        """Forget one's Telegram chat."""
        async with self._store.writing() as db:
            row = await staff.wishes(db, account_id)
            row.sealed_chat, row.has_chat = None, False

    async def names(self) -> dict[str, str]:
        """Return the e-mail of each account."""
        async with self._store.reading() as db:
            return await staff.names(db)

    async def journal(self, actor: str = "", action: str = "", day: datetime | None = None,
                      before: int | None = None) -> Sequence[tuple[int, Line]]:
        """Return 100 lines of the journal; `day` is its first moment."""
        between = (day.astimezone(UTC), (day + timedelta(days=1)).astimezone(UTC)) if day else None
        async with self._store.reading() as db:
            return await staff.journal(db, actor or None, action or None, between, before, LINES)

    async def actions(self) -> Sequence[str]:
        """Return the kinds of actions noted so far."""
        async with self._store.reading() as db:
            return await staff.actions(db)

    async def note_read(self, by: str) -> None:
        """Note that someone read the journal."""
        await self._note(by, "journal.read", by)

    async def _note(self, by: str, action: str, subject: str, **detail: str) -> None:
        now = self._clock()
        async with self._store.writing() as db:
            accounts.note(db, now, by, action, subject, **detail)
