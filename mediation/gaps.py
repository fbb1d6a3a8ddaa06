"""Back to knowledge: what the desk finds wrong or missing, and what the editors make of it."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from mediation.cleaning import clean
from mediation.discretion import is_watched
from mediation.outcome import Speaker
from mediation.ports import Publisher
from mediation.protection import Protector
from mediation.sentences import Sentences, load_sentences
from mediation.store import accounts, comfort, conversations, events, gaps, staff, tools
from mediation.store.conversation_rows import ConversationRow
from mediation.store.database import Db, Store
from mediation.store.tool_rows import GapRow
from mediation.talk import UnknownConversation

KINDS = ("wrong", "incomplete", "outdated", "missing", "number")
STATES = ("new", "accepted", "refused", "done")
OPEN_STATES = ("new", "accepted")
LONGEST = 2000
log = structlog.get_logger("mediation.gaps")


@dataclass(frozen=True)
class Report:
    """What someone of the desk says. `wants_news`: the resident said yes to be told."""

    kind: str
    entry_id: str | None = None
    partner_id: str | None = None
    question: str = ""
    suggestion: str = ""
    case_id: str | None = None
    wants_news: bool = False


@dataclass(frozen=True)
class KnowledgeGap:
    """One gap as the pages show it. `author` and `decided_by` are e-mails."""

    id: str
    kind: str
    entry_id: str | None
    partner_id: str | None
    question: str
    suggestion: str
    author: str
    at: datetime
    state: str
    decided_by: str
    decided_at: datetime | None
    answer: str
    tells_resident: bool
    is_told: bool


class Gaps:
    """Writes gaps masked, lists them, decides them, and tells the resident who agreed."""

    def __init__(self, store: Store, protector: Protector, publisher: Publisher,
                 clock: Callable[[], datetime], sentences: Sentences | None = None) -> None:
        self._store = store
        self._protector = protector
        self._publisher = publisher
        self._clock = clock
        self._sentences = sentences or load_sentences()

    async def report(self, author: str, said: Report) -> str:
        """Write a gap and return its id; raises ValueError for an unknown kind.

        The resident is told at once that news will come, when they agreed to it.
        """
        if said.kind not in KINDS:
            raise ValueError(f"nature inconnue : {said.kind}")
        question, suggestion = await asyncio.to_thread(
            lambda: (self._masked(said.question), self._masked(said.suggestion)))
        gap_id, now = secrets.token_hex(12), self._clock()
        conversation_id, tells = None, False
        async with self._store.writing() as db:
            held = await tools.held(db, said.case_id) if said.case_id else None
            if held is not None:
                conversation_id = held.conversation_id
                if said.wants_news:
                    row = await _tellable(db, conversation_id)
                    tells = row is not None
                    if row is not None:
                        self._tell(db, row, "gap_will_tell", now)
            gaps.add(db, gap_id, now, kind=said.kind, entry_id=said.entry_id or None,
                     partner_id=said.partner_id or None, question=question,
                     suggestion=suggestion, author=author, case_id=said.case_id or None,
                     conversation_id=conversation_id, tells_resident=tells)
            accounts.note(db, now, author, "gap.reported", gap_id, kind=said.kind)
        if tells and conversation_id:
            self._publisher.wake(conversation_id)
        log.info("gap.reported", kind=said.kind)
        return gap_id

    async def may_tell(self, conversation_id: str) -> bool:
        """Say whether a resident may be told later: never when someone may be reading."""
        async with self._store.reading() as db:
            return not await _is_watched(db, conversation_id)

    async def listed(self, states: Sequence[str] = STATES, author: str | None = None
                     ) -> tuple[KnowledgeGap, ...]:
        """Return the gaps in these states, the latest first; `author` for one's own."""
        async with self._store.reading() as db:
            rows = await gaps.listed(db, states, author)
            names = await staff.names(db)
        return tuple(_shown(row, names) for row in rows)

    async def counts(self) -> dict[str, int]:
        """Count the gaps by state."""
        async with self._store.reading() as db:
            return await gaps.counts(db)

    async def decide(self, gap_id: str, editor_id: str, state: str, answer: str) -> bool:
        """Say what becomes of a gap; False when there is none. Raises ValueError.

        The resident who agreed is told once, when it is refused or done.
        """
        if state not in STATES:
            raise ValueError(f"suite inconnue : {state}")
        said = await asyncio.to_thread(self._masked, answer)
        now, woken = self._clock(), None
        async with self._store.writing() as db:
            gap = await gaps.find(db, gap_id)
            if gap is None:
                return False
            gap.state, gap.answer = state, said
            gap.decided_by, gap.decided_at = editor_id, now
            if state in ("refused", "done") and gap.tells_resident and gap.told_at is None:
                row = await _tellable(db, gap.conversation_id)
                if row is not None:
                    self._tell(db, row, f"gap_{state}", now)
                    gap.told_at, woken = now, row.id
            accounts.note(db, now, editor_id, "gap.decided", gap_id, state=state)
        if woken:
            self._publisher.wake(woken)
        return True

    def _masked(self, text: str) -> str:
        words = clean(text[:LONGEST])
        return self._protector.protect(words).masked if words else ""

    def _tell(self, db: Db, row: ConversationRow, key: str, now: datetime) -> None:
        """Say the fate in the thread, without any word of the question or of the entry."""
        events.add(db, row, events.Event(Speaker.SYSTEM, self._sentences.say(key)), now)


async def _tellable(db: Db, conversation_id: str | None) -> ConversationRow | None:
    """Return the conversation to tell, locked; None when it is gone or may be watched."""
    if conversation_id is None or await _is_watched(db, conversation_id):
        return None
    try:
        return await conversations.lock(db, conversation_id)
    except UnknownConversation:
        return None


async def _is_watched(db: Db, conversation_id: str) -> bool:
    turns = await comfort.watched(db, conversation_id)
    return any(is_watched(kind) or any(is_watched(None, str(each)) for each in ids)
               for kind, ids in turns)


def _shown(row: GapRow, names: dict[str, str]) -> KnowledgeGap:
    return KnowledgeGap(
        row.id, row.kind, row.entry_id, row.partner_id, row.question, row.suggestion,
        names.get(row.author, "Compte fermé"), row.at, row.state,
        names.get(row.decided_by or "", ""), row.decided_at, row.answer, row.tells_resident,
        row.told_at is not None)
