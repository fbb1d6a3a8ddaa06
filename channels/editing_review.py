"""A draft read by others: what it changes, its card, its publication; and the joining of two."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from channels.access import Editor
from channels.editing_door import EditingRoute, TheEditing, as_editor, page
from channels.editing_words import DONE, DRAFT_STATES
from knowledge.editing.differences import differences
from knowledge.editing.kinds import WORDS, fields_of, title_of
from knowledge.editing.speaking import said
from mediation.editing.shapes import DraftState, NotPossible, NotTheAuthor

router = APIRouter(prefix="/redaction/brouillons/{draft_id}", route_class=EditingRoute,
                   include_in_schema=False)
Text = Annotated[str, Query(max_length=200)]
MOVES = {"proposer": (DraftState.READY, "propose"), "reprendre": (DraftState.DRAFT, "repris"),
         "abandonner": (DraftState.ABANDONED, "abandonne")}


@router.get("/relire")
async def review(request: Request, draft_id: str, person: Editor, desk: TheEditing,
                 fait: Text = "") -> Response:
    """Show what the draft changes, its faults and its card."""
    draft = await desk.drafts.draft(draft_id)
    lists = desk.catalogue.lists()
    faults = await desk.faults(draft.kind, draft.item_id, draft.content) if draft.is_open else ()
    names = await desk.journal.names([draft.author])
    return page(request, person, "review.html", {
        "draft": draft, "words": WORDS[draft.kind], "names": names, "faults": faults,
        "title": title_of(draft.kind, draft.content), "states": DRAFT_STATES,
        "changes": differences(fields_of(draft.kind), draft.base, draft.content, lists),
        "is_mine": draft.author == person.id, "done": DONE.get(fait, ""),
        "is_stopped": any(each.is_blocking for each in faults),
        "is_stale": desk.is_stale(draft.kind, draft.item_id, draft.base_digest),
        "reply": desk.previews.reply(draft.kind, draft.item_id, draft.content)})


@router.get("/apercu")
async def preview(request: Request, draft_id: str, person: Editor, desk: TheEditing,
                  cas: Text = "") -> Response:
    """Show the card that residents would get, for each case."""
    draft = await desk.drafts.draft(draft_id)
    return page(request, person, "preview.html", {
        "title": title_of(draft.kind, draft.content), "chosen": cas, "kind": draft.kind,
        "reply": desk.previews.reply(draft.kind, draft.item_id, draft.content, cas),
        "cases": desk.previews.cases(draft.content), "is_draft": True,
        "address": f"/redaction/brouillons/{draft_id}", "here": "apercu"})


@router.post("/publier")
async def publish(draft_id: str, person: Editor, desk: TheEditing,
                  version: Annotated[int, Form(ge=0, le=10**9)] = 0) -> Response:
    """Publish someone else's draft: written, committed, then found by the service itself."""
    draft = await desk.drafts.draft(draft_id)
    if draft.author != person.id:
        faults = await desk.faults(draft.kind, draft.item_id, draft.content)
        if any(each.is_blocking for each in faults):
            raise NotPossible("Ce brouillon a encore un défaut à corriger. Rien n'est publié.")
    made = await desk.publishing.publish(as_editor(person), draft_id, version)
    return RedirectResponse(f"/redaction/publications/{made.id}?fait=publie", 303)


@router.get("/fusion")
async def show_joining(request: Request, draft_id: str, person: Editor, desk: TheEditing,
                       avec: Text = "") -> Response:
    """Show both versions of what two people changed, side by side."""
    draft = await desk.drafts.draft(draft_id)
    if draft.author != person.id:
        raise NotTheAuthor(draft_id)
    other = await desk.drafts.draft(avec) if avec else None
    merged = desk.drafts.conflicts(draft, other)
    made = await desk.journal.of_item(draft.kind, draft.item_id)
    names = await desk.journal.names([each.author for each in made[:1]])
    return page(request, person, "joining.html", {
        "draft": draft, "title": title_of(draft.kind, draft.content), "avec": avec,
        "conflicts": merged.conflicts, "lists": desk.catalogue.lists(), "said": said,
        "theirs": "" if avec or not made else names.get(made[0].author, "")})


@router.post("/fusion")
async def join(request: Request, draft_id: str, person: Editor, desk: TheEditing,
               avec: Annotated[str, Form(max_length=60)] = "") -> Response:
    """Keep the versions chosen; the others are put aside."""
    form = await request.form(max_fields=5000)
    chosen = {key.removeprefix("garder:"): str(form[key]) for key in form
              if key.startswith("garder:") and form[key] in ("mine", "theirs")}
    await desk.drafts.settle(as_editor(person), draft_id, chosen, avec or None)
    return RedirectResponse(f"/redaction/brouillons/{draft_id}?fait=choisi", 303)


@router.post("/adopter")
async def adopt(draft_id: str, person: Editor, desk: TheEditing) -> Response:
    """Go on with the correction that a place sent: someone else then publishes it."""
    draft = await desk.drafts.adopt(as_editor(person), draft_id)
    return RedirectResponse(f"/redaction/brouillons/{draft.id}?fait=repris", 303)


@router.post("/{move}")
async def move(draft_id: str, move: str, person: Editor, desk: TheEditing) -> Response:
    """Propose the draft, take it back, or give it up."""
    if move not in MOVES:
        raise HTTPException(404)
    state, done = MOVES[move]
    draft = await desk.drafts.draft(draft_id)
    if state is DraftState.READY and draft.author == person.id:
        faults = await desk.faults(draft.kind, draft.item_id, draft.content)
        if any(each.is_blocking for each in faults):
            return RedirectResponse(f"/redaction/brouillons/{draft_id}#haut", 303)
    await desk.drafts.move(as_editor(person), draft_id, state)
    if state is DraftState.ABANDONED:
        return RedirectResponse(f"/redaction/brouillons?fait={done}", 303)
    where = "/relire" if state is DraftState.READY else ""
    return RedirectResponse(f"/redaction/brouillons/{draft_id}{where}?fait={done}", 303)
