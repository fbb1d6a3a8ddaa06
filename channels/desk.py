"""The mediators' queue: who waits, whom I help, whether I am available."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels.access import Mediator
from channels.doors import Doors, Person, TheDoors, TheOptions
from channels.pages import render
from channels.state import TheSightings
from mediation.outcome import CaseStatus

router = APIRouter(prefix="/mediation", include_in_schema=False)


async def queue_of(doors: Doors, person: Person) -> dict[str, Any]:
    """Return the cases by what this mediator can do with them."""
    cases = await doors.desk.queue()
    mine = [each for each in cases if each.claimed_by == person.id]
    waiting = [each for each in cases if each.status is CaseStatus.WAITING]
    others = [each for each in cases if each.claimed_by and each not in mine]
    return {"person": person, "mine": mine, "waiting": waiting, "others": others,
            "is_available": await doors.presence.is_available(person.id)}


@router.get("")
async def show_queue(request: Request, person: Mediator, doors: TheDoors,
                     options: TheOptions, sightings: TheSightings) -> HTMLResponse:
    """Show the whole page."""
    await sightings.note(doors.presence, person.id)
    context = await queue_of(doors, person) | {"desk_name": options.desk_name}
    return render(request, "desk/queue.html", context)


@router.get("/liste")
async def show_list(request: Request, person: Mediator, doors: TheDoors,
                    sightings: TheSightings) -> HTMLResponse:
    """Show the lists alone: the page asks for them every three seconds."""
    await sightings.note(doors.presence, person.id)
    return render(request, "desk/lists.html", await queue_of(doors, person))


@router.post("/presence")
async def change_presence(person: Mediator, doors: TheDoors,
                          available: Annotated[bool, Form()] = False) -> Response:
    """Say that this mediator is available, or not any more."""
    await doors.presence.set_available(person.id, available)
    return RedirectResponse("/mediation", 303)
