"""Refer someone to a partner: choose the place with them, say why, record the agreement."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels.access import Mediator
from channels.doors import Doors, Person, TheDoors
from channels.follow_up_asked import (
    NOTHING_SAID,
    Agreed,
    Long,
    Look,
    Looked,
    Room,
    Short,
    looked_at,
)
from channels.follow_up_words import REFUSED
from channels.pages import render
from mediation.follow_up.agreement import Agreement, NotAgreed
from mediation.follow_up.referrals import NewReferral
from mediation.follow_up.room import FollowUp
from mediation.follow_up.states import Reason
from mediation.follow_up.target import UnknownTarget

router = APIRouter(prefix="/mediation/suivi/orienter", include_in_schema=False)
BODY = "organisme:"
NO_TARGET = "Choisissez un lieu ou un organisme dans la liste, puis recommencez."


async def check_case(doors: Doors, person: Person, case_id: str) -> None:
    """Let only who holds or held the case tie something to it; 404 otherwise."""
    if case_id:
        case = await doors.desk.case(case_id)
        if case is None or case.claimed_by != person.id:
            raise HTTPException(404)


@router.get("")
async def ask(request: Request, person: Mediator, doors: TheDoors, room: Room,
              look: Look) -> HTMLResponse:
    """Show the form: first where, then why and with whose agreement."""
    await check_case(doors, person, look.cas)
    return await _page(request, person, doors, room, look)


@router.post("")
async def refer(request: Request, person: Mediator, doors: TheDoors, room: Room, agreed: Agreed,
                vers: Short = "", motif: Annotated[Reason, Form()] = Reason.OTHER,
                repere: Short = "", note: Long = "", organisme: Short = "", commune: Short = "",
                cas: Short = "") -> Response:
    """Write the referral, or show the form again with what is missing."""
    await check_case(doors, person, cas)
    body = vers.removeprefix(BODY) if vers.startswith(BODY) else None
    new = NewReferral(agreed, motif, None if body else vers or None, body, cas or None, repere,
                      note)
    typed = {"vers": vers, "motif": motif, "repere": repere, "note": note, "agreed": agreed}
    look = Looked(organisme, commune, cas)
    try:
        await room.referrals.propose(new, person.id)
    except NotAgreed as fault:
        return await _page(request, person, doors, room, look, REFUSED[fault.why], typed)
    except UnknownTarget:
        return await _page(request, person, doors, room, look, NO_TARGET, typed)
    return RedirectResponse(f"/mediation/cas/{cas}#suivi-titre" if cas else "/mediation/suivi", 303)


async def _page(request: Request, person: Person, doors: Doors, room: FollowUp, look: Looked,
                problem: str = "", typed: dict[str, Any] | None = None) -> HTMLResponse:
    nothing: dict[str, str | Agreement | None] = {
        "vers": "", "motif": None, "repere": "", "note": "", "agreed": NOTHING_SAID}
    return render(request, "follow_up/refer.html", {
        "person": person, "problem": problem, "typed": typed or nothing, "path": "/mediation/suivi",
        **await looked_at(doors, room, look)}, 422 if problem else 200)
