"""Publishing: a second person, one file written whole, one commit; undone in one click."""

import asyncio
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from knowledge.editing.document import Unreadable
from knowledge.editing.git import Git, NotCommitted, Signature
from knowledge.editing.kinds import WORDS, Kind, title_of
from knowledge.editing.shelf import Shelf, digest
from mediation.editing.drafts import draft_of
from mediation.editing.journal import publication_of
from mediation.editing.shapes import (
    Cause,
    Draft,
    DraftState,
    Editor,
    Live,
    NotFound,
    NotPossible,
    OwnDraft,
    Publication,
    Replay,
)
from mediation.store import accounts, drafts, publications
from mediation.store.database import Store
from mediation.store.editing_rows import PublicationRow

CHANGED = ("La fiche a changé depuis ce brouillon. La personne qui l'a écrit doit l'ouvrir et "
           "l'enregistrer : les deux textes y seront réunis.")
CHECKING = ("La publication d'avant est encore en cours de vérification. "
            "Attendez une minute, puis recommencez. Vous pouvez toujours l'annuler.")
REFUSED = ("L'historique des fiches n'a pas accepté ce changement ({reason}). Rien n'est publié "
           "et le brouillon est intact. Recommencez dans un instant ; si cela dure, prévenez "
           "la personne qui gère le service.")
UNREADABLE = "Ce brouillon a encore un défaut à corriger. Rien n'est publié."
NOT_LAST = "Le texte a changé depuis cette publication : elle ne s'annule plus d'un clic."
SERVICE = Signature("Qui fait quoi", "service@localhost")


class Publishing:
    """The only writer of the knowledge folder while the service runs."""

    def __init__(self, store: Store, shelf: Shelf, git: Git, clock: Callable[[], datetime],
                 replays: bool) -> None:
        self._store = store
        self._shelf = shelf
        self._git = git
        self._clock = clock
        self._first_replay = Replay.PENDING if replays else Replay.OFF
        self._writing = asyncio.Lock()

    async def publish(self, editor: Editor, draft_id: str, version: int) -> Publication:
        """Publish someone else's draft, as it was read. Returns once the commit exists.

        Raises NotFound, OwnDraft, or NotPossible with what to do.
        """
        async with self._writing:
            draft, author = await self._claim(editor, draft_id, version)
            state = DraftState.READY
            try:
                publication = await self._put(draft, author, editor)
                state = DraftState.PUBLISHED
                return publication
            finally:
                async with self._store.writing() as db:
                    await drafts.settle(db, draft_id, state.value, self._clock())

    async def _claim(self, editor: Editor, draft_id: str, version: int) -> tuple[Draft, Editor]:
        async with self._store.writing() as db:
            row = await drafts.find(db, draft_id)
            if row is None:
                raise NotFound(draft_id)
            if row.author == editor.id:
                raise OwnDraft(draft_id)
            draft = draft_of(row)
            path = self._shelf.path(draft.kind, draft.item_id, draft.content)
            if await publications.is_checking(db, path):
                raise NotPossible(CHECKING)
            if not await drafts.claim(db, draft_id, version, self._clock()):
                raise NotPossible("Ce brouillon a changé ou vient d'être publié. Relisez-le.")
            emails = await publications.emails(db, [row.author])
        return draft, Editor(row.author, emails.get(row.author, ""))

    async def _put(self, draft: Draft, author: Editor, publisher: Editor) -> Publication:
        published = self._shelf.values(draft.kind, draft.item_id)
        if digest(published) not in (draft.base_digest, digest(draft.content)):
            raise NotPossible(CHANGED)
        path = self._shelf.path(draft.kind, draft.item_id, draft.content)
        before = self._shelf.text(draft.kind, draft.item_id)
        try:
            after = self._shelf.written(draft.kind, draft.item_id, draft.content)
        except (ValidationError, Unreadable) as fault:
            raise NotPossible(UNREADABLE) from fault
        if before == after:
            raise NotPossible("Ce brouillon ne change rien au texte publié.")
        message = f"{WORDS[draft.kind].one} : {title_of(draft.kind, draft.content)}"
        commit = await self._write(path, before, after, message, author, publisher)
        return await self._record(draft.kind, draft.item_id, path, before, after, commit,
                                  Cause.PUBLISHED, author, publisher, draft.id)

    async def undo(self, editor: Editor, publication_id: str) -> Publication:
        """Put back the text from before a publication. Raises NotFound or NotPossible."""
        return await self._restore(publication_id, editor, Cause.UNDONE, {})

    async def switch_back(self, publication_id: str, found: Mapping[str, Any]
                          ) -> Publication | None:
        """Put back the text from before, after a regression; None when it changed since.

        The draft is given back to its author.
        """
        try:
            done = await self._restore(publication_id, None, Cause.SWITCHED_BACK, found)
        except NotPossible:
            async with self._store.writing() as db:
                await publications.change(db, publication_id, replay=dict(found),
                                          replay_state=Replay.REGRESSED.value)
            return None
        if done.draft_id:
            async with self._store.writing() as db:
                await drafts.settle(db, done.draft_id, DraftState.DRAFT.value, self._clock())
        return done

    async def _restore(self, publication_id: str, editor: Editor | None, cause: Cause,
                       found: Mapping[str, Any]) -> Publication:
        async with self._writing:
            async with self._store.reading() as db:
                row = await publications.find(db, publication_id)
            if row is None:
                raise NotFound(publication_id)
            was = publication_of(row)
            now = self._shelf.text(was.kind, was.item_id)
            if was.cause is not Cause.PUBLISHED or was.state is not Live.LIVE or now != was.after:
                raise NotPossible(NOT_LAST)
            why = {Cause.UNDONE: "Annulation", Cause.SWITCHED_BACK: "Retour en arrière"}[cause]
            message = f"{why} : {was.item_id} ({was.commit[:10]})"
            commit = await self._write(was.path, was.after, was.before, message, editor, editor)
            done = await self._record(was.kind, was.item_id, was.path, was.after, was.before,
                                      commit, cause, editor, editor, was.draft_id)
            changed: dict[str, Any] = {"state": Live(cause.value).value}
            if cause is Cause.SWITCHED_BACK:
                changed |= {"replay": dict(found), "replay_state": Replay.REGRESSED.value}
            elif was.replay_state is Replay.PENDING:
                changed["replay_state"] = Replay.OFF.value
            async with self._store.writing() as db:
                await publications.change(db, publication_id, **changed)
            return done

    async def _write(self, path: str, before: str | None, after: str | None, message: str,
                     author: Editor | None, publisher: Editor | None) -> str:
        """Write, then commit; a refused commit puts the file back. Raises NotPossible."""
        try:
            await asyncio.to_thread(self._git.ensure)
            await asyncio.to_thread(self._shelf.put, path, after)
            return await asyncio.to_thread(self._git.commit, path, message, signature(author),
                                           signature(publisher))
        except (NotCommitted, OSError) as fault:
            await asyncio.to_thread(self._shelf.put, path, before)
            await asyncio.to_thread(self._git.forget, path)
            raise NotPossible(REFUSED.format(reason=reason_of(fault))) from fault

    async def _record(self, kind: Kind, item_id: str, path: str, before: str | None,
                      after: str | None, commit: str, cause: Cause, author: Editor | None,
                      publisher: Editor | None, draft_id: str | None) -> Publication:
        now = self._clock()
        replay = self._first_replay if cause is Cause.PUBLISHED else Replay.OFF
        row = PublicationRow(
            id=secrets.token_hex(12), kind=kind.value, item_id=item_id, path=path,
            cause=cause.value, state=Live.LIVE.value, draft_id=draft_id,
            author=author.id if author else "service",
            publisher=publisher.id if publisher else "service", before=before, after=after,
            commit=commit, at=now, replay_state=replay.value, replay={})
        async with self._store.writing() as db:
            await publications.add(db, row)
            accounts.note(db, now, row.publisher, f"item.{cause.value}", row.id,
                          kind=kind.value, item=item_id, commit=commit[:12])
        return publication_of(row)


def signature(editor: Editor | None) -> Signature:
    """Return how someone signs a commit: the name is the start of the address."""
    if editor is None or not editor.email:
        return SERVICE
    return Signature(editor.email.partition("@")[0].replace(".", " ").title(), editor.email)


def reason_of(fault: Exception) -> str:
    """Say in a few words why git refused."""
    text = str(fault)
    if "index.lock" in text:
        return "un autre changement est en cours"
    if "merge" in text or "rebase" in text:
        return "une fusion n'est pas terminée"
    return "un contrôle l'a refusé" if "hook" in text else "il est indisponible"
