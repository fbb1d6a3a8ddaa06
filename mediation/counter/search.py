"""The desk's search: entries by the real index, places by the directory, Rasa not needed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.situations.offices import offices_in
from bot.situations.remembered import find_case
from knowledge.base import KnowledgeBase
from knowledge.directory import Nearness, NearPartner
from knowledge.partner import Partner
from knowledge.places import Place, fold
from mediation.answer import Answer, PartnerCard
from mediation.counter.situation import as_situation
from mediation.counter.wording import as_said_by_the_person, parts_of
from mediation.library import Library, Shelf
from mediation.saying.nearby import partner_card
from retrieval.french import terms
from retrieval.query import IndexMissing, Query, Retriever

MOST_ENTRIES, MOST_PLACES, MOST_EVENTS = 6, 6, 2
LEAST = 0.05  # of a part; the whole sentence's best is always shown
PART_WEIGHT = 0.9  # a part says less than the whole sentence
WHOLE_SHOWN = 3
LONGEST = 300


@dataclass(frozen=True)
class Hit:
    """An entry found, as a card. `probability` in [0, 1] only orders the results."""

    answer: Answer
    probability: float


@dataclass(frozen=True)
class Results:
    """What a search found. `has_index` False: only the places could be looked up."""

    hits: tuple[Hit, ...] = ()
    places: tuple[PartnerCard, ...] = ()
    events: tuple[Shelf, ...] = ()
    has_index: bool = True


class Search:
    """Searches the base in use. CPU-bound: call it in a thread."""

    def __init__(self, base: KnowledgeBase, library: Library, retriever: Retriever | None,
                 clock: Callable[[], datetime]) -> None:
        self._base = base
        self._library = library
        self._retriever = retriever
        self._clock = clock

    def find(self, words: str, place_insee: str | None, tags: tuple[str, ...]) -> Results:
        """Return the entries and places for some words; nothing for blank ones."""
        words = " ".join(words.split())[:LONGEST]
        if not words:
            return Results()
        place = self.place(place_insee)
        ranked, has_index = self._ranked(words)
        hits = [Hit(card, chance) for entry_id, chance in ranked
                if (card := self.card(entry_id, place_insee, tags, words))][:MOST_ENTRIES]
        return Results(tuple(hits), self._places(words, place), self._events(hits), has_index)

    def card(self, entry_id: str, place_insee: str | None, tags: tuple[str, ...],
             words: str = "") -> Answer | None:
        """Return an entry's card for this person, or None when it may not be said."""
        entry = self._base.now.repository.entry(entry_id)
        if entry is None:
            return None
        case_id = find_case(entry, words, as_situation(tags))
        return self._library.card(entry_id, case_id, place_insee)

    def place(self, insee: str | None) -> Place | None:
        """Return a commune by its code."""
        return self._base.now.finder.places.get(insee) if insee else None

    def places_named(self, words: str) -> tuple[Place, ...]:
        """Return the communes that some words name: one when sure, several to choose among."""
        return self._base.now.finder.in_text(words).places

    def _ranked(self, words: str) -> tuple[list[tuple[str, float]], bool]:
        """Return entries and chances, best first, over the sentence and each of its parts."""
        best: dict[str, float] = {}
        has_index = True
        for part in (words, *parts_of(words)):
            is_whole = part == words
            for said in dict.fromkeys((part, as_said_by_the_person(part))):
                try:
                    found = self._retriever.search(Query(said)) if self._retriever else None
                except IndexMissing:
                    found = None
                has_index = has_index and found is not None
                for rank, each in enumerate(found.candidates if found else ()):
                    if each.probability < LEAST and not (is_whole and rank < WHOLE_SHOWN):
                        continue
                    chance = each.probability * (1 if is_whole else PART_WEIGHT)
                    best[each.entry_id] = max(best.get(each.entry_id, 0.0), chance)
        return sorted(best.items(), key=lambda each: -each[1]), has_index

    def _places(self, words: str, place: Place | None) -> tuple[PartnerCard, ...]:
        """Return the places of the offices named, and those whose own name is said."""
        snapshot = self._base.now
        found: dict[str, NearPartner] = {}
        for key in offices_in(snapshot.repository.organisations, words):
            near = snapshot.directory.near(key, place) if place else tuple(
                NearPartner(each, Nearness.DEPARTEMENT) for each in snapshot.repository.partners
                if key in (each.organisation, *each.serves_as))
            for each in near:
                found.setdefault(each.partner.id, each)
        wanted = set(terms(words))
        for partner in snapshot.repository.partners:
            if wanted and wanted <= _said_by(partner):
                near_one = NearPartner(partner, _nearness(partner, place))
                found.setdefault(partner.id, near_one)
        nearest = sorted(found.values(), key=lambda each: each.nearness)[:MOST_PLACES]
        return tuple(partner_card(each, self._clock(), snapshot, each.partner.organisation)
                     for each in nearest)

    def _events(self, hits: list[Hit]) -> tuple[Shelf, ...]:
        """Return the life events that hold the first entry and most of the others."""
        if not hits:
            return ()
        ids = [each.answer.entry_id for each in hits]
        shelves = [(sum(key in ids for key, _ in shelf.entries), shelf)
                   for shelf in self._library.shelves()
                   if ids[0] in {key for key, _ in shelf.entries}]
        shelves.sort(key=lambda each: -each[0])
        return tuple(shelf for _, shelf in shelves[:MOST_EVENTS])


def _said_by(partner: Partner) -> set[str]:
    return set(terms(" ".join((partner.name, partner.address.city, *partner.services))))


def _nearness(partner: Partner, place: Place | None) -> Nearness:
    is_here = place is not None and fold(place.name) == fold(partner.address.city)
    return Nearness.COMMUNE if is_here else Nearness.DEPARTEMENT
