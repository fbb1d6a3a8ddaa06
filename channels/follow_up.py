"""The follow-up's first page: what is due, the appointments, the referrals and their buttons."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels.access import Mediator
from channels.follow_up_asked import Room
from channels.follow_up_words import WORDS
from channels.pages import render
from mediation.follow_up.room import FollowUp
from mediation.follow_up.states import ReferralState, Refusal

router = APIRouter(prefix="/mediation/suivi", include_in_schema=False)
From = Annotated[Literal["suivi", "cas"], Form()]


@router.get("")
async def show_follow_up(request: Request, person: Mediator, room: Room) -> HTMLResponse:
    """Show everything that is followed."""
    found = await room.referrals.listed(person.id)
    mine = [each for each in found if each.is_mine]
    return render(request, "follow_up/home.html", {
        "person": person, "w": WORDS,
        "due": [each for each in mine if each.is_due],
        "going": [each for each in mine if each.is_open and not each.is_due],
        "ended": [each for each in mine if not each.is_open],
        "others": [each for each in found if not each.is_mine],
        "appointments": await room.appointments.coming(person.id),
        "has_logbook": room.logbooks is not None, "has_diagnosis": room.diagnoses is not None})


@router.post("/orientations/{referral_id}/etat")
async def move(referral_id: str, person: Mediator, room: Room,
               etat: Annotated[ReferralState, Form()],
               motif: Annotated[Refusal | None, Form()] = None,
               depuis: From = "suivi") -> Response:
    """Move a referral on; pressed twice, the second press changes nothing."""
    back = await _back(room, referral_id, person.id, depuis)
    await room.referrals.move(referral_id, person.id, etat, motif)
    return back


@router.post("/orientations/{referral_id}/rappel")
async def snooze(referral_id: str, person: Mediator, room: Room,
                 depuis: From = "suivi") -> Response:
    """Ask again in a week."""
    back = await _back(room, referral_id, person.id, depuis)
    await room.referrals.snooze(referral_id, person.id)
    return back


@router.post("/orientations/{referral_id}/effacer")
async def erase(referral_id: str, person: Mediator, room: Room,
                depuis: From = "suivi") -> Response:
    """Delete a referral: the person takes their agreement back."""
    back = await _back(room, referral_id, person.id, depuis)
    await room.referrals.erase(referral_id, person.id)
    return back


async def _back(room: FollowUp, referral_id: str, person_id: str, since: str) -> Response:
    """Return where to go next; 404 for a referral that is unknown or someone else's."""
    referral = await room.referrals.find(referral_id, person_id)
    if referral is None:
        raise HTTPException(404)
    if since == "cas" and referral.case_id:
        return RedirectResponse(f"/mediation/cas/{referral.case_id}#suivi-titre", 303)
    return RedirectResponse("/mediation/suivi", 303)
