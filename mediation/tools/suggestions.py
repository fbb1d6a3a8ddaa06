"""What the assistant would answer, for the mediator: entries with their sources, places near."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.base import KnowledgeBase
from knowledge.hours import date_text
from knowledge.places import fold
from mediation.answer import Answer, PartnerCard
from mediation.library import Library
from mediation.ports import CaseSummary
from mediation.store import tools
from mediation.store.database import Store
from retrieval.query import IndexMissing, Query, Retriever

SHOWN = 4
SHORTEST_WORD = 4
MOST_WORDS = 400
SHORTEST = 12  # signs: « oui » or « merci » is no question
_QUOTED = re.compile(r"«\s*(.+?)\s*»", re.DOTALL)
REMEMBERED = 64  # searches: two panels of the same page ask the same thing


@dataclass(frozen=True)
class Suggestion:
    """One entry: its card, and the text to insert in the message."""

    answer: Answer
    text: str


@dataclass(frozen=True)
class Found:
    """What a search gives. `partners` receive people near the case's place."""

    entries: tuple[Suggestion, ...]
    partners: tuple[PartnerCard, ...]


class Suggestions:
    """Searches entries as the assistant does; without an index, by the words of the entries."""

    def __init__(self, store: Store, base: KnowledgeBase, library: Library,
                 retriever: Retriever | None) -> None:
        self._store = store
        self._base = base
        self._library = library
        self._retriever = retriever
        self._known: dict[str, Sequence[str]] = {}
        self._known_of: object = None

    async def last_question(self, case: CaseSummary) -> str:
        """Return what a case asks: the last words typed since the agreement, else the brief's."""
        async with self._store.reading() as db:
            said = await tools.last_typed(db, case.conversation_id, case.created_at, SHORTEST)
        return said or next(
            (met[1] for line in case.brief if (met := _QUOTED.search(line.text))), "")

    async def search(self, words: str, case_id: str | None = None) -> Found:
        """Return entries for these words, and the places near the case's commune."""
        asked = " ".join(words.split())[:MOST_WORDS]
        insee = await self._insee(case_id) if case_id else None
        if not asked:
            return Found((), ())
        ids = await self._remembered(asked)
        cards = [card for each in ids if (card := self._library.card(each, None, insee))][:SHOWN]
        near: dict[str, PartnerCard] = {}
        for card in cards:
            for partner in card.partners:
                near.setdefault(partner.id, partner)
        return Found(tuple(Suggestion(each, insertion(each)) for each in cards),
                     tuple(near.values())[:SHOWN])

    async def entry(self, entry_id: str, case_id: str) -> Suggestion | None:
        """Return one entry to insert, or None when it may not be said."""
        card = self._library.card(entry_id, None, await self._insee(case_id))
        return Suggestion(card, insertion(card)) if card else None

    async def _insee(self, case_id: str) -> str | None:
        async with self._store.reading() as db:
            held = await tools.held(db, case_id)
        return held.place_insee if held else None

    async def _remembered(self, words: str) -> Sequence[str]:
        """Return what was found for these words, as long as the base is the same."""
        snapshot = self._base.now
        if self._known_of is not snapshot or len(self._known) >= REMEMBERED:
            self._known, self._known_of = {}, snapshot
        if words not in self._known:
            self._known[words] = await asyncio.to_thread(self._ids, words)
        return self._known[words]

    def _ids(self, words: str) -> Sequence[str]:
        if self._retriever is not None:
            try:
                found = self._retriever.search(Query(words))
                return [each.entry_id for each in found.candidates]
            except IndexMissing:
                pass
        return self._by_words(words)

    def _by_words(self, words: str) -> Sequence[str]:
        asked = {each for each in fold(words).split() if len(each) >= SHORTEST_WORD}
        scored = []
        for entry in self._base.now.repository.entries():
            known = set(fold(" ".join((entry.title, *entry.asked_as))).split())
            if score := len(asked & known):
                scored.append((-score, entry.id))
        return [key for _, key in sorted(scored)]


def insertion(answer: Answer) -> str:
    """Return an entry as a message: its short answer, the link of the procedure, the source."""
    lines = [answer.text.strip() or answer.title]
    if answer.online:
        lines.append(f"{answer.online.label} : {answer.online.url}")
    for source in answer.sources[:1]:
        dated = source.text_dated_on or source.checked_on
        said = "texte du" if source.text_dated_on else "lu le"
        lines.append(f"Source : {source.publisher}, « {source.title} », {said} "
                     f"{date_text(dated)}, {source.url}")
    return "\n".join(lines)
