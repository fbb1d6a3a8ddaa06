"""A desk: its hours, its absence, what it covers, and which desks fit a case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowledge.hours import PARIS, OpenState, open_state, when_text
from knowledge.places import Place as Commune

DEFAULT_ID = "accueil"
CommuneOf = Callable[[str], Commune | None]


@dataclass(frozen=True)
class DeskPlace:
    """One desk with mediators. `name` with its article; `hours` in OSM opening_hours.

    `areas`: codes of départements, communes (INSEE) and EPCI; `poles`: domains, none for all.
    `live_ceiling`: how many live exchanges at once, all mediators of the desk together.
    """

    id: str
    name: str
    hours: str
    phone: str | None = None
    absence_text: str = ""
    absence_from: date | None = None
    absence_to: date | None = None
    is_live: bool = False
    live_ceiling: int = 4
    areas: tuple[str, ...] = ()
    poles: tuple[str, ...] = ()
    duty_email: str | None = None

    def absence_at(self, now: datetime) -> str | None:
        """Return the absence text of that day, or None."""
        day = now.astimezone(PARIS).date()
        is_over = self.absence_to is not None and day > self.absence_to
        if not self.absence_text or is_over or (self.absence_from and day < self.absence_from):
            return None
        return self.absence_text

    def state(self, now: datetime) -> OpenState:
        """Say whether the desk is open: its hours, the public holidays, its absence."""
        if self.absence_at(now) is None:
            return open_state(self.hours, now)
        if self.absence_to is None:
            return OpenState(is_open=False)
        local = now.astimezone(PARIS)
        back = datetime.combine(self.absence_to + timedelta(days=1), datetime.min.time(), PARIS)
        later = open_state(self.hours, back)
        opens_at = back if later.is_open else later.next_opening_at
        if opens_at is None:
            return OpenState(is_open=False)
        return OpenState(False, when_text(opens_at, local), opens_at)

    def nearness(self, insee: str, commune: Commune | None) -> int:
        """Say how closely the desk covers a commune: 3 itself, 2 its EPCI, 1 its département."""
        if insee in self.areas:
            return 3
        if commune is not None and commune.epci and commune.epci in self.areas:
            return 2
        departement = commune.departement if commune else departement_of(insee)
        return 1 if departement in self.areas else 0


def fitting(desks: Sequence[DeskPlace], insee: str | None, domain: str | None,
            commune_of: CommuneOf) -> tuple[DeskPlace, ...]:
    """Return the desks whose area and poles fit, the nearest first; none outside every area."""
    if not insee:
        return ()
    commune = commune_of(insee)
    found = [(desk.nearness(insee, commune), bool(desk.poles), desk) for desk in desks
             if not desk.poles or domain in desk.poles]
    found = [each for each in found if each[0]]
    return tuple(desk for _, _, desk in sorted(found, key=lambda each: (-each[0], not each[1])))


def departement_of(insee: str) -> str:
    """Return the code of a commune's département: "48", "2A", "974"."""
    return insee[:3] if insee.startswith("97") else insee[:2]
