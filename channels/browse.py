"""Reads the base without asking: life events, poles of the place, one entry's card."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from channels.access import public
from channels.doors import Doors, TheDoors
from channels.pages import render
from channels.visit import kept_conversation

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
async def show_entry(request: Request, doors: TheDoors, entry_id: str,
                     facile: Annotated[bool | None, Query()] = None) -> HTMLResponse:
    """Show one entry's card, as the conversation shows it; in easy French when asked."""
    answer = doors.library.card(entry_id)
    if answer is None:
        raise HTTPException(404)
    return render(request, "browse/entry.html", {
        "answer": answer, "notices": doors.library.notices(entry_id),
        "is_easy": await _is_easy(request, doors) if facile is None else facile})


async def _is_easy(request: Request, doors: Doors) -> bool:
    """Say whether the conversation of this browser is in easy French."""
    kept = await kept_conversation(request, doors)
    return kept is not None and (await doors.comfort.read(kept.conversation_id)).is_easy
