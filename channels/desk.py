"""The mediators' queue: who waits, whom I help, what I set aside, whether I am available."""

import hashlib
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels.access import Mediator
from channels.doors import Doors, Options, Person, TheDoors, TheOptions
from channels.pages import render
from channels.state import TheSightings

router = APIRouter(prefix="/mediation", include_in_schema=False)
MOST_SHOWN = 50  # of those who wait: the page asks for them every three seconds


async def queue_of(doors: Doors, person: Person, is_here: bool) -> dict[str, Any]:
    """Return the cases by what this mediator can do with them, and whether they count as there."""
    lists = await doors.desk.lists(person.id)
    state = hashlib.blake2b(repr((lists, is_here)).encode(), digest_size=9).hexdigest()
    return {"person": person, "lists": lists, "shown": lists.waiting[:MOST_SHOWN], "state": state,
            "unread": sum(lists.unread.values()),
            "is_here": is_here, "dangers": sum(each.priority > 1 for each in lists.waiting),
            "is_available": await doors.presence.is_available(person.id)}


async def desk_name_of(doors: Doors, options: Options, person: Person) -> str:
    """Return the name of the desk this mediator works at."""
    if doors.rooms.desk_places is None:
        return options.desk_name
    desk = await doors.rooms.desk_places.of_account(person.id)
    return desk.name if desk else options.desk_name


@router.get("")
async def show_queue(request: Request, person: Mediator, doors: TheDoors,
                     options: TheOptions, sightings: TheSightings) -> HTMLResponse:
    """Show the whole page."""
    is_here = await sightings.note(doors.presence, person.id)
    context = await queue_of(doors, person, is_here)
    context["desk_name"] = await desk_name_of(doors, options, person)
    return render(request, "desk/queue.html", context)


@router.get("/liste")
async def show_list(request: Request, person: Mediator, doors: TheDoors,
                    sightings: TheSightings,
                    vu: Annotated[str, Query(max_length=18)] = "") -> Response:
    """Show the lists alone: the page asks every three seconds; 204 when they are as it saw."""
    is_here = await sightings.note(doors.presence, person.id, is_alone=True)
    context = await queue_of(doors, person, is_here)
    if vu == context["state"]:
        return Response(status_code=204)
    return render(request, "desk/lists.html", context)


@router.post("/presence")
async def change_presence(person: Mediator, doors: TheDoors,
                          available: Annotated[bool, Form()] = False) -> Response:
    """Say that this mediator is available, or not any more."""
    await doors.presence.set_available(person.id, available)
    return RedirectResponse("/mediation", 303)
