"""One case at the desk: read it, claim it, talk, hand it back or close it."""

from datetime import timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels.access import Mediator
from channels.api_shapes import well_formed
from channels.desk_panels import panels_of
from channels.desk_words import ASIDE_REASONS, NOTICES, RESULTS
from channels.doors import Doors, Person, TheDoors
from channels.pages import render
from channels.state import TheSightings
from channels.transcript import Row, rows_of, since_agreed
from mediation.case import CeilingReached
from mediation.desk import LONGEST
from mediation.outcome import CaseStatus
from mediation.ports import CaseSummary
from mediation.queueing.moves import LONGEST_ASIDE

router = APIRouter(prefix="/mediation/cas/{case_id}", include_in_schema=False)


async def found_case(doors: Doors, case_id: str) -> CaseSummary:
    """Return the case; 404 when there is none."""
    case = await doors.desk.case(case_id)
    if case is None or case.status is CaseStatus.OFFERED:
        raise HTTPException(404)
    return case


async def said_since(doors: Doors, case: CaseSummary, after: int = 0) -> list[Row]:
    """Return what was said since the resident agreed, from seq `after` on."""
    return rows_of(since_agreed(await doors.desk.conversation(case.id, after), case))


async def noted_read(doors: Doors, case: CaseSummary, person: Person, rows: list[Row]) -> None:
    """Note that the holder's page shows these rows."""
    if rows and case.claimed_by == person.id and rows[-1].seq > case.read_seq:
        await doors.desk.note_read(case.id, person.id, rows[-1].seq)


async def hands_of(doors: Doors, case: CaseSummary, person: Person) -> dict[str, Any]:
    """Return what this mediator may do with the case, and to whom it may go."""
    today = doors.library.today()
    is_theirs = case.claimed_by == person.id
    return {"is_mine": is_theirs and case.status is CaseStatus.CLAIMED,
            "is_aside": is_theirs and case.status is CaseStatus.PENDING, "results": RESULTS,
            "reasons": ASIDE_REASONS, "tomorrow": today + timedelta(days=1), "today": today,
            "last_day": today + LONGEST_ASIDE,
            "colleagues": await doors.desk.colleagues(person.id) if is_theirs else ()}


@router.get("")
async def show_case(request: Request, case_id: str, person: Mediator, doors: TheDoors,
                    sightings: TheSightings,
                    pris: Annotated[str, Query(max_length=10)] = "",
                    note: Annotated[str, Query(max_length=10)] = "") -> HTMLResponse:
    """Show the brief, the conversation and what can be done."""
    await sightings.note(doors.presence, person.id)
    case = await found_case(doors, case_id)
    rows = await said_since(doors, case)
    await noted_read(doors, case, person, rows)
    return render(request, "desk/case.html", {
        "person": person, "case": case, "rows": rows,
        "after": rows[-1].seq if rows else 0, "notice": NOTICES.get(pris or note, ""),
        "panels": await panels_of(doors, case, person)}
        | await hands_of(doors, case, person))


@router.get("/suite")
async def show_new_messages(request: Request, case_id: str, person: Mediator, doors: TheDoors,
                            sightings: TheSightings,
                            after: Annotated[int, Query(ge=0, le=2**53)] = 0) -> Response:
    """Show what came after `after`: the page asks every two seconds; 204 when nothing did."""
    await sightings.note(doors.presence, person.id, is_alone=True)
    case = await found_case(doors, case_id)
    rows = await said_since(doors, case, after)
    if not rows:
        return Response(status_code=204)
    await noted_read(doors, case, person, rows)
    is_mine = case.claimed_by == person.id and case.status is CaseStatus.CLAIMED
    return render(request, "desk/more.html", {
        "case": case, "rows": rows, "after": rows[-1].seq, "is_mine": is_mine})


@router.post("/prendre")
async def claim(case_id: str, person: Mediator, doors: TheDoors) -> Response:
    """Take the case; someone else may have been faster, or the desk may be full."""
    try:
        said = "" if await doors.desk.claim(case_id, person.id) else "?pris=non"
    except CeilingReached:
        said = "?pris=plein"
    return RedirectResponse(f"/mediation/cas/{case_id}{said}", 303)


@router.post("/dire")
async def say(request: Request, case_id: str, person: Mediator, doors: TheDoors,
              sightings: TheSightings, text: Annotated[str, Form()] = "") -> Response:
    """Send words to the resident, on the channel they use."""
    await sightings.note(doors.presence, person.id)
    words = well_formed(text).replace("\r\n", "\n").strip()
    if len(words) > LONGEST:
        raise HTTPException(413)
    if words:
        await doors.desk.say(case_id, person.id, words)
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Trigger": "said"})
    return RedirectResponse(f"/mediation/cas/{case_id}#message", 303)


@router.post("/rendre")
async def release(case_id: str, person: Mediator, doors: TheDoors) -> Response:
    """Put the case back in the queue for a colleague."""
    await doors.desk.release(case_id, person.id)
    return RedirectResponse("/mediation", 303)


@router.post("/terminer")
async def close(case_id: str, person: Mediator, doors: TheDoors,
                result: Annotated[Literal["resolved", "referred", "abandoned"], Form()],
                ) -> Response:
    """Close the case; the assistant answers again."""
    await doors.desk.close(case_id, person.id, result)
    return RedirectResponse("/mediation", 303)


@router.post("/mots/{seq}")
async def reveal(request: Request, case_id: str, seq: int, person: Mediator,
                 doors: TheDoors) -> HTMLResponse:
    """Show the masked words of one message to who holds the case; the desk notes it."""
    case = await found_case(doors, case_id)
    if all(row.seq != seq for row in await said_since(doors, case, seq - 1)):
        raise HTTPException(404)
    words = await doors.desk.reveal(case_id, person.id, seq)
    return render(request, "desk/revealed.html", {"words": words, "case": case, "seq": seq,
                  "is_page": "hx-request" not in request.headers})
