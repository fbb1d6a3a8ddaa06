"""The team in the database: accounts, open sessions, wishes, password links, the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from mediation.store.account_rows import AccountRow, AuditRow, LoginRow
from mediation.store.database import Db
from mediation.store.tool_rows import PasswordLinkRow, StaffWishRow

SHOWN = 12  # characters of a session's fingerprint that name it on the page


@dataclass(frozen=True)
class Member:
    """One account as the administrator sees it."""

    id: str
    email: str
    role: str
    created_at: datetime
    disabled_at: datetime | None
    last_seen_at: datetime | None
    sessions: int


@dataclass(frozen=True)
class OpenSession:
    """One open session. `key` names it without opening anything."""

    key: str
    created_at: datetime
    expires_at: datetime
    is_this_one: bool = False


@dataclass(frozen=True)
class Line:
    """One line of the journal: who, what, about what; never a resident's words."""

    at: datetime
    actor: str
    action: str
    subject: str
    detail: dict[str, Any]


async def members(db: Db, now: datetime) -> Sequence[Member]:
    """Return every account, open ones first, with how many sessions are open."""
    open_now = (select(LoginRow.account_id, func.count().label("sessions"))
                .where(LoginRow.revoked_at.is_(None), LoginRow.expires_at > now)
                .group_by(LoginRow.account_id).subquery())
    rows = await db.execute(
        select(AccountRow, open_now.c.sessions)
        .outerjoin(open_now, open_now.c.account_id == AccountRow.id)
        .order_by(AccountRow.disabled_at.is_not(None), AccountRow.email))
    return [Member(row.id, row.email, row.role, row.created_at, row.disabled_at,
                   row.last_seen_at, count or 0) for row, count in rows]


async def names(db: Db) -> dict[str, str]:
    """Return the e-mail of every account, by id."""
    rows = await db.execute(select(AccountRow.id, AccountRow.email))
    return {row.id: row.email for row in rows}


async def count_admins(db: Db) -> int:
    """Count the open administrators."""
    return await db.scalar(select(func.count()).select_from(AccountRow).where(
        AccountRow.role == "admin", AccountRow.disabled_at.is_(None))) or 0


async def sessions(db: Db, account_id: str, now: datetime, this_one: str
                   ) -> Sequence[OpenSession]:
    """Return the open sessions of an account, the latest first."""
    rows = await db.scalars(select(LoginRow).where(
        LoginRow.account_id == account_id, LoginRow.revoked_at.is_(None),
        LoginRow.expires_at > now).order_by(LoginRow.created_at.desc()))
    return [OpenSession(row.token_hash[:SHOWN], row.created_at, row.expires_at,
                        row.token_hash == this_one) for row in rows]


async def revoke_one(db: Db, account_id: str, key: str, now: datetime) -> bool:
    """End one session of this account, by its key; False when there is none."""
    if len(key) != SHOWN or not key.isalnum():
        return False
    result: Any = await db.execute(update(LoginRow).where(
        LoginRow.account_id == account_id, LoginRow.revoked_at.is_(None),
        LoginRow.token_hash.startswith(key)).values(revoked_at=now))
    return bool(result.rowcount)


async def wishes(db: Db, account_id: str) -> StaffWishRow:
    """Return the wishes of an account, written if there were none."""
    row = await db.get(StaffWishRow, account_id)
    if row is None:
        row = StaffWishRow(account_id=account_id, has_sound=False, has_browser=False,
                           has_mail=False, has_chat=False)
        db.add(row)
    return row


async def of_chat_code(db: Db, digest: str, now: datetime) -> StaffWishRow | None:
    """Return whose code this is, while it lasts."""
    return await db.scalar(select(StaffWishRow).where(
        StaffWishRow.code_digest == digest, StaffWishRow.code_until > now))


async def add_link(db: Db, digest: str, account_id: str, until: datetime) -> None:
    """Write a password link; it replaces the account's earlier ones."""
    await db.execute(delete(PasswordLinkRow).where(PasswordLinkRow.account_id == account_id))
    db.add(PasswordLinkRow(digest=digest, account_id=account_id, until=until))


async def of_link(db: Db, digest: str, now: datetime) -> AccountRow | None:
    """Return the open account a link is for, while it lasts."""
    return await db.scalar(
        select(AccountRow).join(PasswordLinkRow, PasswordLinkRow.account_id == AccountRow.id)
        .where(PasswordLinkRow.digest == digest, PasswordLinkRow.until > now,
               AccountRow.disabled_at.is_(None)))


async def spend_link(db: Db, digest: str) -> bool:
    """Use a link up; False when someone just did."""
    result: Any = await db.execute(delete(PasswordLinkRow).where(
        PasswordLinkRow.digest == digest))
    return bool(result.rowcount)


async def drop_links_of(db: Db, account_id: str) -> None:
    """Forget the links and the chat of an account that closes."""
    await db.execute(delete(PasswordLinkRow).where(PasswordLinkRow.account_id == account_id))
    await db.execute(delete(StaffWishRow).where(StaffWishRow.account_id == account_id))


async def purge_links(db: Db, now: datetime) -> int:
    """Delete the links whose day has passed."""
    result: Any = await db.execute(delete(PasswordLinkRow).where(PasswordLinkRow.until <= now))
    return int(result.rowcount)


async def journal(db: Db, actor: str | None, action: str | None,
                  between: tuple[datetime, datetime] | None, before: int | None,
                  limit: int) -> Sequence[tuple[int, Line]]:
    """Return the lines of the journal, the latest first, with their numbers."""
    asked = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
    if actor:
        asked = asked.where(AuditRow.actor == actor)
    if action:
        asked = asked.where(AuditRow.action == action)
    if between:
        asked = asked.where(AuditRow.at >= between[0], AuditRow.at < between[1])
    if before:
        asked = asked.where(AuditRow.id < before)
    return [(row.id, Line(row.at, row.actor, row.action, row.subject, row.detail))
            for row in await db.scalars(asked)]


async def actions(db: Db) -> list[str]:
    """Return every kind of action noted so far."""
    return list(await db.scalars(select(AuditRow.action).distinct().order_by(AuditRow.action)))
