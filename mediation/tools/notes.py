"""Notes and labels of the team about a case: sealed, seen by who helps, never by the resident."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mediation.cleaning import clean
from mediation.outcome import CaseStatus
from mediation.ports import NotYours
from mediation.sealing import Sealer
from mediation.store import accounts, staff, tools
from mediation.store.database import Db, Store
from mediation.tools.lists import labels

LONGEST = 2000
SEEN_AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Note:
    """One note. `text` is empty when its key is lost."""

    author: str
    at: datetime
    text: str


class Notes:
    """Writes and reads them; who may write is who holds the case, or anyone while it waits."""

    def __init__(self, store: Store, sealer: Sealer, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sealer = sealer
        self._clock = clock

    async def write(self, case_id: str, mediator_id: str, text: str) -> None:
        """Add a note; a blank one is not written. Raises NotYours."""
        words = clean(text[:LONGEST])
        if not words:
            return
        now = self._clock()
        async with self._store.writing() as db:
            await _mine(db, case_id, mediator_id)
            tools.add_note(db, case_id, mediator_id, self._sealer.seal(words), now)
            accounts.note(db, now, mediator_id, "note.written", case_id)

    async def of(self, case_id: str, mediator_id: str) -> Sequence[Note] | None:
        """Return the notes, the oldest first; None for who may not read them."""
        async with self._store.reading() as db:
            try:
                await _mine(db, case_id, mediator_id)
            except NotYours:
                return None
            rows = await tools.notes(db, case_id)
            names = await staff.names(db)
        return [Note(names.get(row.author, "Compte fermé"), row.at,
                     self._sealer.open(row.box) or "") for row in rows]

    async def label(self, case_id: str, mediator_id: str, chosen: Sequence[str]) -> None:
        """Put these labels on a case, and no other. Raises NotYours."""
        known = [each for each in chosen if each in labels()]
        async with self._store.writing() as db:
            await _mine(db, case_id, mediator_id)
            await tools.set_labels(db, case_id, known)

    async def labels_of(self, case_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the labels of cases in words, by case."""
        async with self._store.reading() as db:
            found = await tools.labels(db, case_ids)
        return {key: tuple(labels()[each] for each in keys if each in labels())
                for key, keys in found.items()}

    async def chosen(self, case_id: str) -> tuple[str, ...]:
        """Return the keys of a case's labels."""
        async with self._store.reading() as db:
            return (await tools.labels(db, [case_id])).get(case_id, ())

    async def note_seen(self, case_id: str, mediator_id: str) -> None:
        """Write in the journal who opened a case, once an hour."""
        now = self._clock()
        async with self._store.reading() as db:
            if await accounts.has_noted(db, mediator_id, "case.seen", case_id,
                                        now - SEEN_AGAIN_AFTER):
                return
        async with self._store.writing() as db:
            accounts.note(db, now, mediator_id, "case.seen", case_id)


async def _mine(db: Db, case_id: str, mediator_id: str) -> tools.Held:
    """Return the case of who holds it, or that waits. Raises NotYours."""
    held = await tools.held(db, case_id)
    if held is None:
        raise NotYours(case_id)
    if held.status is not CaseStatus.WAITING and held.claimed_by != mediator_id:
        raise NotYours(case_id)
    return held
