"""The gaps on the editors' desk: what mediators report, and the answer given to each."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from channels.access import Editor
from channels.api_shapes import well_formed
from channels.desk_gaps import TheGaps
from channels.doors import TheDoors
from channels.editing_door import page
from channels.gap_words import KINDS, STATES
from mediation.gaps import OPEN_STATES

router = APIRouter(prefix="/redaction/lacunes", include_in_schema=False)
FILTERS = {"": "En cours", "done": "Faits", "refused": "Refusés", "toutes": "Tous"}


@router.get("")
async def show_gaps(request: Request, person: Editor, gaps: TheGaps, doors: TheDoors,
                    etat: Annotated[str, Query(max_length=20)] = "",
                    fait: Annotated[str, Query(max_length=20)] = "") -> Response:
    """Show the gaps, those to look at first."""
    states = {"": OPEN_STATES, "toutes": tuple(STATES)}.get(etat, (etat,))
    shown = await gaps.listed(states)
    cards = {each.entry_id: card.title for each in shown
             if each.entry_id and (card := doors.library.card(each.entry_id))}
    return page(request, person, "gaps.html", {
        "gaps": shown, "kinds_of_gap": KINDS, "states": STATES, "titles": cards,
        "filters": FILTERS, "etat": etat if etat in FILTERS else "",
        "done": "La suite est enregistrée : le médiateur la lira." if fait else ""})


@router.post("/{gap_id}")
async def decide(gap_id: str, person: Editor, gaps: TheGaps,
                 state: Annotated[Literal["new", "accepted", "refused", "done"], Form()],
                 answer: Annotated[str, Form(max_length=2000)] = "") -> Response:
    """Say what becomes of a gap."""
    if not await gaps.decide(gap_id, person.id, state, well_formed(answer)):
        raise HTTPException(404)
    return RedirectResponse("/redaction/lacunes?fait=oui", 303)
