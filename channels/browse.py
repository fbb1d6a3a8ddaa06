"""Reads the base without asking: life events, poles of the place, one entry's card."""

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from channels.access import public
from channels.doors import TheDoors
from channels.pages import render

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)


@router.get("/parcours")
async def show_events(request: Request, doors: TheDoors) -> HTMLResponse:
    """List the situations of life, and the poles when the place has some."""
    return render(request, "browse/events.html", {
        "shelves": doors.library.shelves(), "poles": doors.library.poles()})


@router.get("/parcours/{event_id}")
async def show_event(request: Request, doors: TheDoors, event_id: str) -> HTMLResponse:
    """Show one situation: what cannot wait, then the entries in order."""
    shelf = doors.library.shelf(event_id)
    if shelf is None:
        raise HTTPException(404)
    return render(request, "browse/event.html", {"shelf": shelf})


@router.get("/fiches/{entry_id}")
async def show_entry(request: Request, doors: TheDoors, entry_id: str) -> HTMLResponse:
    """Show one entry's card, as the conversation shows it."""
    answer = doors.library.card(entry_id)
    if answer is None:
        raise HTTPException(404)
    return render(request, "browse/entry.html", {
        "answer": answer, "notices": doors.library.notices(entry_id)})
