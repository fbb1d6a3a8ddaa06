"""Keeps the places true: residents report a dead number, places confirm by a signed link."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from knowledge.base import KnowledgeBase
from knowledge.partner import Partner
from mediation.sealing import Sealer
from mediation.store import places
from mediation.store.database import Store

REPORTS_TO_DOUBT = 2
LONGEST = 300
LINK_LIVES = timedelta(days=180)


class Corrections(Protocol):
    """Where a place's correction waits for an editor."""

    async def propose(self, partner_id: str, changes: dict[str, str]) -> None:
        """Keep what the place wrote as a draft, to publish or not."""
        ...


class PlaceLife:
    """Knows which numbers are doubted and which records were confirmed, and tells the base."""

    def __init__(self, store: Store, base: KnowledgeBase, sealer: Sealer,
                 clock: Callable[[], datetime], corrections: Corrections) -> None:
        self._store = store
        self._base = base
        self._sealer = sealer
        self._clock = clock
        self._corrections = corrections

    async def load(self) -> None:
        """Tell the base what is reported and confirmed. Raises StoreUnavailable."""
        async with self._store.reading() as db:
            doubted = await places.reported(db, REPORTS_TO_DOUBT)
            confirmed = await places.confirmed(db)
        self._base.mark(doubted, confirmed)

    async def report(self, partner_id: str, conversation_id: str) -> Partner | None:
        """Note that a place's number does not answer; None when no such place is known."""
        partner = self._base.now.directory.partner(partner_id)
        if partner is None:
            return None
        async with self._store.writing() as db:
            await places.report(db, partner_id, self._sealer.digest(conversation_id),
                                self._clock())
        await self.load()
        return partner

    def link_token(self, partner_id: str) -> str:
        """Return the signed token of a place's link. Raises KeyError for an unknown place."""
        if self._base.now.directory.partner(partner_id) is None:
            raise KeyError(partner_id)
        ends = int((self._clock() + LINK_LIVES).timestamp())
        return self._sealer.seal(json.dumps({"place": partner_id, "until": ends})).decode()

    def partner_of(self, token: str) -> Partner | None:
        """Return the place a link is for; None when it is forged, ended, or the place is gone."""
        clear = self._sealer.open(token.encode())
        said = json.loads(clear) if clear and clear.startswith('{"place"') else {}
        if said.get("until", 0) < self._clock().timestamp():
            return None
        return self._base.now.directory.partner(str(said["place"]))

    async def confirm(self, partner: Partner) -> None:
        """Note that the place says its record is still true."""
        async with self._store.writing() as db:
            await places.confirm(db, partner.id, self._clock())
        await self.load()

    async def correct(self, partner: Partner, typed: dict[str, str]) -> bool:
        """Keep a correction for an editor; False when nothing differs from the record.

        `typed` has keys of FIELDS; nothing changes until an editor publishes.
        """
        shown = shown_fields(partner)
        changes = {name: " ".join(said.split())[:LONGEST] for name, said in typed.items()
                   if name in shown and " ".join(said.split()) != shown[name]}
        if changes:
            await self._corrections.propose(partner.id, changes)
        return bool(changes)


def shown_fields(partner: Partner) -> dict[str, str]:
    """Return what the place may correct, as text, by field of the record."""
    return {
        "name": partner.name,
        "address.street": partner.address.street or "",
        "phone": partner.phone or "",
        "email": partner.email or "",
        "hours_text": partner.hours_text or "",
        "appointment.how": partner.appointment.how or "",
    }
