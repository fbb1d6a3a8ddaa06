"""What a resident chooses for a conversation: easy French, being asked again, ending it here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from mediation.discretion import is_watched
from mediation.store import comfort
from mediation.store.comfort_rows import PreferenceRow
from mediation.store.database import Store

log = structlog.get_logger("mediation.comfort")


class FollowUp(StrEnum):
    """Where « Avez-vous pu faire la démarche ? » stands: agreed to or not, then what was said."""

    AGREED = "agreed"
    ASKED = "asked"
    REFUSED = "refused"
    DONE = "done"
    NOT_YET = "not_yet"
    BLOCKED = "blocked"


AWAITED = (FollowUp.AGREED, FollowUp.ASKED, FollowUp.NOT_YET)
ANSWERS = (FollowUp.DONE, FollowUp.NOT_YET, FollowUp.BLOCKED, FollowUp.REFUSED)


@dataclass(frozen=True)
class Comfort:
    """What a page needs. `asks_about` is the entry to ask news of now.

    `is_discreet`: someone may be reading; then nothing is asked later and nothing read aloud.
    """

    is_easy: bool = False
    is_discreet: bool = False
    may_ask_later: bool = False
    asks_about: str | None = None


class Comforts:
    """Reads and writes these choices; they are erased with the conversation."""

    def __init__(self, store: Store, clock: Callable[[], datetime],
                 follow_up_after: timedelta) -> None:
        self._store = store
        self._clock = clock
        self._after = follow_up_after

    async def read(self, conversation_id: str) -> Comfort:
        """Return the choices of a conversation; after a violence flag nothing is asked later."""
        async with self._store.reading() as db:
            row = await comfort.preference(db, conversation_id)
            turns = await comfort.watched(db, conversation_id)
            entry_id = await comfort.current_entry(db, conversation_id)
        is_easy = row.is_easy if row else False
        if any(is_watched(kind) or any(is_watched(None, str(each)) for each in entry_ids)
               for kind, entry_ids in turns):
            return Comfort(is_easy, is_discreet=True)
        return Comfort(is_easy, may_ask_later=entry_id is not None and _is_free(row),
                       asks_about=self._due(row))

    async def choose_easy(self, conversation_id: str, is_easy: bool) -> None:
        """Keep easy French, or the usual one, for every later answer."""
        async with self._store.writing() as db:
            await comfort.choose(db, conversation_id, is_easy=is_easy)

    async def choose_follow_up(self, conversation_id: str, is_agreed: bool) -> bool:
        """Note whether news may be asked later; False when it may not (danger, no entry)."""
        if not (await self.read(conversation_id)).may_ask_later:
            return False
        said = FollowUp.AGREED if is_agreed else FollowUp.REFUSED
        async with self._store.writing() as db:
            entry_id = await comfort.current_entry(db, conversation_id)
            await comfort.choose(
                db, conversation_id, follow_up=said.value,
                follow_up_entry_id=entry_id if is_agreed else None,
                follow_up_at=self._clock() + self._after if is_agreed else None)
        log.info("follow_up.chosen", said=said.value)
        return is_agreed

    async def answer_follow_up(self, conversation_id: str, said: FollowUp) -> None:
        """Note the answer; it is asked once, and « pas encore » asks once more, later."""
        async with self._store.writing() as db:
            row = await comfort.preference(db, conversation_id)
            if self._due(row) is None or row is None:
                return
            log.info("follow_up.answered", said=said.value, entry_id=row.follow_up_entry_id)
            row.follow_up = said.value
            row.follow_up_at = self._clock() + self._after if said is FollowUp.NOT_YET else None

    async def leave(self, conversation_id: str) -> bool:
        """End a conversation on a shared device; True when nobody awaits it: erase it.

        Otherwise it goes on for the mediator or the other device, and this one is locked out.
        """
        async with self._store.writing() as db:
            if not await comfort.is_awaited(db, conversation_id, self._clock()):
                return True
            await comfort.lock_out(db, conversation_id)
        return False

    def _due(self, row: PreferenceRow | None) -> str | None:
        if row is None or row.follow_up not in AWAITED:
            return None
        is_due = row.follow_up_at is not None and row.follow_up_at <= self._clock()
        return row.follow_up_entry_id if is_due else None


def _is_free(row: PreferenceRow | None) -> bool:
    return row is None or row.follow_up is None
