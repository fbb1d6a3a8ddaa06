"""Drafts: begun from what is published, saved as typed, joined with what changed meanwhile."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from knowledge.editing.kinds import Kind, fields_of
from knowledge.editing.merge import Merged, merge
from knowledge.editing.shelf import Shelf, digest
from knowledge.editing.values import Values, blank
from mediation.editing.shapes import (
    PLACE_AUTHOR,
    Draft,
    DraftState,
    Editor,
    NotFound,
    NotPossible,
    NotTheAuthor,
    Saved,
)
from mediation.store import accounts, drafts
from mediation.store.database import Db, Store
from mediation.store.editing_rows import DraftRow

WAITS = ("Ce brouillon attend sa publication. Reprenez-le d'abord pour le modifier.")
CLOSED = "Ce brouillon n'est plus ouvert. Ouvrez la fiche pour en commencer un autre."


class Drafts:
    """Implements what an editor does alone with a text."""

    def __init__(self, store: Store, shelf: Shelf, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._shelf = shelf
        self._clock = clock

    async def begin(self, editor: Editor, kind: Kind, item_id: str) -> Draft:
        """Return this editor's open draft of an item, a new one when there is none.

        Raises BadName.
        """
        self._shelf.path(kind, item_id)
        async with self._store.writing() as db:
            for row in await drafts.open_of(db, kind.value, item_id):
                if row.author == editor.id:
                    return draft_of(row)
            published = self._shelf.values(kind, item_id)
            values = published or blank(fields_of(kind))
            return await self._add(db, editor.id, kind, item_id, values, values,
                                   digest(published))

    async def draft(self, draft_id: str) -> Draft:
        """Return one draft. Raises NotFound."""
        async with self._store.reading() as db:
            row = await drafts.find(db, draft_id)
        if row is None:
            raise NotFound(draft_id)
        return draft_of(row)

    async def open_drafts(self, kind: Kind | None = None, item_id: str = "") -> tuple[Draft, ...]:
        """Return the open drafts, of one item or of all, the newest first."""
        async with self._store.reading() as db:
            rows = (await drafts.open_of(db, kind.value, item_id) if kind
                    else await drafts.all_open(db))
        return tuple(draft_of(row) for row in rows)

    async def put_aside(self, editor: Editor) -> tuple[Draft, ...]:
        """Return what this editor gave up, or what a merge kept."""
        async with self._store.reading() as db:
            return tuple(draft_of(row) for row in await drafts.set_aside(db, editor.id))

    async def save(self, editor: Editor, draft_id: str, version: int, typed: Values) -> Saved:
        """Keep what was typed, whatever happened meanwhile.

        A stale version (another window) or a stale base (someone published) is joined; the
        words as typed are put aside whenever the joined text differs from them.
        Raises NotFound, NotTheAuthor or NotPossible.
        """
        async with self._store.writing() as db:
            row = await self._own(db, editor, draft_id)
            if row.state != DraftState.DRAFT:
                kept = await self._keep(db, row, typed)
                return Saved(draft_of(row), kept_id=kept.id)
            if row.version != version and row.content != typed:
                return await self._join_windows(db, row, typed)
            row.content, row.version = typed, row.version + 1
            row.updated_at = self._clock()
            self._note(db, editor.id, "draft.saved", row)
            return await self._join_published(db, row)

    async def _join_windows(self, db: Db, row: DraftRow, typed: Values) -> Saved:
        kept = await self._keep(db, row, typed)
        merged = merge(fields_of(Kind(row.kind)), row.base, typed, row.content)
        if not merged.conflicts:
            row.content, row.version = merged.values, row.version + 1
            row.updated_at = self._clock()
        return Saved(draft_of(row), merged, kept.id)

    async def _join_published(self, db: Db, row: DraftRow) -> Saved:
        kind = Kind(row.kind)
        published = self._shelf.values(kind, row.item_id)
        if digest(published) == row.base_digest or published is None:
            return Saved(draft_of(row))
        merged = merge(fields_of(kind), row.base, row.content, published)
        if merged.conflicts:
            return Saved(draft_of(row), merged)
        kept = await self._keep(db, row, row.content) if merged.values != row.content else None
        self._rebase(row, merged.values, published)
        return Saved(draft_of(row), merged, kept.id if kept else None)

    def _rebase(self, row: DraftRow, values: Values, published: Values) -> None:
        row.content, row.base, row.base_digest = values, published, digest(published)
        row.version += 1
        row.updated_at = self._clock()

    def conflicts(self, draft: Draft, other: Draft | None = None) -> Merged:
        """Return what is to choose: with what is published, or with a kept copy (`other`)."""
        fields = fields_of(draft.kind)
        if other is not None:
            return merge(fields, draft.base, other.content, draft.content)
        published = self._shelf.values(draft.kind, draft.item_id) or draft.base
        return merge(fields, draft.base, draft.content, published)

    async def settle(self, editor: Editor, draft_id: str, chosen: Mapping[str, str],
                     kept_id: str | None = None) -> Saved:
        """Join with the versions chosen, path by path; the words left out are put aside.

        Raises NotFound, NotTheAuthor or NotPossible when a choice is missing.
        """
        other = await self.draft(kept_id) if kept_id else None
        async with self._store.writing() as db:
            row = await self._own(db, editor, draft_id)
            self._check_open(row)
            if other is not None and other.copy_of != row.id:
                raise NotFound(kept_id)
            published = self._shelf.values(Kind(row.kind), row.item_id) or row.base
            mine = other.content if other else row.content
            theirs = row.content if other else published
            merged = merge(fields_of(Kind(row.kind)), row.base, mine, theirs, chosen)
            if any(each.path not in chosen for each in merged.conflicts):
                raise NotPossible("Choisissez une version pour chaque champ.")
            kept = await self._keep(db, row, row.content)
            if other is not None:
                row.content, row.version = merged.values, row.version + 1
                row.updated_at = self._clock()
            else:
                self._rebase(row, merged.values, published)
            self._note(db, editor.id, "draft.joined", row)
            return Saved(draft_of(row), kept_id=kept.id)

    async def move(self, editor: Editor, draft_id: str, state: DraftState) -> Draft:
        """Propose a draft, take it back, give it up. Raises like `save`."""
        async with self._store.writing() as db:
            row = await self._own(db, editor, draft_id)
            if row.state in (DraftState.PUBLISHED, DraftState.PUBLISHING):
                raise NotPossible(CLOSED)
            row.state, row.version, row.updated_at = state.value, row.version + 1, self._clock()
            if row.copy_of and state is DraftState.DRAFT:
                row.copy_of = None
            self._note(db, editor.id, f"draft.{state.value}", row)
            return draft_of(row)

    async def adopt(self, editor: Editor, draft_id: str) -> Draft:
        """Go on with what a place wrote by its link, as one's own. Raises like `save`."""
        async with self._store.writing() as db:
            row = await drafts.find(db, draft_id)
            if row is None or row.author != PLACE_AUTHOR:
                raise NotFound(draft_id)
            if row.state not in (DraftState.DRAFT, DraftState.READY):
                raise NotPossible(CLOSED)
            row.author, row.state = editor.id, DraftState.DRAFT.value
            row.version, row.updated_at = row.version + 1, self._clock()
            self._note(db, editor.id, "draft.adopted", row)
            return draft_of(row)

    async def _own(self, db: Db, editor: Editor, draft_id: str) -> DraftRow:
        row = await drafts.find(db, draft_id)
        if row is None:
            raise NotFound(draft_id)
        if row.author != editor.id:
            raise NotTheAuthor(draft_id)
        return row

    @staticmethod
    def _check_open(row: DraftRow) -> None:
        if row.state != DraftState.DRAFT:
            raise NotPossible(WAITS if row.state == DraftState.READY else CLOSED)

    async def _keep(self, db: Db, row: DraftRow, words: Values) -> Draft:
        return await self._add(db, row.author, Kind(row.kind), row.item_id, row.base, words,
                               row.base_digest, DraftState.KEPT, row.id)

    async def _add(self, db: Db, author: str, kind: Kind, item_id: str, base: Values,
                   content: Values, base_digest: str, state: DraftState = DraftState.DRAFT,
                   copy_of: str | None = None) -> Draft:
        now = self._clock()
        row = DraftRow(id=secrets.token_hex(12), kind=kind.value, item_id=item_id,
                       state=state.value, author=author, version=1, base_digest=base_digest,
                       base=base, content=content, copy_of=copy_of, created_at=now,
                       updated_at=now)
        await drafts.add(db, row)
        self._note(db, author, f"draft.{'kept' if copy_of else 'begun'}", row)
        return draft_of(row)

    def _note(self, db: Db, actor: str, action: str, row: DraftRow) -> None:
        accounts.note(db, self._clock(), actor, action, row.id, kind=row.kind, item=row.item_id)


def draft_of(row: DraftRow) -> Draft:
    """Return the draft of a row."""
    return Draft(row.id, Kind(row.kind), row.item_id, DraftState(row.state), row.author,
                 row.version, row.base_digest, row.base, row.content, row.copy_of,
                 row.created_at, row.updated_at)
