"""A counter over a fictitious base of three entries, for the tests of its room and its pages."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowledge.base import Snapshot
from knowledge.life_events import LifeEvent
from knowledge.place_search import PlaceFinder
from knowledge.repository import Freshness, Repository
from mediation.counter.desk import CounterDesk, open_counter
from mediation.library import Library
from mediation.saying.card import Asked, build_answer
from mediation.sealing import Sealer
from mediation.store.database import Store
from retrieval.query import Band, Candidate, Found, IndexMissing, Query
from tests.channels.shelves import FixedBase
from tests.people import CASES, directory, entry, partner, places, registry

EVENT = LifeEvent(title="Je teste ma vie", summary="Une situation fictive pour les tests.",
                  first="Demandez l'aide fictive tout de suite.", first_from="aide-fictive",
                  path=("aide-fictive", "papier-fictif", "aide-agricole"))
FARMING = json.loads(json.dumps(CASES).replace("Agriculteur", "Exploitant agricole"))
ENTRIES = {
    "aide-fictive": entry(),
    "aide-agricole": entry(id="aide-agricole", title="Demander l'aide agricole",
                           **FARMING),
    "papier-fictif": entry(id="papier-fictif", title="Refaire le papier fictif", lead="mairie",
                           domain="papers", who=[{"organisation": "mairie", "role": "decides"}],
                           documents=["Une pièce d'identité", "Une photo"],
                           steps=["Prenez rendez-vous.", "Allez à la mairie."]),
}
MAIRIE = partner(id="mairie-fictive", name="Mairie fictive", organisation="mairie", phone=None,
                 hours_text="Le mardi matin", coverage={"communes": ["99001"]})


@dataclass
class CardVoice:
    """Builds real cards."""

    base: FixedBase

    def answer(self, one, facet, case_id, place_insee, confidence):  # type: ignore[no-untyped-def]
        """Build one card."""
        place = places().get(place_insee) if place_insee else None
        return build_answer(one, Asked(facet, case_id, place), self.base.now,
                            datetime(2026, 11, 23, 10, 0).astimezone(), ())


class WordRetriever:
    """Finds the entries whose title says a word of the question; can be without an index."""

    def __init__(self) -> None:
        self.is_missing = False
        self.asked: list[str] = []

    def search(self, query: Query) -> Found:
        """Return them, all as likely."""
        if self.is_missing:
            raise IndexMissing("aucun index d'essai")
        self.asked.append(query.text)
        words = {each for each in query.text.lower().split() if len(each) > 5}
        found = tuple(Candidate(key, 0.8, 0.8) for key, each in ENTRIES.items()
                      if words & set(each.title.lower().split()))
        return Found(found, Band.CHOICES, 0.8, {}, 1.0)


@dataclass(frozen=True)
class CounterHouse:
    """The counter and what stands behind it."""

    desk: CounterDesk
    retriever: WordRetriever


def counter_library(base: FixedBase) -> Library:
    """Return the shelves of the fictitious base."""
    return Library(base, CardVoice(base), Freshness(timedelta(days=90)),
                   lambda: date(2026, 11, 23))


def build_counter(store: Store, sealer: Sealer, clock: Callable[[], datetime]) -> CounterHouse:
    """Open a counter over the fictitious base."""
    repository = Repository(dict(ENTRIES), registry(), partners=(partner(), MAIRIE),
                            life_events={"je-teste": EVENT})
    base = FixedBase(Snapshot(repository, directory(partner(), MAIRIE),
                              PlaceFinder(places(), frozenset({"99"}))))
    retriever = WordRetriever()
    return CounterHouse(open_counter(store, sealer, clock, base, counter_library(base),
                                     retriever), retriever)
