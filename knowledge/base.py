"""The knowledge in use: swapped whole when the files change, never half-read."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.directory import Directory
from knowledge.partner import Partner
from knowledge.place_search import PlaceFinder
from knowledge.places import Places, fold, load_places
from knowledge.repository import Repository, load_repository

FEWEST_TEXTS = 2  # that say a word in small letters, for it to be an everyday word


@dataclass(frozen=True)
class Snapshot:
    """One coherent state of the base. `doubted`: partners whose number is said not to answer."""

    repository: Repository
    directory: Directory
    finder: PlaceFinder
    doubted: frozenset[str] = frozenset()


class KnowledgeBase:
    """Holds the current snapshot; readers take `now` once a turn."""

    def __init__(self, folder: Path, communes: Path, imports: Path | None = None) -> None:
        self.folder = folder
        self._imports = imports
        self._places: Places = load_places(communes)
        self._doubted: frozenset[str] = frozenset()
        self._confirmed: dict[str, date] = {}
        self.now: Snapshot = self._read()

    def _read(self) -> Snapshot:
        repository = load_repository(self.folder)
        partners = tuple(self._confirmed_by_place(each) for each in repository.partners)
        directory = Directory(partners, self._places)
        finder = PlaceFinder(self._places, directory.departements, _ordinary_words(repository))
        return Snapshot(repository, directory, finder, self._doubted)

    @property
    def places(self) -> Places:
        """Return the communes."""
        return self._places

    def mark(self, doubted: frozenset[str], confirmed: dict[str, date]) -> None:
        """Note the numbers said not to answer, and the day each place confirmed its record."""
        if (doubted, confirmed) == (self._doubted, self._confirmed):
            return
        self._doubted, self._confirmed = doubted, confirmed
        self.now = self._read()

    def _confirmed_by_place(self, partner: Partner) -> Partner:
        day = self._confirmed.get(partner.id)
        if day is None or (partner.confirmed_on and partner.confirmed_on >= day):
            return partner
        return partner.model_copy(update={"confirmed_on": day})

    def reload(self) -> Snapshot:
        """Read the files again and switch at once; on a fault the old snapshot stays."""
        self.now = self._read()
        return self.now


def _ordinary_words(repository: Repository) -> frozenset[str]:
    """Return the words entries are written with: none is read as a misspelt commune.

    A word that is always capitalised (« Lille ») is a name; so is one that a single hasty wording
    says in small letters (« chui a pau »).
    """
    seen: Counter[str] = Counter()
    for entry in repository.entries():
        for text in (entry.title, entry.body, entry.easy, *entry.steps, *entry.conditions,
                     *entry.asked_as):
            seen.update({word for said in re.findall(r"\w+", text) if said[:1].islower()
                         for word in fold(said).split()})
    return frozenset(word for word, texts in seen.items() if texts >= FEWEST_TEXTS)
