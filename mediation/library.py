"""The entries as a library: life events, poles and single cards, without a conversation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from knowledge.base import KnowledgeBase
from knowledge.hours import PARIS, clock_text, day_name, day_text
from knowledge.life_events import LifeEvent, Pole
from knowledge.notices import notice_text, shown
from knowledge.repository import Freshness
from knowledge.vocabulary import CheckedBy
from knowledge.workshops import Workshop, of_quarter
from mediation.answer import Answer
from mediation.said import Voice


@dataclass(frozen=True)
class Shelf:
    """A life event with the entries that may be said today, in order: (id, title)."""

    id: str
    event: LifeEvent
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PoleShelf:
    """A pole with the names of its referents and what it holds: (id, title)."""

    id: str
    pole: Pole
    referents: tuple[str, ...]
    events: tuple[tuple[str, str], ...]
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Session:
    """A workshop with its place and its hours said in French."""

    workshop: Workshop
    place: str
    address: str
    when: str


class Library:
    """Reads the base in use. An entry past its grace period is on no shelf."""

    def __init__(self, base: KnowledgeBase, voice: Voice, freshness: Freshness,
                 today: Callable[[], date], require_human_check: bool = False) -> None:
        self._base = base
        self._voice = voice
        self._freshness = freshness
        self._today = today
        self._require_human_check = require_human_check

    def shelves(self) -> tuple[Shelf, ...]:
        """Return every life event."""
        events = self._base.now.repository.life_events
        return tuple(Shelf(key, event, self._titles(event.path)) for key, event in events.items())

    def shelf(self, event_id: str) -> Shelf | None:
        """Return one life event, or None when it is unknown."""
        return next((each for each in self.shelves() if each.id == event_id), None)

    def poles(self) -> tuple[PoleShelf, ...]:
        """Return the poles of the place."""
        repository = self._base.now.repository
        return tuple(PoleShelf(
            key, pole,
            referents=tuple(repository.organisations[each].name for each in pole.referents
                            if each in repository.organisations),
            events=tuple((each, repository.life_events[each].title) for each in pole.life_events
                         if each in repository.life_events),
            entries=self._titles(pole.entries)) for key, pole in repository.poles.items())

    def today(self) -> date:
        """Return the day in France."""
        return self._today()

    def agenda(self, day: date) -> tuple[Session, ...]:
        """Return the workshops of a day's quarter whose place is known, the soonest first."""
        snapshot = self._base.now
        found = []
        for workshop in of_quarter(snapshot.repository.workshops, day):
            partner = snapshot.directory.partner(workshop.place)
            if partner is not None:
                where = (partner.address.street, partner.address.city)
                start, end = (each.astimezone(PARIS)
                              for each in (workshop.starts_at, workshop.ends_at))
                found.append(Session(workshop, partner.name,
                                     ", ".join(each for each in where if each),
                                     f"{day_name(start)} {day_text(start)}, "
                                     f"de {clock_text(start)} à {clock_text(end)}"))
        return tuple(found)

    def card(self, entry_id: str, case_id: str | None = None,
             place_insee: str | None = None) -> Answer | None:
        """Return an entry's card, or None when it is unknown or may not be said.

        With a case or a commune, the card is the one of that case, with the places near it.
        """
        entry = self._base.now.repository.entry(entry_id)
        if entry is None or not self._titles((entry_id,)):
            return None
        return self._voice.answer(entry, None, case_id, place_insee, None)

    def notices(self, entry_id: str) -> tuple[str, ...]:
        """Return the dated notices to say before an entry's card, wherever the reader lives."""
        repository = self._base.now.repository
        entry = repository.entry(entry_id)
        found = shown(repository.notices, entry, None, self._today()) if entry else ()
        return tuple(map(notice_text, found))

    def _titles(self, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
        found = [entry for entry in map(self._base.now.repository.entry, ids) if entry]
        return tuple((entry.id, entry.title) for entry in found
                     if not self._freshness.is_withheld(entry, self._today())
                     and not (self._require_human_check
                              and entry.checked_by is CheckedBy.MACHINE))
