"""Watches the queue every few seconds: words left unread, forgotten cases, dangers ignored."""

from collections.abc import Callable
from datetime import datetime, timedelta

from knowledge.hours import PARIS
from mediation.ports import Notices, Publisher
from mediation.presence import SEEN_FOR
from mediation.queueing.holding import Holding, log
from mediation.queueing.notices import NOBODY
from mediation.queueing.routing import Routing
from mediation.sentences import Sentences
from mediation.store import accounts, case_moves, cases
from mediation.store.database import Store

DANGER_WAITS = timedelta(minutes=3)
WATCH = "watch"  # who the audit says acted


class Watch(Holding):
    """Safe in several processes at once: each change is one conditional UPDATE."""

    def __init__(self, store: Store, publisher: Publisher, clock: Callable[[], datetime],
                 numbers_again: Callable[[str | None], str], routing: Routing | None = None,
                 notices: Notices = NOBODY, sentences: Sentences | None = None) -> None:
        super().__init__(store, publisher, clock, sentences, routing, notices)
        self._numbers_again = numbers_again

    async def round(self, now: datetime) -> None:
        """Look once; nothing is written when nothing is to be done."""
        gone_since, before = now - SEEN_FOR, now - DANGER_WAITS
        today = now.astimezone(PARIS).date()
        async with self._store.reading() as db:
            left = await case_moves.left_unread(db, gone_since)
            overdue = await case_moves.overdue(db, today)
            ignored = await case_moves.danger_unread(db, before)
        for case_id, _, mediator_id in left:
            await self._take_back(case_id, mediator_id, gone_since, now)
        for case_id, _, mediator_id in overdue:
            await self._take_up(case_id, mediator_id, now)
        for case_id, _ in ignored:
            await self._say_numbers(case_id, before, now)

    async def _take_back(self, case_id: str, mediator_id: str, gone_since: datetime,
                         now: datetime) -> None:
        """Put back in the queue a case whose mediator is gone with words unread."""
        there = await self._who_is_there(case_id)
        async with self._store.writing() as db:
            row = await self._conversation(db, case_id)
            if row is None or not await case_moves.take_back(db, case_id, mediator_id,
                                                             gone_since, now):
                return
            await self._back(db, row, case_id, "mediator_gone", there, now)
            accounts.note(db, now, WATCH, "case.returned", case_id, mediator=mediator_id)
        self._returned(case_id, row.id, mediator_id)

    async def _take_up(self, case_id: str, mediator_id: str, now: datetime) -> None:
        """Put back in the queue a case set aside whose day is past."""
        today = now.astimezone(PARIS).date()
        there = await self._who_is_there(case_id)
        async with self._store.writing() as db:
            row = await self._conversation(db, case_id)
            if row is None or not await case_moves.take_up(db, case_id, today, now):
                return
            await self._back(db, row, case_id, "aside_over", there, now)
            accounts.note(db, now, WATCH, "case.aside_over", case_id, mediator=mediator_id)
        self._returned(case_id, row.id, mediator_id)

    async def _say_numbers(self, case_id: str, before: datetime, now: datetime) -> None:
        """Say the numbers again, once a case; alert the mediators and the duty contact."""
        duty = await self._duty_of(case_id)
        async with self._store.writing() as db:
            row = await self._conversation(db, case_id)
            if row is None or not await case_moves.tell_danger(db, case_id, before, now):
                return
            numbers = self._numbers_again(row.urgent_kind)
            self._say(db, row, f"{self._sentences.say('danger_unread')}\n{numbers}", now)
            accounts.note(db, now, WATCH, "danger.unread", case_id)
        log.warning("danger.unread", case_id=case_id)
        self._publisher.wake(row.id)
        self._notices.tell("danger.unread", case_id)
        if duty:
            self._notices.tell("danger.unread", case_id, duty)

    async def _duty_of(self, case_id: str) -> str | None:
        """Return the address of the duty contact of the desk that serves a case."""
        if self._routing is None:
            return None
        async with self._store.reading() as db:
            card = await cases.find(db, case_id)
            desks = await self._routing.desks(db)
        if card is None:
            return None
        return self._routing.presence.serving(desks, card.place_insee, card.domain).duty_email

    def _returned(self, case_id: str, conversation_id: str, mediator_id: str) -> None:
        self._wake("case.returned", conversation_id)
        self._notices.tell("case.returned", case_id, mediator_id)
        self._notices.tell("case.waiting", case_id)
