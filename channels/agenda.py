"""The workshops of the place: a page to read or print for the quarter, and a calendar file."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from icalendar import Calendar, Event

from channels.access import public
from channels.doors import TheDoors
from channels.pages import render
from knowledge.workshops import quarter

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)
Day = Annotated[date | None, Query()]


@router.get("/agenda")
async def show_agenda(request: Request, doors: TheDoors, jour: Day = None) -> HTMLResponse:
    """Show the events of a quarter: today's, or that of the day asked for."""
    day = jour or doors.library.today()
    first, after = quarter(day)
    return render(request, "browse/agenda.html", {
        "sessions": doors.library.agenda(day), "first": first, "last": after - timedelta(days=1),
        "before": first - timedelta(days=1), "after": after})


@router.get("/agenda.ics")
async def calendar(doors: TheDoors, jour: Day = None) -> Response:
    """Return the same quarter as a calendar file."""
    made = Calendar()
    made.add("prodid", "-//Qui fait quoi//FR")
    made.add("version", "2.0")
    for each in doors.library.agenda(jour or doors.library.today()):
        event = Event()
        event.add("uid", f"{each.workshop.id}@qui-fait-quoi")
        event.add("summary", each.workshop.title)
        event.add("dtstart", each.workshop.starts_at)
        event.add("dtend", each.workshop.ends_at)
        event.add("dtstamp", each.workshop.starts_at)
        event.add("location", f"{each.place}, {each.address}")
        event.add("description", " ".join(part for part in (
            each.workshop.audience, each.workshop.booking) if part))
        made.add_component(event)
    return Response(made.to_ical(), media_type="text/calendar; charset=utf-8",
                    headers={"Content-Disposition": 'attachment; filename="agenda.ics"'})
