"""The events of a conversation as they come: replayed from the database, then live."""

from collections.abc import AsyncIterator

from channels.arrivals import arrived
from channels.doors import Doors
from channels.live import Live
from mediation.answer import HistoryItem
from mediation.store.database import StoreUnavailable
from mediation.talk import UnknownConversation

REREAD_SECONDS = 20.0


def first_seq(last_event_id: str | None, after: int) -> int:
    """Return where to replay from: what the browser last saw, else the page's own mark."""
    if last_event_id and last_event_id.isascii() and last_event_id.isdigit():
        return max(int(last_event_id[:18]), after)
    return after


async def follow(doors: Doors, live: Live, conversation_id: str,
                 after: int) -> AsyncIterator[HistoryItem]:
    """Yield stored events with seq > after, then each new one.

    It ends when the service stops, or the conversation is erased or moved. A lost wake-up or a busy
    database loses nothing: it is read again every 20 seconds.
    """
    with live.listen(conversation_id) as bell:
        while not live.is_closing and not bell.is_over:
            try:
                items = await doors.resident.history(conversation_id, after)
            except StoreUnavailable:
                items = ()
            except UnknownConversation:
                return
            for item in items:
                after = item.seq
                yield item
            await arrived(doors, conversation_id, items)
            await bell.wait(REREAD_SECONDS)
