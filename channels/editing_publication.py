"""One publication: what it changed, whether it answers, what the replay found, undoing it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from channels.access import Editor
from channels.editing_door import EditingRoute, TheEditing, as_editor, page
from channels.editing_words import CAUSES, DONE, EXPECTED, LIVE_STATES
from knowledge.editing.kinds import WORDS, Kind, title_of
from knowledge.vocabulary import DOMAIN_LABELS, Domain
from mediation.editing.desk import EditingDesk
from mediation.editing.shapes import Cause, Live, Publication, Replay

router = APIRouter(prefix="/redaction/publications/{publication_id}", route_class=EditingRoute,
                   include_in_schema=False)


async def _context(desk: EditingDesk, made: Publication) -> dict[str, Any]:
    values = (desk.shelf.values_in(made.kind, made.item_id, made.after)
              or desk.shelf.values_in(made.kind, made.item_id, made.before) or {})
    text = desk.shelf.text(made.kind, made.item_id)
    is_undoable = (made.cause is Cause.PUBLISHED and made.state is Live.LIVE
                   and made.after == text)
    return {"made": made, "words": WORDS[made.kind], "title": title_of(made.kind, values),
            "changes": desk.journal.changes(made, desk.catalogue.lists()),
            "names": await desk.journal.names([made.author, made.publisher]),
            "is_checking": made.replay_state in (Replay.PENDING, Replay.RUNNING),
            "is_undoable": is_undoable, "is_answering": _answers(desk, made, text),
            "said_as": lambda name, value: _said(desk, name, value), "causes": CAUSES,
            "states": LIVE_STATES, "expected": EXPECTED,
            "regressions": made.replay.get("regressions") or (),
            "played": made.replay.get("played") or ()}


def _said(desk: EditingDesk, name: str, value: str) -> str:
    """Say an expected or a found value as people read it."""
    if name == "domain" and value in set(Domain):
        return DOMAIN_LABELS[Domain(value)]
    lists = desk.catalogue.lists()
    names = lists["entries"] if name == "entry" else lists["organisations"]
    return ", ".join(names.get(each, each) for each in value.split(", "))


def _answers(desk: EditingDesk, made: Publication, text: str | None) -> bool:
    """Say whether the service has read this text already."""
    if text != made.after or made.kind is not Kind.ENTRY:
        return text == made.after
    entry = desk.base.now.repository.entry(made.item_id)
    values = desk.shelf.values(made.kind, made.item_id)
    return (entry is not None) == (values is not None) and (
        entry is None or entry.body == (values or {}).get("body"))


@router.get("")
async def show(request: Request, publication_id: str, person: Editor, desk: TheEditing,
               fait: Annotated[str, Query(max_length=60)] = "") -> Response:
    """Show the whole page."""
    made = await desk.journal.publication(publication_id)
    return page(request, person, "publication.html",
                await _context(desk, made) | {"done": DONE.get(fait, "")})


@router.get("/suite")
async def show_part(request: Request, publication_id: str, person: Editor, desk: TheEditing
                    ) -> Response:
    """Show the replay alone: the page asks for it while it runs."""
    made = await desk.journal.publication(publication_id)
    return page(request, person, "replay.html", await _context(desk, made))


@router.post("/annuler")
async def undo(publication_id: str, person: Editor, desk: TheEditing) -> Response:
    """Put the former text back, in one click."""
    await desk.publishing.undo(as_editor(person), publication_id)
    return RedirectResponse(f"/redaction/publications/{publication_id}?fait=annule", 303)
