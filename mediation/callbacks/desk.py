"""The desk's door to call-backs: what is asked for, the contact on a click, tried, done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from knowledge.hours import PARIS, date_text
from mediation.callbacks.due import next_day
from mediation.callbacks.shapes import (
    MOST_ATTEMPTS,
    Callback,
    Contact,
    State,
    unpacked,
)
from mediation.case import CHOSEN_RESULTS, CaseCard, Result
from mediation.outcome import CaseStatus, Holder, Speaker
from mediation.ports import Notices, NotYours, Publisher
from mediation.presence import Presence
from mediation.queueing.notices import NOBODY
from mediation.sealing import Sealer
from mediation.sentences import Sentences, load_sentences
from mediation.steps.commit import SEALED_AFTER_CLOSING
from mediation.store import accounts, callbacks, cases, conversations, events, retention
from mediation.store.conversation_rows import ConversationRow
from mediation.store.database import Db, Store
from mediation.talk import UnknownConversation

log = structlog.get_logger("mediation.callbacks")
REMIND_AGAIN = timedelta(days=1)


@dataclass(frozen=True)
class CallbackCard:
    """A call-back as the desk lists it. `end` ends the contact; `has_contact`: it is still kept."""

    callback: Callback
    case: CaseCard
    end: str | None
    has_contact: bool
    is_late: bool


class Callbacks:
    """Lists, reveals to who holds the case, counts attempts, ends; everything is audited."""

    def __init__(self, store: Store, sealer: Sealer, publisher: Publisher,
                 clock: Callable[[], datetime], presence: Presence | None = None,
                 notices: Notices = NOBODY, sentences: Sentences | None = None) -> None:
        self._store = store
        self._sealer = sealer
        self._publisher = publisher
        self._clock = clock
        self._presence = presence
        self._notices = notices
        self._sentences = sentences or load_sentences()

    async def listed(self) -> tuple[CallbackCard, ...]:
        """Return the open call-backs of open cases, in the order in which they are due."""
        async with self._store.reading() as db:
            asked = await callbacks.open_ones(db)
            known = {case.id: case for case in await cases.listed(db)}
        return tuple(self._card(each, known[each.case_id]) for each in asked
                     if each.case_id in known)

    async def of_case(self, case_id: str) -> CallbackCard | None:
        """Return the call-back of a case."""
        async with self._store.reading() as db:
            asked, case = await callbacks.of_case(db, case_id), await cases.find(db, case_id)
        return self._card(asked, case) if asked and case else None

    async def awaited_in(self, conversation_id: str) -> CallbackCard | None:
        """Return what a conversation waits for, as its own page shows it."""
        async with self._store.reading() as db:
            asked = await callbacks.awaited_in(db, conversation_id)
            case = await cases.find(db, asked.case_id) if asked else None
        is_set = asked is not None and asked.state is State.OPEN
        return self._card(asked, case) if asked and case and is_set else None

    async def holder_of(self, conversation_id: str) -> Holder | None:
        """Return who answers in a conversation; None once erased."""
        async with self._store.reading() as db:
            try:
                return (await conversations.load(db, conversation_id)).holder
            except UnknownConversation:
                return None

    async def reveal(self, case_id: str, mediator_id: str) -> Contact | None:
        """Return the contact to who holds the case; None once erased. Raises NotYours."""
        async with self._store.writing() as db:
            await self._held(db, case_id, mediator_id)
            asked = await callbacks.of_case(db, case_id)
            accounts.note(db, self._clock(), mediator_id, "contact.revealed", case_id)
        return unpacked(self._sealer.open(asked.contact)) if asked else None

    async def no_answer(self, case_id: str, mediator_id: str) -> int:
        """Count an attempt; after three the case is closed and the person told, where they wrote.

        Returns the attempts; 0 when nothing is open any more. Raises NotYours.
        """
        now = self._clock()
        due_at = await self._next_due(case_id, now)
        async with self._store.writing() as db:
            row = await self._held(db, case_id, mediator_id)
            times = await callbacks.try_again(db, case_id, now, due_at)
            if times is None:
                return 0
            accounts.note(db, now, mediator_id, "callback.tried", case_id, times=times)
            if times >= MOST_ATTEMPTS:
                await callbacks.settle(db, case_id, State.UNREACHABLE, Result.ABANDONED.value,
                                       mediator_id, now)
                said = self._sentences.say("reach_unreachable", times=str(times))
                await self._close(db, row, case_id, mediator_id, Result.ABANDONED, said, now)
        log.info("callback.tried", times=times)
        self._publisher.wake(row.id)
        return times

    async def done(self, case_id: str, mediator_id: str, result: str) -> bool:
        """End it with what came of it; False when it was not open. Raises NotYours, ValueError."""
        if result not in CHOSEN_RESULTS:
            raise ValueError(f"résultat inconnu : {result}")
        now = self._clock()
        async with self._store.writing() as db:
            row = await self._held(db, case_id, mediator_id)
            if not await callbacks.settle(db, case_id, State.DONE, result, mediator_id, now):
                return False
            await db.flush()
            asked = await callbacks.of_case(db, case_id)
            accounts.note(db, now, mediator_id, "callback.done", case_id, result=result)
            await self._close(db, row, case_id, mediator_id, Result(result),
                              self._farewell(asked), now)
        log.info("callback.done", result=result)
        self._publisher.wake(row.id)
        return True

    async def remind(self) -> int:
        """Tell the desk of the call-backs that are late, once a day each; return how many."""
        async with self._store.writing() as db:
            late = await callbacks.to_remind(db, self._clock(), REMIND_AGAIN)
        for case_id in late:
            self._notices.tell("callback.asked", case_id)
        return len(late)

    def _card(self, asked: Callback, case: CaseCard) -> CallbackCard:
        contact = unpacked(self._sealer.open(asked.contact))
        return CallbackCard(asked, case, contact.end if contact else None, contact is not None,
                            asked.is_late(self._clock()))

    def _farewell(self, asked: Callback | None) -> str:
        if asked is None or asked.contact is None:
            is_child = asked is not None and asked.is_child
            return self._sentences.say("reach_done_child" if is_child else "closed_case")
        until = date_text(asked.ends_at.astimezone(PARIS).date())
        return self._sentences.say("reach_done", until=until)

    async def _next_due(self, case_id: str, now: datetime) -> datetime | None:
        """Return when to try again: the next desk hours after today."""
        if self._presence is None:
            return None
        async with self._store.reading() as db:
            case, asked = await cases.find(db, case_id), await callbacks.of_case(db, case_id)
        look = await self._presence.look(case.place_insee if case else None,
                                         case.domain if case else None)
        tomorrow = datetime.combine(now.astimezone(PARIS).date() + timedelta(days=1),
                                    datetime.min.time(), PARIS)
        day = next_day(look, tomorrow, asked.moment if asked else None)
        return day.ends_at if day else None

    async def _held(self, db: Db, case_id: str, mediator_id: str) -> ConversationRow:
        """Lock the conversation, then the case held by this mediator. Raises NotYours."""
        case = await cases.find(db, case_id)
        try:
            row = await conversations.lock(db, case.conversation_id) if case else None
        except UnknownConversation:
            row = None
        case = await cases.find(db, case_id)
        is_open = case is not None and case.status in (CaseStatus.CLAIMED, CaseStatus.PENDING)
        if row is None or case is None or not is_open or case.claimed_by != mediator_id:
            raise NotYours(case_id)
        return row

    async def _close(self, db: Db, row: ConversationRow, case_id: str, mediator_id: str,
                     result: Result, said: str, now: datetime) -> None:
        """Close the case and say so where the person wrote."""
        await callbacks.close_case(db, case_id, mediator_id, result, now)
        row.holder = Holder.ASSISTANT.value
        events.add(db, row, events.Event(Speaker.SYSTEM, said), now)
        await db.flush()
        await retention.schedule_sealed(db, row.id, now + SEALED_AFTER_CLOSING)
