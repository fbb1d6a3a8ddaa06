"""Tells the team that a case waits or changed hands: on the page, by e-mail, on Telegram."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import structlog

from mediation.sealing import Sealer
from mediation.store import notices
from mediation.store.database import Store

log = structlog.get_logger("mediation.notices")
Way = Literal["mail", "chat"]
GRACE = timedelta(seconds=30)  # time to see it on the page first
LONGEST_WAIT = timedelta(minutes=10)
TRIES = 8
SENTENCES = {
    "case.waiting": "Une demande attend à l'accueil.",
    "case.returned": "Une demande est revenue dans la file de l'accueil.",
    "case.transferred": "Une demande vous est confiée à l'accueil.",
    "case.answered": "Une personne que vous suivez a répondu.",
    "danger.unread": "Une demande urgente attend à l'accueil : personne ne l'a encore lue.",
    "callback.asked": "Un rappel est demandé à l'accueil.",
}


@dataclass(frozen=True)
class Bell:
    """What the page shows: how many cases ask for this person, and how to say it."""

    count: int
    last: int
    sentence: str
    has_sound: bool
    has_browser: bool


@dataclass(frozen=True)
class ToTell:
    """One notice to send to an address or a chat: a sentence, never a resident's words."""

    id: int
    to: str
    sentence: str
    attempts: int


class StaffNotices:
    """Implements `ports.Notices`, and what the delivery loops read."""

    def __init__(self, store: Store, sealer: Sealer, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sealer = sealer
        self._clock = clock
        self._writing: set[asyncio.Task[None]] = set()

    def tell(self, kind: str, case_id: str, to: str | None = None) -> None:
        """Ask for a notice; it never raises and waits for nothing.

        `to` is one account, an e-mail address (the duty contact), or None: every mediator.
        """
        if kind not in SENTENCES:
            log.error("notice.unknown", kind=kind)
            return
        try:
            task = asyncio.get_running_loop().create_task(self._write(kind, case_id, to))
        except RuntimeError:  # nobody runs: nothing to tell
            log.warning("notice.not_written", kind=kind)
            return
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def settle(self) -> None:
        """Wait until what was told is written."""
        while self._writing:
            await asyncio.gather(*self._writing, return_exceptions=True)

    async def bell(self, account_id: str) -> Bell:
        """Return what asks for this person now."""
        async with self._store.reading() as db:
            count, last, kind = await notices.unseen(db, account_id)
            (_, wishes), *_ = await notices.concerned(db, account_id) or [("", notices.Wishes())]
        return Bell(count, last, SENTENCES.get(kind, ""), wishes.has_sound, wishes.has_browser)

    async def see(self, account_id: str, upto: int) -> None:
        """Note that this person saw their notices up to a number."""
        async with self._store.writing() as db:
            await notices.see(db, account_id, self._clock(), upto=upto)

    async def see_case(self, account_id: str, case_id: str) -> None:
        """Note that this person opened a case."""
        async with self._store.writing() as db:
            await notices.see(db, account_id, self._clock(), case_id=case_id)

    async def due(self, way: Way, limit: int = 50) -> tuple[ToTell, ...]:
        """Return what is to be sent now; what was seen or settled meanwhile is dropped."""
        now = self._clock()
        async with self._store.writing() as db:
            await notices.drop_settled(db, way, now)
            found = await notices.due(db, way, now, limit)
        told = []
        for each in found:
            to = self._sealer.open(each.chat if way == "chat" else each.address)
            to = to or (each.email if way == "mail" else None)
            if to:
                told.append(ToTell(each.id, to, SENTENCES[each.kind], each.attempts))
            else:
                await self.mark(way, each.id, "failed")
        return tuple(told)

    async def mark(self, way: Way, notice_id: int, state: str) -> None:
        """Note what became of a sending: delivered, failed or dropped."""
        async with self._store.writing() as db:
            await notices.mark(db, way, notice_id, state)

    async def try_later(self, way: Way, told: ToTell) -> None:
        """Try again later (4 s, 8 s… 10 min at most, 8 times), then give up."""
        if told.attempts + 1 >= TRIES:
            await self.mark(way, told.id, "failed")
            return
        wait = min(timedelta(seconds=2 ** (told.attempts + 2)), LONGEST_WAIT)
        async with self._store.writing() as db:
            await notices.mark(db, way, told.id, "pending", self._clock() + wait)

    async def counts(self, way: Way) -> dict[str, int]:
        """Count the notices by what became of them."""
        async with self._store.reading() as db:
            return await notices.counts(db, way)

    async def _write(self, kind: str, case_id: str, to: str | None) -> None:
        try:
            now = self._clock()
            async with self._store.writing() as db:
                if to and "@" in to:
                    notices.add(db, kind, case_id, now, address=self._sealer.seal(to),
                                mail="pending", chat="none", next_try_at=now)
                    return
                at = now if kind == "danger.unread" else now + GRACE
                for account_id, wishes in await notices.concerned(db, to):
                    if await notices.is_known(db, account_id, kind, case_id):
                        continue
                    notices.add(db, kind, case_id, now, account_id=account_id, next_try_at=at,
                                mail="pending" if wishes.has_mail else "none",
                                chat="pending" if wishes.has_chat and wishes.chat else "none")
        except Exception as fault:  # the page's own lists still show the case
            log.error("notice.not_written", kind=kind, cause=type(fault).__name__)
