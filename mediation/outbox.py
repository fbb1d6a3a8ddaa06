"""What waits to be sent on pushed channels; delivery loops live in channels and read it here."""

from collections.abc import Callable
from datetime import datetime, timedelta

from mediation.answer import Message, TurnReply
from mediation.history import text_for_resident
from mediation.ports import Delivery
from mediation.reply import with_code
from mediation.sealing import Sealer
from mediation.store import cases, outbox
from mediation.store.database import Store
from mediation.utterance import Channel

TRIES = 12
LONGEST_WAIT = timedelta(minutes=10)


class Outbox:
    """Implements `ports.OutboxDoor`."""

    def __init__(self, store: Store, sealer: Sealer, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sealer = sealer
        self._clock = clock

    async def pending(self, channel: Channel, limit: int = 50) -> tuple[Delivery, ...]:
        """Return what is due, in order; a row that waits holds back the later ones of its chat."""
        async with self._store.reading() as db:
            due = await outbox.due(db, channel, self._clock(), limit)
            codes = {each.conversation_id: await cases.sealed_code(db, each.conversation_id)
                     for each in due if each.reply}
        return tuple(self._delivery(each, codes.get(each.conversation_id)) for each in due)

    async def mark_delivered(self, delivery_id: int) -> None:
        """Note that it reached its channel."""
        async with self._store.writing() as db:
            await outbox.mark_delivered(db, delivery_id, self._clock())

    async def mark_failed(self, delivery_id: int, is_final: bool = False) -> None:
        """Try again later (2 s, 4 s… 10 min at most, 12 times), or never when `is_final`."""
        async with self._store.writing() as db:
            attempts = await outbox.attempts(db, delivery_id) + 1
            gives_up = is_final or attempts >= TRIES
            wait = min(timedelta(seconds=2 ** attempts), LONGEST_WAIT)
            await outbox.mark_failed(db, delivery_id,
                                     None if gives_up else self._clock() + wait)

    def _delivery(self, due: outbox.Due, sealed_code: bytes | None) -> Delivery:
        text = text_for_resident(due.speaker, due.text, due.box, self._sealer)
        reply = None
        if due.reply:
            reply = with_code(TurnReply.model_validate(due.reply), self._sealer.open(sealed_code))
        return Delivery(due.id, due.conversation_id, due.seq,
                        Message(speaker=due.speaker, text=text), reply, due.attempts)
