"""Who is there: mediators connected and available, and the hours of the desk that serves."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.hours import open_state
from mediation.queueing.desk_place import DEFAULT_ID, CommuneOf, DeskPlace, fitting
from mediation.sentences import Sentences
from mediation.store import accounts, desk_places
from mediation.store.database import AlreadyWritten, Db, Store

SEEN_FOR = timedelta(seconds=60)


@dataclass(frozen=True)
class Place:
    """The desk people can call or visit. `hours` in OSM opening_hours; `name` with its article."""

    name: str
    hours: str
    phone: str | None = None


@dataclass(frozen=True)
class Look:
    """Who is there now. `is_open` is about the desk, `present` counts the connected mediators
    who see the case at once.

    `place` is the desk that serves; `is_live`: its live chat is on, somebody is present and its
    ceiling is not reached; `absence`: what it says of its absence today.
    """

    is_open: bool
    present: int
    opens_at: datetime | None
    opens_text: str | None
    place: Place
    is_live: bool = False
    absence: str | None = None
    desk_id: str = DEFAULT_ID


class Presence:
    """Says truly whether someone can answer. Implements the channels' `PresenceDoor`."""

    def __init__(self, store: Store, place: Place, clock: Callable[[], datetime],
                 commune_of: CommuneOf = lambda insee: None, is_live: bool = False,
                 live_ceiling: int = 4) -> None:
        self._store = store
        self.place = place
        self.default = DeskPlace(DEFAULT_ID, place.name, place.hours, place.phone,
                                 is_live=is_live, live_ceiling=live_ceiling)
        self._clock = clock
        self._commune_of = commune_of

    def is_open(self, now: datetime) -> bool:
        """Say whether the default desk is open at `now`, French public holidays included."""
        return open_state(self.place.hours, now).is_open

    def next_opening_text(self, now: datetime) -> str | None:
        """Say when it opens next; None while it is open, or when it never opens."""
        return open_state(self.place.hours, now).next_opening_text

    async def follow_settings(self) -> None:
        """Write the default desk as the settings say, unless someone edited it."""
        with contextlib.suppress(AlreadyWritten):  # another process of the service did
            async with self._store.writing() as db:
                await desk_places.follow_settings(db, self.default, self._clock())

    async def look(self, place_insee: str | None = None, domain: str | None = None) -> Look:
        """Return who is there now, at the desk that serves this commune and domain."""
        now = self._clock()
        async with self._store.reading() as db:
            desks = await self.desks(db)
            fit = fitting(desks, place_insee, domain, self._commune_of)
            desk = fit[0] if fit else default_of(desks)
            ids = tuple(each.id for each in fit)
            present = await desk_places.count_present(db, now - SEEN_FOR, ids)
            is_live = bool(desk.is_live and present and not await self.is_full(db, desk, desks))
        state = desk.state(now)
        return Look(state.is_open, present, state.next_opening_at, state.next_opening_text,
                    Place(desk.name, desk.hours, desk.phone), is_live, desk.absence_at(now),
                    desk.id)

    async def desks(self, db: Db) -> list[DeskPlace]:
        """Return every desk, the default one of the settings as long as none is written."""
        known = await desk_places.listed(db)
        if any(each.id == DEFAULT_ID for each in known):
            return known
        return [self.default, *known]

    async def is_full(self, db: Db, desk: DeskPlace, desks: list[DeskPlace]) -> bool:
        """Say whether the desk already has as many live exchanges as it can hold."""
        held = sum(self.serving(desks, insee, domain).id == desk.id
                   for insee, domain in await desk_places.where_of_claimed(db))
        return held >= desk.live_ceiling

    def serving(self, desks: list[DeskPlace], insee: str | None, domain: str | None) -> DeskPlace:
        """Return the desk that serves a commune and a domain: the default one outside all."""
        fit = self.fitting(desks, insee, domain)
        return fit[0] if fit else default_of(desks)

    def fitting(self, desks: list[DeskPlace], insee: str | None, domain: str | None,
                ) -> tuple[DeskPlace, ...]:
        """Return the desks that fit, the nearest first; none outside every area."""
        return fitting(desks, insee, domain, self._commune_of)

    async def seen(self, mediator_id: str) -> None:
        """Note that this mediator's page is open now."""
        async with self._store.writing() as db:
            await accounts.note_presence(db, mediator_id, last_seen_at=self._clock())

    async def set_available(self, mediator_id: str, available: bool) -> None:
        """Switch a mediator to available or not; it counts as being seen."""
        async with self._store.writing() as db:
            await accounts.note_presence(db, mediator_id, is_available=available,
                                         last_seen_at=self._clock())

    async def is_available(self, mediator_id: str) -> bool:
        """Say whether this mediator is switched to available."""
        async with self._store.reading() as db:
            account = await accounts.by_id(db, mediator_id)
        return bool(account and account.is_available)


def default_of(desks: list[DeskPlace]) -> DeskPlace:
    """Return the desk that serves outside every area."""
    return next(each for each in desks if each.id == DEFAULT_ID)


def presence_text(look: Look, place: Place, sentences: Sentences) -> str:
    """Say honestly who is there, and without anybody: when, and which number."""
    if look.present:
        return sentences.say("present")
    if look.absence:
        said = look.absence
        if look.opens_text:
            said = f"{said} {_opens(look, place, sentences)}"
    elif look.is_open:
        said = sentences.say("open_nobody_connected", desk=place.name)
    elif look.opens_text:
        said = _opens(look, place, sentences)
    else:
        said = sentences.say("closed")
    return f"{said} {way_out(place, sentences)}"


def way_out(place: Place, sentences: Sentences) -> str:
    """Say which number to call."""
    if place.phone:
        return sentences.say("call_desk", desk=place.name, phone=place.phone)
    return sentences.say("call_national")


def _opens(look: Look, place: Place, sentences: Sentences) -> str:
    return sentences.say("closed_until", desk=_capital(place.name), when=look.opens_text or "")


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
