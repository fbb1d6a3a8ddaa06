"""The knowledge in use: swapped whole when the files change, never half-read."""

from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.directory import Directory
from knowledge.place_search import PlaceFinder
from knowledge.places import Places, load_places
from knowledge.repository import Repository, load_repository


@dataclass(frozen=True)
class Snapshot:
    """One coherent state of the base. `doubted`: partners whose number is said not to answer."""

    repository: Repository
    directory: Directory
    finder: PlaceFinder
    doubted: frozenset[str] = frozenset()


class KnowledgeBase:
    """Holds the current snapshot; readers take `now` once a turn."""

    def __init__(self, folder: Path, communes: Path) -> None:
        self.folder = folder
        self._places: Places = load_places(communes)
        self._doubted: frozenset[str] = frozenset()
        self.now: Snapshot = self._read()

    def _read(self) -> Snapshot:
        repository = load_repository(self.folder)
        directory = Directory(repository.partners, self._places)
        return Snapshot(repository, directory, PlaceFinder(self._places, directory.departements),
                        self._doubted)

    def doubt(self, partner_ids: frozenset[str]) -> None:
        """Note the partners whose number residents say does not answer."""
        self._doubted = partner_ids
        self.now = replace(self.now, doubted=partner_ids)

    def reload(self) -> Snapshot:
        """Read the files again and switch at once; on a fault the old snapshot stays."""
        self.now = self._read()
        return self.now
