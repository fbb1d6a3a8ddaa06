"""Beside a case: what the assistant would answer, quick replies, notes, labels, deliveries."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from channels.access import Mediator
from channels.api_shapes import well_formed
from channels.desk_beside import delivery_panel, is_held
from channels.desk_case import found_case
from channels.doors import TheDoors, doors_of
from channels.pages import render
from mediation.desk import LONGEST
from mediation.tools.room import Tools

router = APIRouter(prefix="/mediation/cas/{case_id}", include_in_schema=False)


def tools_of(request: Request) -> Tools:
    """Return the tools of the running app; 404 when it has none."""
    tools = doors_of(request).rooms.tools
    if tools is None:
        raise HTTPException(404)
    return tools


TheTools = Annotated[Tools, Depends(tools_of)]


@router.get("/remise")
async def show_delivery(request: Request, case_id: str, person: Mediator, doors: TheDoors,
                        _: TheTools) -> Response:
    """Show the state of the last message: the page asks every three seconds."""
    case = await found_case(doors, case_id)
    panel = await delivery_panel(doors, case, person)
    if panel is None:
        raise HTTPException(404)
    return render(request, "desk/delivery.html", {"case": case, "panel": panel})


@router.get("/fiches")
async def search(request: Request, case_id: str, person: Mediator, doors: TheDoors,
                 tools: TheTools, q: Annotated[str, Query(max_length=400)] = "") -> Response:
    """Search entries for this case: in place, or as a page without scripts."""
    case = await found_case(doors, case_id)
    if not is_held(case, person):
        raise HTTPException(404)
    context = {"person": person, "case": case, "asked": q,
               "found": await tools.suggestions.search(well_formed(q), case.id)}
    name = "desk/found.html" if "hx-request" in request.headers else "desk/found_page.html"
    return render(request, name, context)


@router.post("/composer")
async def compose(request: Request, case_id: str, person: Mediator, doors: TheDoors,
                  _: TheTools, text: Annotated[str, Form(max_length=LONGEST)] = "") -> Response:
    """Show the message with these words in it, to read again and send: without scripts."""
    case = await found_case(doors, case_id)
    if not is_held(case, person):
        raise HTTPException(404)
    return render(request, "desk/composer.html",
                  {"person": person, "case": case, "text": well_formed(text)})


@router.post("/notes")
async def write_note(case_id: str, person: Mediator, doors: TheDoors, tools: TheTools,
                     text: Annotated[str, Form(max_length=LONGEST)] = "") -> Response:
    """Add an internal note."""
    await found_case(doors, case_id)
    await tools.notes.write(case_id, person.id, well_formed(text))
    return RedirectResponse(f"/mediation/cas/{case_id}#notes", 303)


@router.post("/etiquettes")
async def choose_labels(request: Request, case_id: str, person: Mediator, doors: TheDoors,
                        tools: TheTools) -> Response:
    """Put the ticked labels on the case."""
    await found_case(doors, case_id)
    form = await request.form()
    await tools.notes.label(case_id, person.id, [str(each) for each in form.getlist("label")])
    return RedirectResponse(f"/mediation/cas/{case_id}#notes", 303)
