"""Prepare an appointment: place, day and hour, papers to bring, a calendar file to give."""

from datetime import date, datetime, time
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels.access import Mediator, public
from channels.doors import Doors, Options, Person, TheDoors, TheOptions
from channels.follow_up_asked import Look, Looked, Room, Short, looked_at
from channels.follow_up_referral import check_case
from channels.pages import render
from knowledge.hours import PARIS
from mediation.follow_up.appointments import Appointment, NewAppointment, message_of
from mediation.follow_up.calendar_file import to_ics
from mediation.follow_up.room import FollowUp
from mediation.follow_up.target import target_of
from mediation.outcome import CaseStatus

router = APIRouter(prefix="/mediation/suivi/rendez-vous", include_in_schema=False)
open_router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)
Entries = Annotated[list[str], Query(max_length=5)]
Bring = Annotated[list[str], Form(max_length=40)]
PAST = "Ce jour ou cette heure est déjà passé. Choisissez un moment à venir."
NO_PLACE = "Dites où est le rendez-vous : choisissez un lieu, ou écrivez-le."


@router.get("")
async def ask(request: Request, person: Mediator, doors: TheDoors, room: Room, look: Look,
              fiche: Entries = []) -> HTMLResponse:  # noqa: B006 - FastAPI copies it
    """Show the form: first where and what about, then when and what to bring."""
    await check_case(doors, person, look.cas)
    return await _form(request, person, doors, room, look, fiche)


@router.post("")
async def prepare(request: Request, person: Mediator, doors: TheDoors, room: Room,
                  jour: Annotated[date, Form()], heure: Annotated[time, Form()],
                  lieu: Short = "", autre: Short = "", sujet: Short = "",
                  minutes: Annotated[int, Form(ge=5, le=480)] = 30, apporter: Bring = [],  # noqa: B006
                  autre_papier: Short = "", discret: Annotated[bool, Form()] = False,
                  organisme: Short = "", commune: Short = "", cas: Short = "",
                  carnet: Short = "", fiche: Annotated[list[str], Form(max_length=5)] = [],  # noqa: B006
                  ) -> Response:
    """Write the appointment, or show the form again with what is missing."""
    await check_case(doors, person, cas)
    look = Looked(organisme, commune, cas, carnet)
    target = target_of(room.base, lieu, None) if lieu else None
    if target is None and not autre.strip():
        return await _form(request, person, doors, room, look, fiche, NO_PLACE)
    papers = tuple(each for each in (*apporter, autre_papier) if each.strip())
    new = NewAppointment(
        datetime.combine(jour, heure.replace(tzinfo=None), PARIS),
        target.name if target else autre, target.address if target else "", sujet, papers,
        minutes, discret, cas or None, carnet or None)
    try:
        key = await room.appointments.prepare(new, person.id)
    except ValueError:
        return await _form(request, person, doors, room, look, fiche, PAST)
    return RedirectResponse(f"/mediation/suivi/rendez-vous/{key}", 303)


@router.get("/{appointment_id}")
async def show(request: Request, appointment_id: str, person: Mediator, doors: TheDoors,
               room: Room, envoye: Annotated[str, Query(max_length=5)] = "") -> HTMLResponse:
    """Show an appointment: to read aloud, to give as a file, to send to the chat."""
    found = await _mine(room, appointment_id, person)
    return render(request, "follow_up/appointment.html", {
        "person": person, "appointment": found, "is_sent": envoye == "oui",
        "may_send": await _is_held(doors, found, person), "path": "/mediation/suivi"})


@router.get("/{appointment_id}/agenda.ics")
async def own_file(appointment_id: str, person: Mediator, room: Room) -> Response:
    """Return the calendar file to who prepared it."""
    return _file(await _mine(room, appointment_id, person))


@router.post("/{appointment_id}/envoyer")
async def send(request: Request, appointment_id: str, person: Mediator, doors: TheDoors,
               room: Room, options: TheOptions) -> Response:
    """Send it to the resident's chat, in the mediator's words; only while the case is held."""
    found = await _mine(room, appointment_id, person)
    if not await _is_held(doors, found, person) or found.case_id is None:
        raise HTTPException(409)
    link = f"{_address(request, options)}/rendez-vous/{room.appointments.link_token(found.id)}.ics"
    await doors.desk.say(found.case_id, person.id, message_of(found, link))
    return RedirectResponse(f"/mediation/suivi/rendez-vous/{found.id}?envoye=oui", 303)


@router.post("/{appointment_id}/effacer")
async def erase(appointment_id: str, person: Mediator, room: Room) -> Response:
    """Delete an appointment; its link no longer gives anything."""
    await _mine(room, appointment_id, person)
    await room.appointments.erase(appointment_id, person.id)
    return RedirectResponse("/mediation/suivi", 303)


@open_router.get("/rendez-vous/{token}.ics")
async def given_file(token: str, room: Room) -> Response:
    """Return the calendar file of the link a resident was given."""
    found = await room.appointments.of_token(token[:400])
    if found is None:
        raise HTTPException(404)
    return _file(found)


def _file(appointment: Appointment) -> Response:
    return Response(to_ics(appointment), media_type="text/calendar; charset=utf-8",
                    headers={"Content-Disposition": 'attachment; filename="rendez-vous.ics"'})


async def _mine(room: FollowUp, appointment_id: str, person: Person) -> Appointment:
    found = await room.appointments.find(appointment_id, person.id)
    if found is None:
        raise HTTPException(404)
    return found


async def _is_held(doors: Doors, appointment: Appointment, person: Person) -> bool:
    case = await doors.desk.case(appointment.case_id) if appointment.case_id else None
    return (case is not None and case.claimed_by == person.id
            and case.status is CaseStatus.CLAIMED)


def _address(request: Request, options: Options) -> str:
    return (options.public_url or str(request.base_url)).rstrip("/")


async def _form(request: Request, person: Person, doors: Doors, room: FollowUp, look: Looked,
                entries: list[str], problem: str = "") -> HTMLResponse:
    known = room.base.now.repository
    chosen = [entry for entry in map(known.entry, entries) if entry]
    return render(request, "follow_up/prepare.html", {
        "person": person, "problem": problem, "chosen": chosen, "path": "/mediation/suivi",
        "entries": sorted(((each.id, each.title) for each in known.entries()),
                          key=lambda each: each[1]),
        "today": room.clock().astimezone(PARIS).date(),
        **await looked_at(doors, room, look)}, 422 if problem else 200)
