"""Call-backs at the desk: the list in due order, the contact on a click, tried, done."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels.access import Mediator
from channels.callback_words import DONE
from channels.doors import Doors, Person, TheDoors
from channels.pages import render
from mediation.callbacks.desk import CallbackCard, Callbacks
from mediation.callbacks.shapes import MOST_ATTEMPTS
from mediation.outcome import CaseStatus, Holder
from mediation.ports import CaseSummary

PANEL = "desk/panels/contact.html"
SAID = {
    "fait": "C'est noté : la demande est fermée.",
    "essai": "L'essai est noté. La demande revient pour le prochain jour d'ouverture.",
    "ferme": "Trois essais sans réponse : la demande est fermée, et la personne en est informée.",
    "rien": "Cette demande n'attend plus de rappel.",
    "inconnu": "Je ne trouve pas de demande avec ce code. Vérifiez les six chiffres. Un code se "
               "termine après quelques jours ; après cinq essais, attendez un quart d'heure.",
}


def room_of(doors: TheDoors) -> Callbacks:
    """Return the room of call-backs; 404 in a house without it."""
    if doors.rooms.callbacks is None:
        raise HTTPException(404)
    return doors.rooms.callbacks


TheRoom = Annotated[Callbacks, Depends(room_of)]
router = APIRouter(prefix="/mediation/rappels", include_in_schema=False)


async def seen_by(doors: Doors, person: Person, room: Callbacks) -> list[CallbackCard]:
    """Return the call-backs of the cases that this mediator sees."""
    lists = await doors.desk.lists(person.id)
    waiting = {case.id for case in lists.waiting}
    return [card for card in await room.listed()
            if card.case.status is not CaseStatus.WAITING or card.case.id in waiting]


async def contact_panel(doors: Doors, case: CaseSummary,
                        person: Person) -> Mapping[str, Any] | None:
    """Return what the panel beside a case shows."""
    room = doors.rooms.callbacks
    if room is None or case.status is CaseStatus.CLOSED:
        return None
    return {"card": await room.of_case(case.id), "results": DONE,
            "is_mine": case.claimed_by == person.id,
            "is_quiet": await room.holder_of(case.conversation_id) is Holder.ASSISTANT}


@router.get("")
async def show_callbacks(request: Request, person: Mediator, doors: TheDoors, room: TheRoom,
                         dit: Annotated[str, Query(max_length=10)] = "") -> HTMLResponse:
    """Show who is to be called, written to or received, in the order of the days."""
    cards = await seen_by(doors, person, room)
    return render(request, "desk/callbacks.html", {
        "person": person, "cards": cards, "results": DONE, "said": SAID.get(dit, ""),
        "late": sum(card.is_late for card in cards)})


@router.post("/code")
async def find(person: Mediator, doors: TheDoors,
               code: Annotated[str, Form(max_length=40)] = "") -> Response:
    """Open the case of a code said aloud: the same brief, nothing to repeat."""
    case = await doors.desk.find_by_code(code, person.id)
    to = f"/mediation/cas/{case.id}" if case else "/mediation/rappels?dit=inconnu"
    return RedirectResponse(to, 303)


@router.post("/{case_id}/contact")
async def reveal(request: Request, case_id: str, person: Mediator,
                 room: TheRoom) -> HTMLResponse:
    """Show the number or the address to who holds the case; the desk notes it."""
    contact = await room.reveal(case_id, person.id)
    return render(request, "desk/callbacks_contact.html", {
        "contact": contact, "case_id": case_id, "is_page": "hx-request" not in request.headers})


@router.post("/{case_id}/sans-reponse")
async def note_no_answer(case_id: str, person: Mediator, room: TheRoom) -> Response:
    """Count one call without an answer."""
    times = await room.no_answer(case_id, person.id)
    said = "rien" if not times else "ferme" if times >= MOST_ATTEMPTS else "essai"
    return RedirectResponse(f"/mediation/rappels?dit={said}", 303)


@router.post("/{case_id}/fait")
async def note_done(case_id: str, person: Mediator, room: TheRoom,
                    result: Annotated[Literal["resolved", "referred", "abandoned"], Form()],
                    ) -> Response:
    """End a call-back with what came of it."""
    is_done = await room.done(case_id, person.id, result)
    return RedirectResponse(f"/mediation/rappels?dit={'fait' if is_done else 'rien'}", 303)
