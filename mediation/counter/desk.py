"""The counter, opened in one piece: visits, sheets given, statistics."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from knowledge.base import KnowledgeBase
from mediation.counter.given import GivenSheets
from mediation.counter.room import Counter
from mediation.counter.search import Search
from mediation.counter.statistics import Statistics
from mediation.library import Library
from mediation.sealing import Sealer
from mediation.store.database import Store
from retrieval.query import Retriever


@dataclass(frozen=True)
class CounterDesk:
    """What the counter's pages call."""

    visits: Counter
    given: GivenSheets
    statistics: Statistics


def open_counter(store: Store, sealer: Sealer, clock: Callable[[], datetime],
                 base: KnowledgeBase, library: Library, retriever: Retriever | None
                 ) -> CounterDesk:
    """Open the counter; without a retriever only the places are searched."""
    return CounterDesk(Counter(store, sealer, clock, Search(base, library, retriever, clock)),
                       GivenSheets(store, sealer, clock), Statistics(store, clock))
