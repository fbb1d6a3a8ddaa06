"""Erases each class of data on its day: sealed words, conversations, codes, sessions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from mediation.case import Result
from mediation.counter.room import VISIT_IDLE
from mediation.ports import Bot
from mediation.steps.commit import SEALED_AFTER_CLOSING
from mediation.store import (
    callbacks,
    cases,
    counter,
    follow_up,
    gaps,
    notices,
    places,
    retention,
    staff,
    tools,
)
from mediation.store.database import Store

log = structlog.get_logger("mediation.retention")


@dataclass(frozen=True)
class Keep:
    """How long each class is kept. Sealed words go 72 h after closing (set at the closing)."""

    conversations_days: int = 30
    outbox_days: int = 7
    audit_days: int = 365
    number_reports_days: int = 180
    counts_days: int = 760
    notices_days: int = 30
    gap_words_days: int = 30
    gaps_days: int = 365


class Retention:
    """The purge job; the app calls it every hour."""

    def __init__(self, store: Store, bot: Bot, keep: Keep) -> None:
        self._store = store
        self._bot = bot
        self._keep = keep

    async def purge(self, now: datetime) -> dict[str, int]:
        """Erase what reached its day; return how many rows of each class."""
        async with self._store.writing() as db:
            counts = {
                "sealed_words": await retention.purge_sealed(db, now),
                "codes": await retention.forget_codes(db, now),
                "sessions": await retention.purge_sessions(db, now),
                "outbox": await retention.purge_outbox(
                    db, now - timedelta(days=self._keep.outbox_days)),
                "audit": await retention.purge_audit(
                    db, now - timedelta(days=self._keep.audit_days)),
                "number_reports": await places.purge_reports(
                    db, now - timedelta(days=self._keep.number_reports_days)),
            }
        async with self._store.writing() as db:
            counts |= await counter.purge(db, now, now - VISIT_IDLE, (
                now - timedelta(days=self._keep.counts_days)).strftime("%Y-%m"))
        async with self._store.writing() as db:
            counts["follow_up"] = await follow_up.purge(db, now)
            counts["contacts"] = await callbacks.purge_contacts(db, now)
        counts |= await self._purge_team(now)
        counts["conversations"] = await self._purge_conversations(now)
        async with self._store.writing() as db:
            counts["counts"] = await retention.purge_counts(
                db, now - timedelta(days=self._keep.counts_days))
        await self._store.forget_traces()
        log.info("retention.purged", **counts)
        return counts

    async def _purge_team(self, now: datetime) -> dict[str, int]:
        keep = self._keep
        async with self._store.writing() as db:
            return {
                "notices": await notices.purge(db, now - timedelta(days=keep.notices_days)),
                "links": await staff.purge_links(db, now),
                "notes": await tools.purge_notes(db, now - SEALED_AFTER_CLOSING),
                "gaps": await gaps.purge(db, now - timedelta(days=keep.gap_words_days),
                                         now - timedelta(days=keep.gaps_days)),
            }

    async def _purge_conversations(self, now: datetime) -> int:
        before = now - timedelta(days=self._keep.conversations_days)
        async with self._store.reading() as db:
            silent = await retention.silent_since(db, before)
        for conversation_id in silent:  # one short transaction each
            async with self._store.writing() as db:
                await follow_up.detach(db, conversation_id)
                await cases.close_own(db, conversation_id, Result.ABANDONED, now)
                await retention.erase(db, conversation_id, now)
            try:
                await self._bot.forget(conversation_id)
            except Exception as fault:  # the dialogue's own store is disposable
                log.info("bot.not_forgotten", cause=type(fault).__name__)
        return len(silent)
