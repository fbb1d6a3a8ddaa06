"""Notes that a mediator's words reached the resident's screen, for the mediator to know."""

from collections.abc import Sequence

import structlog

from channels.doors import Doors
from mediation.answer import HistoryItem
from mediation.outcome import Speaker
from mediation.store.database import StoreUnavailable

log = structlog.get_logger("channels.arrivals")


async def arrived(doors: Doors, conversation_id: str, items: Sequence[HistoryItem]) -> None:
    """Note what was just sent to the screen; a busy database is tried again at the next one."""
    said = [item.seq for item in items if item.speaker is Speaker.MEDIATOR]
    if not said or doors.rooms.tools is None:
        return
    try:
        await doors.rooms.tools.deliveries.mark_read(conversation_id, said[-1])
    except StoreUnavailable:
        log.info("arrival.not_noted")
