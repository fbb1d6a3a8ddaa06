"""What was published: read back with names, differences, and the versions kept by git."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from knowledge.editing.differences import Change, differences
from knowledge.editing.document import Unreadable
from knowledge.editing.git import Commit, Git
from knowledge.editing.kinds import Kind, fields_of
from knowledge.editing.shelf import Shelf
from knowledge.editing.speaking import Lists
from knowledge.editing.values import blank
from mediation.editing.shapes import (
    PLACE_AUTHOR,
    Cause,
    Live,
    NotFound,
    Publication,
    Replay,
)
from mediation.store import publications
from mediation.store.database import Store
from mediation.store.editing_rows import PublicationRow

VERSIONS = 12


@dataclass(frozen=True)
class Version:
    """One version of an item: its commit, what it changed, the publication that made it."""

    sha: str
    author: str
    at: datetime
    changes: tuple[Change, ...]
    publication: Publication | None


class Journal:
    """Reads publications and history; writes nothing."""

    def __init__(self, store: Store, shelf: Shelf, git: Git) -> None:
        self._store = store
        self._shelf = shelf
        self._git = git

    async def publication(self, publication_id: str) -> Publication:
        """Return one publication. Raises NotFound."""
        async with self._store.reading() as db:
            row = await publications.find(db, publication_id)
        if row is None:
            raise NotFound(publication_id)
        return publication_of(row)

    async def latest(self) -> tuple[Publication, ...]:
        """Return the last publications of all items, the newest first."""
        async with self._store.reading() as db:
            return tuple(publication_of(row) for row in await publications.latest(db))

    async def of_item(self, kind: Kind, item_id: str) -> tuple[Publication, ...]:
        """Return the publications of an item, the newest first."""
        async with self._store.reading() as db:
            rows = await publications.of_item(db, kind.value, item_id)
        return tuple(publication_of(row) for row in rows)

    async def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Return how to name each account: its e-mail."""
        async with self._store.reading() as db:
            found = await publications.emails(db, set(ids))
        return {"service": "Le service", PLACE_AUTHOR: "Le lieu lui-même", **found}

    def changes(self, publication: Publication, lists: Lists) -> tuple[Change, ...]:
        """Return what a publication changed, in French."""
        return self._between(publication.kind, publication.item_id, publication.before,
                             publication.after, lists)

    def history(self, kind: Kind, item_id: str, made: tuple[Publication, ...], lists: Lists
                ) -> tuple[Version, ...]:
        """Return the versions of an item, changes made outside the desk included. Slow: git."""
        by_commit = {each.commit: each for each in made}
        path = self._shelf.path(kind, item_id)
        commits = self._git.history(path, VERSIONS + 1)
        texts = [self._git.text_at(each.sha, path) for each in commits]
        texts += [None] if len(commits) <= VERSIONS else []
        found = []
        for index, commit in enumerate(commits[:VERSIONS]):
            changes = self._between(kind, item_id, texts[index + 1], texts[index], lists)
            if changes or commit.sha in by_commit:
                found.append(_version(commit, changes, by_commit.get(commit.sha)))
        return tuple(found)

    def _between(self, kind: Kind, item_id: str, before: str | None, after: str | None,
                 lists: Lists) -> tuple[Change, ...]:
        fields = fields_of(kind)
        try:
            old = self._shelf.values_in(kind, item_id, before)
            new = self._shelf.values_in(kind, item_id, after)
        except Unreadable:
            return (Change("Le fichier", "", "écrit d'une façon que je ne sais pas comparer"),)
        if old is None and new is not None:
            return (Change("Le texte entier", "", "première version"),)
        return differences(fields, old or blank(fields), new or blank(fields), lists)


def _version(commit: Commit, changes: tuple[Change, ...], made: Publication | None) -> Version:
    return Version(commit.sha, commit.author, commit.at, changes, made)


def publication_of(row: PublicationRow) -> Publication:
    """Return the publication of a row."""
    return Publication(row.id, Kind(row.kind), row.item_id, row.path, Cause(row.cause),
                       Live(row.state), row.draft_id, row.author, row.publisher, row.before,
                       row.after, row.commit, row.at, Replay(row.replay_state), row.replay)
