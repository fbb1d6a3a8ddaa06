"""The mediators' door: the queue, one holder a case, words both ways, the closing."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from mediation.answer import HistoryItem
from mediation.callbacks.passing import passed_on
from mediation.callbacks.shapes import State
from mediation.case import CHOSEN_RESULTS, CaseCard, Result
from mediation.cleaning import clean
from mediation.history import read_history
from mediation.outcome import Holder, Speaker
from mediation.ports import Bot, Notices, NotYours, Publisher
from mediation.presence import SEEN_FOR
from mediation.protection import Protector
from mediation.queueing.lists import colleagues_of, lists_of
from mediation.queueing.moves import Moves
from mediation.queueing.notices import NOBODY
from mediation.queueing.routing import Routing
from mediation.queueing.shapes import Colleague, QueueLists
from mediation.sealing import Sealer
from mediation.sentences import Sentences
from mediation.steps.commit import SEALED_AFTER_CLOSING, SEALED_AT_MOST
from mediation.store import accounts, callbacks, cases, events, retention
from mediation.store.database import Store

log = structlog.get_logger("mediation.desk")
LONGEST = 4000
CODE_TRIES = 5
CODE_LOCKED_FOR = timedelta(minutes=15)


class Desk(Moves):
    """Implements `ports.DeskDoor`."""

    def __init__(self, store: Store, bot: Bot, protector: Protector, publisher: Publisher,
                 sealer: Sealer, clock: Callable[[], datetime],
                 sentences: Sentences | None = None, routing: Routing | None = None,
                 notices: Notices = NOBODY) -> None:
        super().__init__(store, publisher, clock, sentences, routing, notices)
        self._bot = bot
        self._protector = protector
        self._sealer = sealer

    async def queue(self) -> tuple[CaseCard, ...]:
        """Return the open cases: danger first, then the nearest date, then the oldest."""
        async with self._store.reading() as db:
            return tuple(await cases.listed(db))

    async def lists(self, mediator_id: str) -> QueueLists:
        """Return the queue as this mediator sees it."""
        async with self._store.reading() as db:
            return await lists_of(db, self._routing, mediator_id, self._clock())

    async def colleagues(self, mediator_id: str) -> tuple[Colleague, ...]:
        """Return whom a case can be given to, those who are there first."""
        async with self._store.reading() as db:
            return await colleagues_of(db, mediator_id, self._clock() - SEEN_FOR)

    async def case(self, case_id: str) -> CaseCard | None:
        """Return one case that was agreed to."""
        async with self._store.reading() as db:
            return await cases.find(db, case_id)

    async def conversation(self, case_id: str, after: int = 0) -> tuple[HistoryItem, ...]:
        """Return what was said from the agreement to the closing, masked, with seq > after.

        Before the agreement, only the brief is passed on.
        """
        card = await self.case(case_id)
        if card is None:
            return ()
        items = await read_history(self._store, self._sealer, card.conversation_id, after,
                                   with_codes=False)
        return passed_on(item for item in items if card.covers(item.at))

    async def say(self, case_id: str, mediator_id: str, text: str) -> None:
        """Send the mediator's words to the resident's channel. Raises NotYours.

        Blank words are not sent. The words are stored masked, and sealed in clear beside.
        """
        words = clean(text[:LONGEST])
        if not words:
            return
        protected = await asyncio.to_thread(self._protector.protect, words)
        box = self._sealer.seal(words) if protected.masked != words else None
        now = self._clock()
        async with self._store.writing() as db:
            row = await self._held(db, case_id, mediator_id)
            if row.holder == Holder.ASSISTANT.value:  # asked to be called back: written to instead
                row.holder = Holder.MEDIATOR.value
                self._say(db, row, self._sentences.say("claimed"), now)
                await db.flush()
            events.add(db, row, events.Event(Speaker.MEDIATOR, protected.masked, box=box,
                                             purge_after=now + SEALED_AT_MOST), now)
        self._wake("case.said", row.id)

    async def close(self, case_id: str, mediator_id: str, result: str) -> None:
        """Close as resolved, referred or abandoned; the assistant answers again.

        Raises NotYours, or ValueError for another result.
        """
        if result not in CHOSEN_RESULTS:
            raise ValueError(f"résultat inconnu : {result} ; choisissez parmi "
                             f"{', '.join(CHOSEN_RESULTS)}")
        now = self._clock()
        async with self._store.writing() as db:
            row = await self._held(db, case_id, mediator_id)
            await cases.close_held(db, case_id, mediator_id, Result(result), now)
            await db.flush()
            await callbacks.settle(db, case_id, State.DONE, result, mediator_id, now)
            self._hand_to(db, row, Holder.ASSISTANT, self._sentences.say("closed_case"), now)
            await db.flush()
            await retention.schedule_sealed(db, row.id, now + SEALED_AFTER_CLOSING)
            accounts.note(db, now, mediator_id, "case.closed", case_id, result=result)
        try:
            await self._bot.forget(row.id)
        except Exception as fault:  # the dialogue starts from an older state: no harm
            log.info("bot.not_forgotten", cause=type(fault).__name__)
        self._wake("case.closed", row.id)

    async def reveal(self, case_id: str, mediator_id: str, seq: int) -> str | None:
        """Return the sealed clear words of one message to who holds or held the case; audited."""
        now = self._clock()
        async with self._store.writing() as db:
            card = await cases.find(db, case_id)
            if card is None or card.claimed_by != mediator_id:
                raise NotYours(case_id)
            found = await events.box_of(db, card.conversation_id, seq)
            accounts.note(db, now, mediator_id, "words.revealed", case_id, seq=seq)
        if found is None or not card.covers(found[0]):
            return None
        return self._sealer.open(found[1])

    async def find_by_code(self, code: str, mediator_id: str) -> CaseCard | None:
        """Return the case of a code said at the desk; None when unknown, expired, or after 5
        misses in 15 minutes. Audited."""
        now = self._clock()
        digits = "".join(sign for sign in code if sign.isdigit())
        async with self._store.writing() as db:
            since = now - CODE_LOCKED_FOR
            if await accounts.count_noted(db, mediator_id, "code.missed", since) >= CODE_TRIES:
                return None
            card = await cases.of_code(db, self._sealer.digest(digits), now)
            accounts.note(db, now, mediator_id, "code.found" if card else "code.missed",
                          card.id if card else "")
        return card
