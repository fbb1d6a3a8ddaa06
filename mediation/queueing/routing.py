"""Who sees a waiting case first, and how many live exchanges a desk holds."""

from datetime import datetime, timedelta

from mediation.case import DANGER, CaseCard, CeilingReached
from mediation.presence import Presence
from mediation.queueing.desk_place import DeskPlace
from mediation.store import desk_places
from mediation.store.database import Db

DELAY = timedelta(minutes=10)


class Routing:
    """Knows the desks of a case: those whose area and poles fit, or every one."""

    def __init__(self, presence: Presence, delay: timedelta = DELAY) -> None:
        self.presence = presence
        self._delay = delay

    async def desks(self, db: Db) -> list[DeskPlace]:
        """Return every desk."""
        return await self.presence.desks(db)

    def is_seen(self, card: CaseCard, desk_id: str, desks: list[DeskPlace],
                now: datetime) -> bool:
        """Say whether the mediators of a desk see this waiting case already."""
        if card.priority >= DANGER or now - card.created_at >= self._delay:
            return True
        fit = self.presence.fitting(desks, card.place_insee, card.domain)
        return not fit or any(each.id == desk_id for each in fit)

    async def check_ceiling(self, db: Db, card: CaseCard) -> None:
        """Hold the desk of a live case and count. Raises CeilingReached; a danger always goes."""
        if card.priority >= DANGER:
            return
        desks = await self.desks(db)
        desk = self.presence.serving(desks, card.place_insee, card.domain)
        if not desk.is_live:
            return
        await desk_places.lock(db, desk.id)
        if await self.presence.is_full(db, desk, desks):
            raise CeilingReached(desk.id)
