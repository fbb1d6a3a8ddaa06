"""The counter's room: visits kept on the server, sealed, ended by « Terminer » or left idle."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from knowledge.hours import PARIS
from mediation.answer import Shape
from mediation.counter.counting import Count
from mediation.counter.gathering import add_need, refresh_need
from mediation.counter.search import Results, Search
from mediation.counter.sheet import Sheet
from mediation.counter.situation import clean_tags
from mediation.sealing import Sealer
from mediation.store import accounts, counter
from mediation.store.counter_rows import VisitRow
from mediation.store.database import Db, Store

VISIT_IDLE = timedelta(minutes=45)
log = structlog.get_logger("mediation.counter")


class Kept(Shape):
    """What the box of a visit holds."""

    place_insee: str | None = None
    place_name: str | None = None
    tags: tuple[str, ...] = ()
    sheet: Sheet = Sheet()


@dataclass(frozen=True)
class Visit:
    """A visit under way."""

    id: str
    opened_at: datetime
    kept: Kept


class NoVisit(LookupError):
    """This visit ended, or it is another mediator's."""


class Counter:
    """One visit a mediator at a time. No name is asked; nothing of a visit is left after it."""

    def __init__(self, store: Store, sealer: Sealer, clock: Callable[[], datetime],
                 search: Search) -> None:
        self._store = store
        self._sealer = sealer
        self._clock = clock
        self.search = search

    def now(self) -> datetime:
        """Return the moment, for how long a visit has lasted."""
        return self._clock()

    async def current(self, mediator_id: str) -> Visit | None:
        """Return the mediator's visit under way, if any."""
        async with self._store.reading() as db:
            row = await counter.latest(db, mediator_id, self._clock() - VISIT_IDLE)
        return self._visit(row) if row else None

    async def visit(self, visit_id: str, mediator_id: str) -> Visit:
        """Return one visit of this mediator. Raises NoVisit."""
        async with self._store.reading() as db:
            row = await counter.find(db, visit_id, mediator_id, self._clock() - VISIT_IDLE)
        if row is None:
            raise NoVisit(visit_id)
        return self._visit(row)

    async def open(self, mediator_id: str, place_insee: str | None = None,
                   tags: tuple[str, ...] = ()) -> str:
        """Start a visit and return its id; the mediator's former one ends."""
        visit_id = secrets.token_hex(12)
        now = self._clock()
        async with self._store.writing() as db:
            await counter.open_visit(db, visit_id, mediator_id,
                                     self._box(self._placed(Kept(), place_insee, tags)), now)
            accounts.note(db, now, mediator_id, "visit.opened", visit_id)
        log.info("visit.opened")
        return visit_id

    async def settle(self, visit_id: str, mediator_id: str, place_insee: str | None,
                     tags: tuple[str, ...]) -> None:
        """Note the commune and the situation; gathered cards follow them. Raises NoVisit."""
        def settled(kept: Kept) -> Kept:
            kept = self._placed(kept, place_insee, tags)
            sheet = kept.sheet
            for need in kept.sheet.needs:
                card = self.search.card(need.entry_id, kept.place_insee, kept.tags)
                sheet = refresh_need(sheet, card) if card else sheet
            return kept.model_copy(update={"sheet": sheet})

        await self._change(visit_id, mediator_id, settled)

    async def gather(self, visit_id: str, mediator_id: str, entry_id: str, words: str = "",
                     brought: frozenset[str] = frozenset()) -> bool:
        """Put an entry on the sheet; False when it is unknown or may not be said.

        Raises NoVisit. `words` are those searched: they may tell the entry's case.
        """
        kept = (await self.visit(visit_id, mediator_id)).kept
        card = await asyncio.to_thread(
            self.search.card, entry_id, kept.place_insee, kept.tags, words)
        if card is None:
            return False
        await self.change(visit_id, mediator_id, lambda sheet: add_need(sheet, card, brought))
        return True

    async def change(self, visit_id: str, mediator_id: str,
                     change: Callable[[Sheet], Sheet]) -> Sheet:
        """Change the sheet and return it. Raises NoVisit, and what the change raises."""
        kept = await self._change(visit_id, mediator_id, lambda kept: kept.model_copy(
            update={"sheet": change(kept.sheet)}))
        return kept.sheet

    async def find(self, visit: Visit, words: str) -> Results:
        """Search for this person; it keeps the visit alive."""
        async with self._store.writing() as db:
            await counter.touch(db, visit.id, self._clock())
        return await asyncio.to_thread(
            self.search.find, words, visit.kept.place_insee, visit.kept.tags)

    async def end(self, visit_id: str, mediator_id: str, count: Count | None) -> None:
        """Erase the visit, counted or not. Raises NoVisit."""
        visit = await self.visit(visit_id, mediator_id)
        now = self._clock()
        async with self._store.writing() as db:
            await counter.end_visit(db, visit_id)
            if count is not None:
                self._add(db, count, visit.kept.place_name, now)
            accounts.note(db, now, mediator_id, "visit.ended", visit_id)
        await self._store.forget_traces()
        log.info("visit.ended", is_counted=count is not None)

    async def count(self, count: Count, place_insee: str | None) -> None:
        """Count a visit that was not opened here."""
        place = self.search.place(place_insee)
        async with self._store.writing() as db:
            self._add(db, count, place.name if place else None, self._clock())

    def _add(self, db: Db, count: Count, place_name: str | None, now: datetime) -> None:
        counter.count(db, month=now.astimezone(PARIS).strftime("%Y-%m"),
                      theme=count.theme, nature=count.nature, duration=count.duration,
                      outcome=count.outcome, place_name=place_name)

    def _placed(self, kept: Kept, place_insee: str | None, tags: tuple[str, ...]) -> Kept:
        place = self.search.place(place_insee)
        return kept.model_copy(update={
            "place_insee": place.insee if place else None,
            "place_name": place.name if place else None, "tags": clean_tags(tags)})

    async def _change(self, visit_id: str, mediator_id: str,
                      change: Callable[[Kept], Kept]) -> Kept:
        now = self._clock()
        async with self._store.writing() as db:
            row = await counter.find(db, visit_id, mediator_id, now - VISIT_IDLE,
                                     is_changed=True)
            if row is None:
                raise NoVisit(visit_id)
            kept = change(self._visit(row).kept)
            row.box, row.last_at = self._box(kept), now
        return kept

    def _visit(self, row: VisitRow) -> Visit:
        clear = self._sealer.open(row.box)
        if clear is None:  # the key changed: what it sealed is lost
            raise NoVisit(row.id)
        return Visit(row.id, row.opened_at, Kept.model_validate_json(clear))

    def _box(self, kept: Kept) -> bytes:
        return self._sealer.seal(kept.model_dump_json())
