"""The entry questionnaire at the desk: answers lead to entries and places, and are not kept."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import structlog
import yaml

from knowledge.base import KnowledgeBase
from knowledge.diagnosis import FILE, Diagnosis, Proposal, load_diagnosis
from knowledge.partner import Partner
from knowledge.places import Place
from mediation.library import Library

log = structlog.get_logger("mediation.follow_up")
MOST_PLACES = 12


@dataclass(frozen=True)
class ProposedPlace:
    """A place near home, and why it is named: what it offers among what was said."""

    id: str
    name: str
    city: str
    organisation: str


@dataclass(frozen=True)
class Proposed:
    """What the answers lead to: entries (id, title), bodies (key, name), places near home."""

    entries: tuple[tuple[str, str], ...] = ()
    bodies: tuple[tuple[str, str], ...] = ()
    places: tuple[ProposedPlace, ...] = ()


class Diagnoses:
    """Reads the questionnaire again when its file changes; an unreadable one is said so."""

    def __init__(self, base: KnowledgeBase, library: Library) -> None:
        self._base = base
        self._library = library
        self._read_at = -1
        self._kept: Diagnosis | None = None

    def questions(self) -> Diagnosis | None:
        """Return the questionnaire; None when there is none that can be read."""
        path = self._base.folder / FILE
        changed_at = path.stat().st_mtime_ns if path.exists() else 0
        if changed_at != self._read_at:
            self._read_at = changed_at
            try:
                self._kept = load_diagnosis(self._base.folder)
            except (OSError, yaml.YAMLError, ValueError) as fault:
                log.error("diagnosis.unreadable", cause=type(fault).__name__)
                self._kept = None
        return self._kept

    def propose(self, given: Collection[str], place: Place | None) -> Proposed:
        """Return what the answers lead to, in the order of the questionnaire, each once."""
        diagnosis = self.questions()
        found = tuple(diagnosis.proposals(given)) if diagnosis else ()
        entries = dict.fromkeys(key for each in found for key in each.entries)
        bodies = dict.fromkeys(key for each in found for key in each.organisations)
        names = self._base.now.repository.organisations
        said = ((key, card.title) for key in entries if (card := self._library.card(key)))
        return Proposed(tuple(said),
                        tuple((key, names[key].name) for key in bodies if key in names),
                        tuple(self._places(found, tuple(bodies), place)) if place else ())

    def _places(self, found: tuple[Proposal, ...], bodies: tuple[str, ...], place: Place,
                ) -> Iterator[ProposedPlace]:
        directory = self._base.now.directory
        near = [each.partner for key in bodies for each in directory.near(key, place, 1)]
        wanted = {each for proposal in found for each in proposal.thematics}
        near += [each for each in self._base.now.repository.partners
                 if wanted & set(each.thematics) and directory.serves(each, place)]
        for partner in list({each.id: each for each in near}.values())[:MOST_PLACES]:
            yield self._place(partner)

    def _place(self, partner: Partner) -> ProposedPlace:
        return ProposedPlace(partner.id, partner.name, partner.address.city, partner.organisation)
