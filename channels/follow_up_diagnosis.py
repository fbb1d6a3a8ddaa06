"""The entry questionnaire, filled in with the person beside: it proposes, and keeps nothing."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from channels.access import Mediator
from channels.follow_up_asked import Room, Short
from channels.pages import render
from mediation.follow_up.diagnosing import Diagnoses

router = APIRouter(prefix="/mediation/diagnostic", include_in_schema=False)
MOST_ANSWERS = 80


def the_diagnoses(room: Room) -> Diagnoses:
    """Return the questionnaire; 404 as long as the operator did not switch it on."""
    if room.diagnoses is None:
        raise HTTPException(404)
    return room.diagnoses


Asked = Annotated[Diagnoses, Depends(the_diagnoses)]


@router.get("")
async def ask(request: Request, person: Mediator, asked: Asked) -> HTMLResponse:
    """Show the questions."""
    return render(request, "follow_up/diagnosis.html", {
        "person": person, "questions": asked.questions(), "given": frozenset(), "commune": "",
        "proposed": None, "path": "/mediation/suivi"})


@router.post("")
async def propose(request: Request, person: Mediator, asked: Asked, room: Room,
                  commune: Short = "") -> HTMLResponse:
    """Show what the answers lead to. They come in the body, and are written nowhere."""
    form = await request.form(max_files=0, max_fields=MOST_ANSWERS)
    given = frozenset(str(value) for name, value in form.multi_items() if name.startswith("q-"))
    place = room.place_of(commune)
    return render(request, "follow_up/diagnosis.html", {
        "person": person, "questions": asked.questions(), "given": given, "commune": commune,
        "path": "/mediation/suivi", "place": place, "proposed": asked.propose(given, place),
        "has_logbook": room.logbooks is not None,
        "books": await room.logbooks.listed(person.id) if room.logbooks else ()})
