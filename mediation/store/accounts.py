"""Accounts, their sessions, their presence and the audit, in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from mediation.store.account_rows import AccountRow, AuditRow, LoginRow
from mediation.store.database import Db


async def add(db: Db, account_id: str, email: str, role: str, password_hash: str,
              now: datetime) -> None:
    """Write a new account. A known e-mail raises AlreadyWritten at the end of the block."""
    db.add(AccountRow(id=account_id, email=email, role=role, password_hash=password_hash,
                      created_at=now))


async def by_email(db: Db, email: str) -> AccountRow | None:
    """Return the account of an e-mail, unless it was disabled."""
    return await db.scalar(select(AccountRow).where(
        AccountRow.email == email, AccountRow.disabled_at.is_(None)))


async def by_id(db: Db, account_id: str) -> AccountRow | None:
    """Return one account, disabled or not."""
    return await db.get(AccountRow, account_id)


async def open_session(db: Db, token_hash: str, account_id: str, now: datetime,
                       expires_at: datetime) -> None:
    """Write a session."""
    db.add(LoginRow(token_hash=token_hash, account_id=account_id, created_at=now,
                    expires_at=expires_at))


async def of_session(db: Db, token_hash: str, now: datetime) -> AccountRow | None:
    """Return who holds an open session."""
    return await db.scalar(
        select(AccountRow).join(LoginRow, LoginRow.account_id == AccountRow.id)
        .where(LoginRow.token_hash == token_hash, LoginRow.revoked_at.is_(None),
               LoginRow.expires_at > now, AccountRow.disabled_at.is_(None)))


async def revoke(db: Db, token_hash: str, now: datetime) -> None:
    """End one session."""
    await db.execute(update(LoginRow).where(LoginRow.token_hash == token_hash)
                     .values(revoked_at=now))


async def revoke_all(db: Db, account_id: str, now: datetime) -> None:
    """End every session of an account."""
    await db.execute(update(LoginRow).where(
        LoginRow.account_id == account_id, LoginRow.revoked_at.is_(None)).values(revoked_at=now))


async def note_presence(db: Db, account_id: str, **values: Any) -> None:
    """Change `last_seen_at` or `is_available`."""
    await db.execute(update(AccountRow).where(AccountRow.id == account_id).values(**values))


def note(db: Db, now: datetime, actor: str, action: str, subject: str, **detail: Any) -> None:
    """Add a line to the audit: ids and counts only, never words."""
    db.add(AuditRow(at=now, actor=actor, action=action, subject=subject, detail=detail))


async def count_noted(db: Db, actor: str, action: str, since: datetime) -> int:
    """Count how often someone did something lately."""
    return await db.scalar(select(func.count()).select_from(AuditRow).where(
        AuditRow.actor == actor, AuditRow.action == action, AuditRow.at > since)) or 0


async def has_noted(db: Db, actor: str, action: str, subject: str, since: datetime) -> bool:
    """Say whether someone already did this to that lately."""
    return bool(await db.scalar(select(AuditRow.id).where(
        AuditRow.actor == actor, AuditRow.action == action, AuditRow.subject == subject,
        AuditRow.at > since).limit(1)))
