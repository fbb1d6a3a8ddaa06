"""The desks: hours, absence, live chat, area, who works where. The team reads, an admin edits."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels.access import Access, Signed, admin
from channels.doors import Doors, Person, TheDoors
from channels.pages import render
from knowledge.vocabulary import DOMAIN_LABELS
from mediation.queueing.desk_place import DeskPlace
from mediation.queueing.places import DeskPlaces
from mediation.queueing.reading import Unreadable, id_of, read_place

router = APIRouter(prefix="/mediation", include_in_schema=False)
Reader = Annotated[Person, Depends(Signed(Access.MEDIATOR, Access.ADMIN))]
Admin = Annotated[Person, Depends(admin)]
FIELDS = ("name", "hours", "phone", "absence_text", "absence_from", "absence_to", "is_live",
          "live_ceiling", "areas", "duty_email")


def room_of(doors: Doors) -> DeskPlaces:
    """Return the room; 404 in a house without it."""
    if doors.rooms.desk_places is None:
        raise HTTPException(404)
    return doors.rooms.desk_places


@router.get("/lieux")
async def show_places(request: Request, person: Reader, doors: TheDoors) -> HTMLResponse:
    """List the desks, and who works where."""
    room = room_of(doors)
    return render(request, "desk/places.html", {
        "person": person, "places": await room.seen(), "members": await room.members(),
        "may_edit": person.role == Access.ADMIN})


@router.get("/lieux/nouveau")
async def show_new_place(request: Request, person: Admin, doors: TheDoors) -> HTMLResponse:
    """Show the empty form."""
    room_of(doors)
    return _form(request, person, None, {"live_ceiling": "4"}, ())


@router.get("/lieux/{place_id}")
async def show_place(request: Request, place_id: str, person: Admin,
                     doors: TheDoors) -> HTMLResponse:
    """Show the form of one desk."""
    place = await room_of(doors).find(place_id)
    if place is None:
        raise HTTPException(404)
    return _form(request, person, place_id, typed_of(place), place.poles)


@router.post("/lieux")
async def add_place(request: Request, person: Admin, doors: TheDoors) -> Response:
    """Add a desk."""
    return await _save(request, person, doors, None)


@router.post("/lieux/{place_id}")
async def change_place(request: Request, place_id: str, person: Admin,
                       doors: TheDoors) -> Response:
    """Change a desk."""
    if await room_of(doors).find(place_id) is None:
        raise HTTPException(404)
    return await _save(request, person, doors, place_id)


@router.post("/equipe/{account_id}/lieu")
async def assign(account_id: str, person: Admin, doors: TheDoors,
                 place: Annotated[str, Form(max_length=60)]) -> Response:
    """Give a mediator to a desk."""
    if not await room_of(doors).assign(account_id, place, person.id):
        raise HTTPException(404)
    return RedirectResponse("/mediation/lieux#equipe", 303)


async def _save(request: Request, person: Person, doors: Doors,
                place_id: str | None) -> Response:
    room, form = room_of(doors), await request.form()
    typed = {key: str(form.get(key, "")) for key in FIELDS}
    poles = tuple(str(each) for each in form.getlist("poles"))
    try:
        place = read_place(place_id or id_of(typed["name"], [
            each.id for each in await room.listed()]), typed, poles)
    except Unreadable as fault:
        return _form(request, person, place_id, typed, poles, fault.problems)
    await room.save(place, person.id)
    return RedirectResponse("/mediation/lieux", 303)


def _form(request: Request, person: Person, place_id: str | None, typed: dict[str, str],
          poles: tuple[str, ...], problems: dict[str, str] | None = None) -> HTMLResponse:
    context: dict[str, Any] = {
        "person": person, "place_id": place_id, "typed": dict.fromkeys(FIELDS, "") | typed,
        "poles": poles, "domains": {each.value: label for each, label in DOMAIN_LABELS.items()},
        "problems": problems or {}}
    return render(request, "desk/place.html", context, 422 if problems else 200)


def typed_of(place: DeskPlace) -> dict[str, str]:
    """Return a desk as the form shows it."""
    return {"name": place.name, "hours": place.hours, "phone": place.phone or "",
            "absence_text": place.absence_text,
            "absence_from": place.absence_from.isoformat() if place.absence_from else "",
            "absence_to": place.absence_to.isoformat() if place.absence_to else "",
            "is_live": "true" if place.is_live else "", "live_ceiling": str(place.live_ceiling),
            "areas": " ".join(place.areas), "duty_email": place.duty_email or ""}
