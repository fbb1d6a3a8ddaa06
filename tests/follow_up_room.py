"""A follow-up room over a fictitious base: two places, one entry, a questionnaire of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from knowledge.base import Snapshot
from knowledge.place_search import PlaceFinder
from knowledge.places import Places
from knowledge.repository import Repository
from mediation.follow_up.agreement import AgreedBy, Agreement, How, Subject
from mediation.follow_up.room import FollowUp, Switches, open_follow_up
from mediation.sealing import Sealer
from mediation.store.database import Store
from tests.channels.shelves import library
from tests.people import directory, entry, partner, places, registry

YES = Agreement(Subject.SELF, AgreedBy.PERSON, How.SPOKEN, is_given=True)
CAF = partner(thematics=("numerique--acceder-a-des-services-en-ligne",))
QUESTIONS = """themes:
- id: travail
  title: Travail
  questions:
  - id: q-travail
    asks: Où en est la personne ?
    answers:
    - {id: perdu, says: Elle perd son emploi, proposes: [
        {entries: [aide-fictive], organisations: [caf]}]}
    - {id: rien, says: Rien à regarder}
  - id: q-numerique
    asks: Le numérique bloque-t-il ?
    several: true
    answers:
    - {id: bloque, says: "Oui, en ligne", proposes: [
        {thematics: [numerique--acceder-a-des-services-en-ligne]},
        {entries: [aide-fictive], not_if: [rien]}]}
    - {id: va-bien, says: Non}
"""


@dataclass
class SmallBase:
    """What the room needs of the base."""

    folder: Path
    now: Snapshot
    places: Places


def small_base(folder: Path) -> SmallBase:
    """Return the base, its questionnaire written in the folder."""
    (folder / "diagnosis.yml").write_text(QUESTIONS, encoding="utf-8")
    repository = Repository({"aide-fictive": entry()}, registry(), (CAF,))
    return SmallBase(folder, Snapshot(repository, directory(CAF),
                                      PlaceFinder(places(), frozenset({"99"}))), places())


def room(store: Store, sealer: Sealer, clock: Callable[[], datetime], folder: Path,
         is_on: bool = True) -> FollowUp:
    """Open the room, its switches on unless told."""
    return open_follow_up(store, sealer, clock, small_base(folder), library(),  # type: ignore[arg-type]
                          Switches(is_on, is_on))
