"""One item at the editors' desk: its state, its card, its drafts, its history."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from channels.access import Editor
from channels.editing_door import EditingRoute, TheEditing, as_editor, kind_of, page
from channels.editing_words import CAUSES, DONE, DRAFT_STATES, LIVE_STATES, PARTNER_STATES, STATES
from knowledge.editing.kinds import WORDS, Kind, title_of
from mediation.editing.shapes import Cause, Live

router = APIRouter(prefix="/redaction", route_class=EditingRoute, include_in_schema=False)
Text = Annotated[str, Query(max_length=200)]


@router.get("/{kind_slug}/{item_id}")
async def show_item(request: Request, kind_slug: str, item_id: str, person: Editor,
                    desk: TheEditing, fait: Text = "") -> Response:
    """Show what is published, what is being written, and every version."""
    kind = kind_of(kind_slug)
    values = desk.shelf.values(kind, item_id)
    drafts = await desk.drafts.open_drafts(kind, item_id)
    made = await desk.journal.of_item(kind, item_id)
    if values is None and not drafts and not made:
        raise HTTPException(404)
    row = await asyncio.to_thread(desk.catalogue.row, kind, item_id)
    faults = await asyncio.to_thread(desk.catalogue.published_faults, kind, item_id,
                                     values) if values else ()
    history = await asyncio.to_thread(desk.journal.history, kind, item_id, made,
                                      desk.catalogue.lists())
    text = desk.shelf.text(kind, item_id)
    undoable = next((each.id for each in made[:1] if each.state is Live.LIVE
                     and each.cause is Cause.PUBLISHED and each.after == text), "")
    people = {each.author for each in drafts} | {each.publisher for each in made}
    names = await desk.journal.names(people | {each.author for each in made})
    return page(request, person, "item.html", {
        "kind": kind, "words": WORDS[kind], "item_id": item_id, "row": row, "faults": faults,
        "title": title_of(kind, values or (drafts[0].content if drafts else {})),
        "exists": values is not None, "drafts": drafts, "history": history, "names": names,
        "undoable": undoable, "draft_states": DRAFT_STATES, "causes": CAUSES,
        "states": STATES | (PARTNER_STATES if kind is Kind.PARTNER else {}),
        "live_states": LIVE_STATES, "done": DONE.get(fait, "")})


@router.get("/{kind_slug}/{item_id}/carte")
async def show_card(request: Request, kind_slug: str, item_id: str, person: Editor,
                    desk: TheEditing, cas: Text = "") -> Response:
    """Show the card that residents get now."""
    kind = kind_of(kind_slug)
    values = desk.shelf.values(kind, item_id)
    if values is None:
        raise HTTPException(404)
    return page(request, person, "preview.html", {
        "title": title_of(kind, values), "reply": desk.previews.reply(kind, item_id, values, cas),
        "cases": desk.previews.cases(values), "chosen": cas, "kind": kind, "is_draft": False,
        "address": f"/redaction/{kind_slug}/{item_id}", "here": "carte"})


@router.post("/{kind_slug}/{item_id}/brouillon")
async def begin(kind_slug: str, item_id: str, person: Editor, desk: TheEditing) -> Response:
    """Begin this editor's draft, or go back to it."""
    kind = kind_of(kind_slug)
    if desk.shelf.values(kind, item_id) is None:
        raise HTTPException(404)
    draft = await desk.drafts.begin(as_editor(person), kind, item_id)
    return RedirectResponse(f"/redaction/brouillons/{draft.id}", 303)
