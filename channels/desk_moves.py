"""What becomes of a case at the desk: given to a colleague, set aside, taken up again."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import RedirectResponse, Response

from channels.access import Mediator
from channels.doors import TheDoors
from mediation.queueing.moves import UnknownColleague

router = APIRouter(prefix="/mediation/cas/{case_id}", include_in_schema=False)


@router.post("/confier")
async def transfer(case_id: str, person: Mediator, doors: TheDoors,
                   to: Annotated[str, Form(max_length=40)]) -> Response:
    """Give the case to a named colleague; the resident is told."""
    try:
        await doors.desk.transfer(case_id, person.id, to)
    except UnknownColleague:
        raise HTTPException(422) from None
    return RedirectResponse("/mediation", 303)


@router.post("/mettre-de-cote")
async def set_aside(case_id: str, person: Mediator, doors: TheDoors,
                    reason: Annotated[str, Form(max_length=40)],
                    back_on: Annotated[date, Form()]) -> Response:
    """Keep the case for another day; the resident is told until when."""
    try:
        await doors.desk.set_aside(case_id, person.id, reason, back_on)
    except ValueError:
        return RedirectResponse(f"/mediation/cas/{case_id}?note=date#aside", 303)
    return RedirectResponse("/mediation", 303)


@router.post("/reprendre")
async def resume(case_id: str, person: Mediator, doors: TheDoors) -> Response:
    """Take up again a case set aside."""
    await doors.desk.resume(case_id, person.id)
    return RedirectResponse(f"/mediation/cas/{case_id}", 303)
