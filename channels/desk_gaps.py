"""Back to knowledge from the desk: report in one click, then read what the editors made of it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from channels.access import Mediator
from channels.api_shapes import well_formed
from channels.desk_beside import is_held
from channels.desk_case import found_case
from channels.doors import Doors, Person, TheDoors, doors_of
from channels.gap_words import KINDS, STATES
from channels.pages import render
from mediation.gaps import Gaps, Report
from mediation.outcome import CaseStatus
from mediation.ports import NotYours

router = APIRouter(prefix="/mediation", include_in_schema=False)
Kind = Annotated[Literal["wrong", "incomplete", "outdated", "missing", "number"], Form()]
Words = Annotated[str, Form(max_length=2000)]
Name = Annotated[str, Form(max_length=120, pattern=r"^[a-z0-9-]*$")]
DONE = "C'est signalé à la rédaction. Vous lirez la suite dans « Mes signalements »."


def gaps_of(request: Request) -> Gaps:
    """Return the gaps of the running app; 404 when it has none."""
    gaps = doors_of(request).rooms.gaps
    if gaps is None:
        raise HTTPException(404)
    return gaps


TheGaps = Annotated[Gaps, Depends(gaps_of)]


@router.post("/cas/{case_id}/signaler")
async def report_from_case(request: Request, case_id: str, person: Mediator, doors: TheDoors,
                           gaps: TheGaps, kind: Kind, entry: Name = "", partner: Name = "",
                           question: Words = "", suggestion: Words = "",
                           news: Annotated[bool, Form()] = False) -> Response:
    """Report a point found while helping; only who holds the case, or anyone while it waits."""
    case = await found_case(doors, case_id)
    if not is_held(case, person) and case.status is not CaseStatus.WAITING:
        raise NotYours(case_id)
    await _report(doors, gaps, person, Report(
        kind, _entry(kind, entry), partner or None, well_formed(question),
        well_formed(suggestion), case.id, wants_news=news))
    return _said(request, f"/mediation/signalements?retour={case.id}")


@router.post("/signaler")
async def report(request: Request, person: Mediator, doors: TheDoors, gaps: TheGaps, kind: Kind,
                 entry: Name = "", partner: Name = "", question: Words = "",
                 suggestion: Words = "") -> Response:
    """Report a point found at the counter, without any case."""
    await _report(doors, gaps, person, Report(kind, _entry(kind, entry), partner or None,
                                              well_formed(question), well_formed(suggestion)))
    return _said(request, "/mediation/signalements?fait=oui")


@router.get("/signalements")
async def show_mine(request: Request, person: Mediator, gaps: TheGaps, retour: str = "",
                    fait: str = "") -> Response:
    """Show what this mediator reported, and its fate."""
    back = retour[:40] if retour[:40].isalnum() else ""
    return render(request, "desk/reports.html", {
        "person": person, "gaps": await gaps.listed(author=person.id), "kinds": KINDS,
        "states": STATES, "done": DONE if fait or back else "", "back": back})


async def _report(doors: Doors, gaps: Gaps, person: Person, said: Report) -> None:
    await gaps.report(person.id, said)
    if said.kind == "number" and said.partner_id:
        await doors.places.report(said.partner_id, f"desk:{person.id}")


def _entry(kind: str, entry: str) -> str | None:
    """Return the entry a report is about; one that is missing has none."""
    return None if kind == "missing" else entry or None


def _said(request: Request, page: str) -> Response:
    if "hx-request" in request.headers:
        return render(request, "desk/reported.html", {"done": DONE})
    return RedirectResponse(page, 303)
