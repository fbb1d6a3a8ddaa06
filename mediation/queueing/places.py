"""The desks as the team edits them: their hours, their area, who works there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from knowledge.hours import OpenState
from mediation.presence import Presence
from mediation.queueing.desk_place import DEFAULT_ID, DeskPlace
from mediation.store import accounts, cases, desk_places
from mediation.store.database import Store


@dataclass(frozen=True)
class Member:
    """A mediator and their desk."""

    id: str
    email: str
    desk_id: str


@dataclass(frozen=True)
class SeenPlace:
    """A desk as it is now: open or not, absent or not."""

    desk: DeskPlace
    state: OpenState
    absence: str | None


class DeskPlaces:
    """Lists and changes the desks; the room `queue` of the desk's rooms."""

    def __init__(self, store: Store, presence: Presence, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._presence = presence
        self._clock = clock

    async def listed(self) -> tuple[DeskPlace, ...]:
        """Return every desk, the default one first."""
        async with self._store.reading() as db:
            desks = await self._presence.desks(db)
        return tuple(sorted(desks, key=lambda each: each.id != DEFAULT_ID))

    async def seen(self) -> tuple[SeenPlace, ...]:
        """Return every desk with what it is now."""
        now = self._clock()
        return tuple(SeenPlace(each, each.state(now), each.absence_at(now))
                     for each in await self.listed())

    async def find(self, place_id: str) -> DeskPlace | None:
        """Return one desk."""
        return next((each for each in await self.listed() if each.id == place_id), None)

    async def of_account(self, account_id: str) -> DeskPlace | None:
        """Return the desk a mediator works at."""
        async with self._store.reading() as db:
            place_id = await desk_places.of_account(db, account_id)
        return await self.find(place_id)

    async def save(self, place: DeskPlace, actor: str) -> None:
        """Write a desk, new or not; audited."""
        now = self._clock()
        async with self._store.writing() as db:
            await desk_places.save(db, place, actor, now)
            accounts.note(db, now, actor, "desk.saved", place.id, live=place.is_live)

    async def members(self) -> tuple[Member, ...]:
        """Return the mediators, each with their desk."""
        async with self._store.reading() as db:
            rows = await desk_places.mediators(db)
        return tuple(Member(row.id, row.email, row.desk_id or DEFAULT_ID) for row in rows)

    async def assign(self, account_id: str, place_id: str, actor: str) -> bool:
        """Give a mediator to a desk; False when one of them is unknown. Audited."""
        if await self.find(place_id) is None:
            return False
        now = self._clock()
        async with self._store.writing() as db:
            if account_id not in {row.id for row in await desk_places.mediators(db)}:
                return False
            await desk_places.assign(db, account_id, place_id)
            accounts.note(db, now, actor, "desk.assigned", account_id, desk=place_id)
        return True

    async def of_case(self, case_id: str) -> DeskPlace | None:
        """Return the desk that serves a case: its duty contact is told of a danger."""
        async with self._store.reading() as db:
            card = await cases.find(db, case_id)
            desks = await self._presence.desks(db)
        return self._presence.serving(desks, card.place_insee, card.domain) if card else None
