"""Referrals to a partner: proposed with an agreement, sent, followed until an end is known."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from knowledge.base import KnowledgeBase
from mediation.cleaning import clean
from mediation.follow_up.agreement import Agreement, NotAgreed, check
from mediation.follow_up.states import (
    DUE_AFTER,
    MOVES,
    OPEN,
    REFERRAL_KEPT,
    REFERRAL_OPEN,
    SNOOZED_FOR,
    Reason,
    ReferralState,
    Refusal,
)
from mediation.follow_up.target import Target, UnknownTarget, target_of
from mediation.follow_up.tied import Tie, tie_to
from mediation.sealing import Sealer
from mediation.store import accounts, follow_up_referrals
from mediation.store.database import Db, Store
from mediation.store.follow_up_rows import ReferralRow

log = structlog.get_logger("mediation.follow_up")
LONGEST_NOTE, LONGEST_LABEL = 1000, 80


@dataclass(frozen=True)
class NewReferral:
    """What the mediator fills in. `label` helps to find it again at the counter; both sealed."""

    agreement: Agreement
    reason: Reason
    partner_id: str | None = None
    organisation: str | None = None
    case_id: str | None = None
    label: str = ""
    note: str = ""


@dataclass(frozen=True)
class Referral:
    """A referral as the desk lists it. `label` and `note` are for who follows it only."""

    id: str
    state: ReferralState
    target: Target
    reason: Reason
    agreed: tuple[str, str, str, str | None, datetime]
    refusal: Refusal | None
    case_id: str | None
    created_at: datetime
    changed_at: datetime
    due_at: datetime | None
    is_mine: bool
    is_due: bool
    label: str = ""
    note: str = ""

    @property
    def moves(self) -> tuple[ReferralState, ...]:
        """Return the states that may follow."""
        return MOVES[self.state]

    @property
    def is_open(self) -> bool:
        """Say whether an end is still awaited."""
        return self.state in OPEN


class Referrals:
    """Follows the referrals; only who made one, or holds its case, reads and changes it."""

    def __init__(self, store: Store, sealer: Sealer, clock: Callable[[], datetime],
                 base: KnowledgeBase) -> None:
        self._store = store
        self._sealer = sealer
        self._clock = clock
        self._base = base

    async def propose(self, new: NewReferral, mediator_id: str) -> str:
        """Write a referral and return its id.

        Raises NotAgreed, UnknownTarget, or NotYours for a case held by someone else.
        """
        check(new.agreement)
        if target_of(self._base, new.partner_id, new.organisation) is None:
            raise UnknownTarget(new.partner_id or new.organisation or "")
        now, key, agreed = self._clock(), secrets.token_urlsafe(16), new.agreement
        async with self._store.writing() as db:
            tie = await tie_to(db, new.case_id, mediator_id) if new.case_id else Tie()
            if tie.is_child:
                raise NotAgreed("child")
            follow_up_referrals.add(
                db, id=key, mediator_id=mediator_id, conversation_id=tie.conversation_id,
                case_id=new.case_id, partner_id=new.partner_id,
                organisation=None if new.partner_id else new.organisation,
                reason=new.reason.value, subject=agreed.subject.value, agreed_by=agreed.by.value,
                agreed_how=agreed.how.value,
                mandate=agreed.mandate.value if agreed.mandate else None, agreed_at=now,
                state=ReferralState.PROPOSED.value, refusal=None,
                box=self._sealed(new.label, new.note), created_at=now, changed_at=now,
                due_at=now + DUE_AFTER[ReferralState.PROPOSED],
                purge_after=now + REFERRAL_OPEN + REFERRAL_KEPT)
            accounts.note(db, now, mediator_id, "referral.proposed", key)
        log.info("referral.proposed")
        return key

    async def move(self, referral_id: str, mediator_id: str, to: ReferralState,
                   refusal: Refusal | None = None) -> bool:
        """Move a referral on; False when it is not theirs, or moved meanwhile."""
        now = self._clock()
        async with self._store.writing() as db:
            row = await self._mine(db, referral_id, mediator_id)
            if row is None or to not in MOVES[ReferralState(row.state)]:
                return False
            is_open = to in OPEN
            kept = REFERRAL_OPEN + REFERRAL_KEPT if is_open else REFERRAL_KEPT
            is_moved = await follow_up_referrals.move(
                db, referral_id, ReferralState(row.state), state=to.value, changed_at=now,
                refusal=(refusal or Refusal.OTHER).value if to is ReferralState.REFUSED else None,
                due_at=now + DUE_AFTER[to] if is_open else None, purge_after=now + kept)
            if is_moved:
                accounts.note(db, now, mediator_id, f"referral.{to.value}", referral_id)
        return is_moved

    async def snooze(self, referral_id: str, mediator_id: str) -> bool:
        """Ask again in a week; False when it is not theirs or nothing is awaited."""
        now = self._clock()
        async with self._store.writing() as db:
            row = await self._mine(db, referral_id, mediator_id)
            if row is None or ReferralState(row.state) not in OPEN:
                return False
            row.due_at = now + SNOOZED_FOR
        return True

    async def erase(self, referral_id: str, mediator_id: str) -> bool:
        """Delete a referral: the person no longer wants it; False when it is not theirs."""
        now = self._clock()
        async with self._store.writing() as db:
            if await self._mine(db, referral_id, mediator_id) is None:
                return False
            await follow_up_referrals.erase(db, referral_id)
            accounts.note(db, now, mediator_id, "referral.erased", referral_id)
        await self._store.forget_traces()
        return True

    async def listed(self, mediator_id: str) -> tuple[Referral, ...]:
        """Return every referral, the one due first at the top; colleagues' without words."""
        async with self._store.reading() as db:
            return self._shown(await follow_up_referrals.listed(db), mediator_id)

    async def of_case(self, case_id: str, mediator_id: str) -> tuple[Referral, ...]:
        """Return the referrals of a case that this mediator may read."""
        async with self._store.reading() as db:
            found = self._shown(await follow_up_referrals.of_case(db, case_id), mediator_id)
        return tuple(each for each in found if each.is_mine)

    async def find(self, referral_id: str, mediator_id: str) -> Referral | None:
        """Return one referral; None when it is unknown or not theirs."""
        async with self._store.reading() as db:
            found = await follow_up_referrals.find(db, referral_id)
        shown = self._shown([found], mediator_id) if found else ()
        return shown[0] if shown and shown[0].is_mine else None

    async def expire(self, now: datetime) -> int:
        """Expire what nobody changed for sixty days; return how many."""
        async with self._store.writing() as db:
            return await follow_up_referrals.expire(db, now - REFERRAL_OPEN, now)

    async def _mine(self, db: Db, referral_id: str, mediator_id: str) -> ReferralRow | None:
        found = await follow_up_referrals.find(db, referral_id)
        return found[0] if found and mediator_id in (found[0].mediator_id, found[1]) else None

    def _sealed(self, label: str, note: str) -> bytes | None:
        words = {"label": clean(label)[:LONGEST_LABEL], "note": clean(note)[:LONGEST_NOTE]}
        return self._sealer.seal(json.dumps(words)) if any(words.values()) else None

    def _shown(self, found: Sequence[follow_up_referrals.Held], mediator_id: str,
               ) -> tuple[Referral, ...]:
        return tuple(self._referral(row, mediator_id in (row.mediator_id, holder))
                     for row, holder in found)

    def _referral(self, row: ReferralRow, is_mine: bool) -> Referral:
        words = json.loads(self._sealer.open(row.box) or "{}") if is_mine else {}
        return Referral(
            row.id, ReferralState(row.state),
            target_of(self._base, row.partner_id, row.organisation) or Target(""),
            Reason(row.reason),
            (row.subject, row.agreed_by, row.agreed_how, row.mandate, row.agreed_at),
            Refusal(row.refusal) if row.refusal else None, row.case_id, row.created_at,
            row.changed_at, row.due_at, is_mine,
            row.due_at is not None and row.due_at <= self._clock(), **words)
