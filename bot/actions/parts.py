"""What the actions need from outside: retrieval, and the knowledge as it is now."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.base import Snapshot
from knowledge.entry import Entry
from knowledge.places import Place
from retrieval.query import Retriever


@dataclass(frozen=True)
class ActionParts:
    """Collaborators given once. `knowledge` is called each turn: the base may have changed."""

    retriever: Retriever
    knowledge: Callable[[], Snapshot]

    def entry(self, entry_id: str | None) -> Entry | None:
        """Return one curated entry, or None when it is not, or no longer, known."""
        return self.knowledge().repository.entry(entry_id) if entry_id else None

    def places_in(self, text: str) -> tuple[tuple[Place, ...], str]:
        """Return the communes a text names (several when shared, () when none), and its words."""
        match = self.knowledge().finder.in_text(text)
        return match.places, match.text

    def partner_ids(self, organisation: str | None, insee: str | None) -> tuple[str, ...]:
        """Return the partners of an organisation near a commune, nearest first; () if unknown."""
        known = self.knowledge()
        place = known.finder.places.get(insee) if insee else None
        if organisation is None or place is None:
            return ()
        return tuple(near.partner.id for near in known.directory.near(organisation, place))
