"""A case in someone's hands: what every move of the desk shares."""

from collections.abc import Callable
from datetime import datetime

import structlog

from mediation.callbacks.shapes import State
from mediation.outcome import CaseStatus, Holder, Speaker
from mediation.ports import Notices, NotYours, Publisher
from mediation.presence import presence_text
from mediation.queueing.notices import NOBODY
from mediation.queueing.routing import Routing
from mediation.sentences import Sentences, load_sentences
from mediation.store import callbacks, cases, conversations, events
from mediation.store.conversation_rows import ConversationRow
from mediation.store.database import Db, Store
from mediation.talk import UnknownConversation

log = structlog.get_logger("mediation.desk")


class Holding:
    """Locks, checks who holds, changes the holder and tells both sides."""

    def __init__(self, store: Store, publisher: Publisher, clock: Callable[[], datetime],
                 sentences: Sentences | None = None, routing: Routing | None = None,
                 notices: Notices = NOBODY) -> None:
        self._store = store
        self._publisher = publisher
        self._clock = clock
        self._sentences = sentences or load_sentences()
        self._routing = routing
        self._notices = notices

    async def _conversation(self, db: Db, case_id: str) -> ConversationRow | None:
        """Lock the conversation of a case: always before the case, so that none waits in a ring."""
        card = await cases.find(db, case_id)
        if card is None:
            return None
        try:
            return await conversations.lock(db, card.conversation_id)
        except UnknownConversation:
            return None

    async def _held(self, db: Db, case_id: str, mediator_id: str,
                    status: CaseStatus = CaseStatus.CLAIMED) -> ConversationRow:
        """Lock what this mediator holds. Raises NotYours."""
        row = await self._conversation(db, case_id)
        card = await cases.find(db, case_id)
        if row is None or card is None or card.status is not status or (
                card.claimed_by != mediator_id):
            raise NotYours(case_id)
        return row

    def _say(self, db: Db, row: ConversationRow, text: str, now: datetime) -> None:
        """Write a system message to the resident, in the same transaction."""
        events.add(db, row, events.Event(Speaker.SYSTEM, text), now)

    async def _back(self, db: Db, row: ConversationRow, case_id: str, key: str, there: str,
                    now: datetime) -> None:
        """Give the conversation back to the queue; to the assistant when a call-back is asked."""
        asked = await callbacks.of_case(db, case_id)
        is_free = asked is not None and asked.state is State.OPEN
        said = self._sentences.say(key) + there
        if is_free:
            said = f"{said} {self._sentences.say('assistant_meanwhile')}"
        self._hand_to(db, row, Holder.ASSISTANT if is_free else Holder.QUEUE, said, now)

    def _hand_to(self, db: Db, row: ConversationRow, holder: Holder, text: str,
                 now: datetime) -> None:
        """Change who answers and tell the resident, in the same transaction.

        Someone who asked to be called back keeps the assistant until a mediator writes there.
        """
        if row.holder != Holder.ASSISTANT.value:
            row.holder = holder.value
        self._say(db, row, text, now)

    async def _who_is_there(self, case_id: str) -> str:
        """Say truly who can answer now, and the number; nothing without a desk to ask."""
        if self._routing is None:
            return ""
        async with self._store.reading() as db:
            card = await cases.find(db, case_id)
        look = await self._routing.presence.look(
            card.place_insee if card else None, card.domain if card else None)
        return f" {presence_text(look, look.place, self._sentences)}"

    def _wake(self, event: str, conversation_id: str) -> None:
        log.info(event)
        self._publisher.wake(conversation_id)
