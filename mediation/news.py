"""« Avez-vous pu faire la démarche ? » asked once on a pushed channel, to who agreed to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from knowledge.entry import Entry
from knowledge.hours import PARIS
from mediation.comfort import Comforts, FollowUp
from mediation.store import news
from mediation.store.database import Store
from mediation.utterance import Channel

log = structlog.get_logger("mediation.news")
FIRST_HOUR, LAST_HOUR = 9, 19  # nobody is woken up
AT_ONCE = 50


@dataclass(frozen=True)
class ToAsk:
    """One conversation to ask, and what about."""

    conversation_id: str
    title: str


class News:
    """Finds whom to ask. Each is given once: a message that is lost is not sent again."""

    def __init__(self, store: Store, comforts: Comforts, clock: Callable[[], datetime],
                 entry_of: Callable[[str], Entry | None]) -> None:
        self._store = store
        self._comforts = comforts
        self._clock = clock
        self._entry_of = entry_of

    async def take_due(self, channel: Channel) -> tuple[ToAsk, ...]:
        """Return whom to ask now, by day only; never after a violence or a child in danger."""
        now = self._clock()
        if not FIRST_HOUR <= now.astimezone(PARIS).hour < LAST_HOUR:
            return ()
        async with self._store.reading() as db:
            due = await news.due(db, channel, now, AT_ONCE)
        found = []
        for conversation_id in due:
            entry_id = (await self._comforts.read(conversation_id)).asks_about
            entry = self._entry_of(entry_id) if entry_id else None
            said = FollowUp.ASKED if entry else FollowUp.REFUSED
            async with self._store.writing() as db:
                is_taken = await news.take(db, conversation_id, said.value)
            if is_taken and entry:
                found.append(ToAsk(conversation_id, entry.title))
        if found:
            log.info("news.asked", count=len(found))
        return tuple(found)
