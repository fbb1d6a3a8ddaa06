"""The editors' desk: every part that its pages call, built over one knowledge folder."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from knowledge.base import KnowledgeBase
from knowledge.editing.checking import check
from knowledge.editing.faults import FormFault
from knowledge.editing.git import Git
from knowledge.editing.kinds import Kind
from knowledge.editing.shelf import Shelf, digest
from knowledge.editing.values import Values
from knowledge.hours import PARIS
from knowledge.repository import Freshness
from mediation.editing.catalogue import Catalogue
from mediation.editing.drafts import Drafts
from mediation.editing.journal import Journal
from mediation.editing.preview import Previews
from mediation.editing.publishing import Publishing
from mediation.editing.replays import Replays
from mediation.store.database import Store
from mediation.voice import EntryVoice

MOST_CHECKED = 50


@dataclass(frozen=True)
class EditingDesk:
    """What `channels/editing*.py` calls."""

    base: KnowledgeBase
    shelf: Shelf
    clock: Callable[[], datetime]
    catalogue: Catalogue
    drafts: Drafts
    publishing: Publishing
    journal: Journal
    previews: Previews
    replays: Replays
    checked: dict[object, Any] = field(default_factory=dict)

    async def faults(self, kind: Kind, item_id: str, values: Values) -> tuple[FormFault, ...]:
        """Check values as if they were published, in a thread: it reads the whole base.

        The same values over the same base are not checked twice: a review, then a publication.
        """
        snapshot, today = self.base.now, self.clock().astimezone(PARIS).date()
        key = (kind, item_id, digest(values), digest(self.shelf.values(kind, item_id)), today)
        if self.checked.get("base") is not snapshot or len(self.checked) > MOST_CHECKED:
            self.checked.clear()
            self.checked["base"] = snapshot
        if key not in self.checked:
            self.checked[key] = await asyncio.to_thread(
                check, self.shelf, kind, item_id, values, snapshot.finder.places, today)
        found: tuple[FormFault, ...] = self.checked[key]
        return found

    def is_stale(self, kind: Kind, item_id: str, base_digest: str) -> bool:
        """Say whether the published text changed since a draft began."""
        return digest(self.shelf.values(kind, item_id)) != base_digest


def open_desk(store: Store, base: KnowledgeBase, voice: EntryVoice, freshness: Freshness,
              clock: Callable[[], datetime], replays: bool) -> EditingDesk:
    """Build the desk over the folder of the base."""
    shelf, git = Shelf(base.folder), Git(base.folder)
    publishing = Publishing(store, shelf, git, clock, replays)
    return EditingDesk(base, shelf, clock, Catalogue(base, shelf, freshness, clock),
                       Drafts(store, shelf, clock), publishing, Journal(store, shelf, git),
                       Previews(voice, base, clock), Replays(store, publishing))
