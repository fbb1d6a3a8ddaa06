"""« Fiche à emporter » : one answer on paper, with its steps, papers to tick, places, dates."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from channels.access import public
from channels.doors import TheDoors
from channels.pages import render
from channels.visit import visit_of
from mediation.answer import Answer

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)


@router.get("/fiches/{entry_id}/imprimer")
async def print_entry(request: Request, doors: TheDoors, entry_id: str,
                      facile: Annotated[bool, Query()] = False) -> HTMLResponse:
    """Show one entry, ready to print."""
    answer = doors.library.card(entry_id)
    if answer is None:
        raise HTTPException(404)
    return _sheet(request, doors, answer, f"/fiches/{entry_id}", facile)


@router.get("/chat/fiches/{turn_id}")
async def print_answer(request: Request, doors: TheDoors, turn_id: str) -> HTMLResponse:
    """Show an answer of this browser's conversation, its places included, ready to print."""
    visit = await visit_of(request, doors)
    answer = next((item.reply.answer for item in visit.items
                   if item.reply and item.reply.turn_id == turn_id and item.reply.answer), None)
    if answer is None:
        raise HTTPException(404)
    whole = doors.library.card(answer.entry_id)
    if answer.facet is not None and whole is not None:  # a follow-up: the sheet is the whole one
        answer = whole.model_copy(update={"partners": answer.partners, "place": answer.place})
    return _sheet(request, doors, answer, "/#dernier", visit.comfort.is_easy)


def _sheet(request: Request, doors: TheDoors, answer: Answer, back: str,
           is_easy: bool) -> HTMLResponse:
    return render(request, "card/sheet.html", {
        "answer": answer, "back": back, "is_easy": is_easy, "today": doors.library.today(),
        "notices": doors.library.notices(answer.entry_id)})
