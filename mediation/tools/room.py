"""The tools of the desk, opened together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from knowledge.base import KnowledgeBase
from mediation.library import Library
from mediation.sealing import Sealer
from mediation.store.database import Store
from mediation.tools.deliveries import Deliveries
from mediation.tools.notes import Notes
from mediation.tools.suggestions import Suggestions
from retrieval.query import Retriever


@dataclass(frozen=True)
class Tools:
    """What the panels beside a case call."""

    notes: Notes
    deliveries: Deliveries
    suggestions: Suggestions


def open_tools(store: Store, sealer: Sealer, clock: Callable[[], datetime], base: KnowledgeBase,
               library: Library, retriever: Retriever | None) -> Tools:
    """Open them; nothing is started."""
    return Tools(Notes(store, sealer, clock), Deliveries(store, clock),
                 Suggestions(store, base, library, retriever))
