"""The lists of the editors' desk: items with what is missing, drafts, journal, new items."""

import asyncio
from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from channels.access import Editor
from channels.editing_door import EditingRoute, TheEditing, as_editor, kind_of, page
from channels.editing_words import (
    CAUSES,
    DONE,
    DRAFT_STATES,
    FILTERS,
    LIVE_STATES,
    PARTNER_STATES,
    STATES,
)
from knowledge.checks.words import fold_keep
from knowledge.editing.kinds import WORDS, Kind, title_of
from knowledge.editing.shelf import is_slug
from knowledge.editing.values import slug
from knowledge.vocabulary import DOMAIN_LABELS
from mediation.editing.catalogue import Row
from mediation.editing.shapes import Draft, DraftState

router = APIRouter(prefix="/redaction", route_class=EditingRoute, include_in_schema=False)
Text = Annotated[str, Query(max_length=200)]
TAKEN = "Ce nom est déjà pris. Choisissez-en un autre, ou ouvrez la fiche qui existe."
UNFIT = "Écrivez un nom court, par exemple « carte-grise » : minuscules, chiffres et tirets."


@router.get("")
async def show_home(_: Editor) -> Response:
    """Go to the entries."""
    return RedirectResponse("/redaction/fiches", 303)


@router.get("/brouillons")
async def show_drafts(request: Request, person: Editor, desk: TheEditing, fait: Text = ""
                      ) -> Response:
    """Show what waits for me, what waits for others, and what was put aside."""
    drafts = await desk.drafts.open_drafts()
    names = await desk.journal.names(each.author for each in drafts)
    ready = [each for each in drafts if each.state is not DraftState.DRAFT]
    return page(request, person, "drafts.html", {
        "to_publish": [each for each in ready if each.author != person.id],
        "mine": [each for each in drafts if each.author == person.id],
        "others": [each for each in drafts
                   if each.author != person.id and each.state is DraftState.DRAFT],
        "aside": await desk.drafts.put_aside(as_editor(person)), "names": names,
        "states": DRAFT_STATES, "title_of": title_of, "done": DONE.get(fait, "")})


@router.get("/journal")
async def show_journal(request: Request, person: Editor, desk: TheEditing) -> Response:
    """Show the last publications, with what each changed."""
    made = await desk.journal.latest()
    lists = desk.catalogue.lists()
    changes = {each.id: desk.journal.changes(each, lists) for each in made}
    names = await desk.journal.names(id_ for each in made for id_ in (each.author, each.publisher))
    return page(request, person, "journal.html", {
        "made": made, "changes": changes, "names": names, "causes": CAUSES,
        "states": LIVE_STATES})


@router.get("/{kind_slug}")
async def show_list(request: Request, kind_slug: str, person: Editor, desk: TheEditing,
                    q: Text = "", theme: Text = "", etat: Text = "") -> Response:
    """Show the items of a kind, searched and filtered."""
    kind = kind_of(kind_slug)
    rows = await asyncio.to_thread(desk.catalogue.rows, kind)
    drafts: dict[str, list[Draft]] = defaultdict(list)
    for draft in await desk.drafts.open_drafts():
        if draft.kind is kind:
            drafts[draft.item_id].append(draft)
    known = {row.id for row in rows}
    news = [draft for each in drafts.values() for draft in each if draft.item_id not in known]
    names = await desk.journal.names(each.author for all_ in drafts.values() for each in all_)
    words = fold_keep(q).split()
    shown = [row for row in rows if all(word in row.words for word in words)
             and (not theme or row.domain == theme) and _is_in(row, drafts[row.id], etat)]
    states = STATES | (PARTNER_STATES if kind is Kind.PARTNER else {})
    return page(request, person, "list.html", {
        "kind": kind, "words": WORDS[kind], "rows": shown, "total": len(rows), "drafts": drafts,
        "news": news, "names": names, "states": states, "draft_states": DRAFT_STATES,
        "filters": FILTERS, "domains": DOMAIN_LABELS, "title_of": title_of,
        "q": q, "theme": theme, "etat": etat})


def _is_in(row: Row, drafts: list[Draft], wanted: str) -> bool:
    match wanted:
        case "brouillon":
            return bool(drafts)
        case "attente":
            return any(each.state is not DraftState.DRAFT for each in drafts)
        case "defauts":
            return bool(row.gaps)
        case "due":
            return row.state in ("due", "withheld")
        case "withheld":
            return row.state == "withheld"
        case _:
            return True


@router.get("/{kind_slug}/nouveau")
async def show_new(request: Request, kind_slug: str, person: Editor) -> Response:
    """Ask for the name of a new item."""
    return page(request, person, "new.html", {
        "words": WORDS[kind_of(kind_slug)], "name": "", "problem": ""})


@router.post("/{kind_slug}/nouveau")
async def begin_new(request: Request, kind_slug: str, person: Editor, desk: TheEditing,
                    name: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Begin the draft of an item that does not exist."""
    kind = kind_of(kind_slug)
    item_id = slug(name)
    problem = "" if is_slug(item_id) else UNFIT
    if not problem and item_id in desk.shelf.ids(kind):
        problem = TAKEN
    if problem:
        return page(request, person, "new.html",
                    {"words": WORDS[kind], "name": name, "problem": problem}, 422)
    draft = await desk.drafts.begin(as_editor(person), kind, item_id)
    return RedirectResponse(f"/redaction/brouillons/{draft.id}", 303)
