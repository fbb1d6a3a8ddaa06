"""Who is there: mediators connected and available, and the hours of the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.hours import open_state
from mediation.sentences import Sentences
from mediation.store import accounts
from mediation.store.database import Store

SEEN_FOR = timedelta(seconds=60)


@dataclass(frozen=True)
class Place:
    """The desk people can call or visit. `hours` in OSM opening_hours; `name` with its article."""

    name: str
    hours: str
    phone: str | None = None


@dataclass(frozen=True)
class Look:
    """Who is there now. `is_open` is about the desk, `present` counts connected mediators."""

    is_open: bool
    present: int
    opens_at: datetime | None
    opens_text: str | None


class Presence:
    """Says truly whether someone can answer. Implements the channels' `PresenceDoor`."""

    def __init__(self, store: Store, place: Place, clock: Callable[[], datetime]) -> None:
        self._store = store
        self.place = place
        self._clock = clock

    def is_open(self, now: datetime) -> bool:
        """Say whether the desk is open at `now`, French public holidays included."""
        return open_state(self.place.hours, now).is_open

    def next_opening_text(self, now: datetime) -> str | None:
        """Say when the desk opens next; None while it is open, or when it never opens."""
        return open_state(self.place.hours, now).next_opening_text

    async def look(self) -> Look:
        """Return who is there now."""
        now = self._clock()
        async with self._store.reading() as db:
            present = await accounts.count_present(db, now - SEEN_FOR)
        state = open_state(self.place.hours, now)
        return Look(state.is_open, present, state.next_opening_at, state.next_opening_text)

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


def presence_text(look: Look, place: Place, sentences: Sentences) -> str:
    """Say honestly who is there, and without anybody: when, and which number."""
    if look.present:
        return sentences.say("present")
    if look.is_open:
        said = sentences.say("open_nobody_connected", desk=place.name)
    elif look.opens_text:
        said = sentences.say("closed_until", desk=_capital(place.name), when=look.opens_text)
    else:
        said = sentences.say("closed")
    return f"{said} {way_out(place, sentences)}"


def way_out(place: Place, sentences: Sentences) -> str:
    """Say which number to call."""
    if place.phone:
        return sentences.say("call_desk", desk=place.name, phone=place.phone)
    return sentences.say("call_national")


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
