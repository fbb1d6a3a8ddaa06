"""The follow-up room: what the mediators' pages and the hourly round call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from knowledge.base import KnowledgeBase
from knowledge.child_protection import Cell, General, child_protection
from knowledge.partner import Partner
from knowledge.places import Place
from mediation.follow_up.appointments import Appointments
from mediation.follow_up.diagnosing import Diagnoses
from mediation.follow_up.logbooks import Logbooks
from mediation.follow_up.own_logbook import OwnLogbooks
from mediation.follow_up.referrals import Referrals
from mediation.library import Library
from mediation.sealing import Sealer
from mediation.store.database import Store

log = structlog.get_logger("mediation.follow_up")


@dataclass(frozen=True)
class Switches:
    """What the operator switched on. A shared logbook and a questionnaire are off by default."""

    has_logbook: bool = False
    has_diagnosis: bool = False


@dataclass(frozen=True)
class Protection:
    """The child-protection procedure. `cell` is None when no text of the département was read."""

    general: General
    departement: str
    cell: Cell | None


@dataclass(frozen=True)
class FollowUp:
    """Everything that follows a person after the answer."""

    referrals: Referrals
    appointments: Appointments
    base: KnowledgeBase
    library: Library
    clock: Callable[[], datetime]
    logbooks: Logbooks | None = None
    own: OwnLogbooks | None = None
    diagnoses: Diagnoses | None = None

    async def round(self, now: datetime) -> int:
        """Expire what nobody followed; the app calls it every hour."""
        count = await self.referrals.expire(now)
        log.info("follow_up.round", expired=count)
        return count

    def place_of(self, text: str) -> Place | None:
        """Return the commune someone typed; None when it is unknown or there are several."""
        found = self.base.now.finder.in_text(text).places if text.strip() else ()
        return found[0] if len(found) == 1 else None

    def near(self, organisation: str, place: Place | None) -> tuple[Partner, ...]:
        """Return the places of a body near a commune; all of them without a commune."""
        if place is not None:
            return tuple(each.partner
                         for each in self.base.now.directory.near(organisation, place, 8))
        return tuple(each for each in self.base.now.repository.partners
                     if organisation in (each.organisation, *each.serves_as))[:8]

    def protection(self, place: Place | None) -> Protection:
        """Return the child-protection procedure of a commune, or of the home département."""
        known = child_protection()
        home = self.base.now.directory.departements
        code = place.departement if place else next(iter(home)) if len(home) == 1 else ""
        name = place.departement_name if place else next(
            (each.departement_name for each in self.base.places.all()
             if each.departement == code), "") if code else ""
        return Protection(known.general, name, known.departements.get(code))


def open_follow_up(store: Store, sealer: Sealer, clock: Callable[[], datetime],
                   base: KnowledgeBase, library: Library, switches: Switches) -> FollowUp:
    """Open the room; nothing is started."""
    on = switches.has_logbook
    return FollowUp(Referrals(store, sealer, clock, base), Appointments(store, sealer, clock),
                    base, library, clock, Logbooks(store, sealer, clock) if on else None,
                    OwnLogbooks(store, sealer, clock) if on else None,
                    Diagnoses(base, library) if switches.has_diagnosis else None)
