"""A place confirms or corrects its own record: a signed link, no account."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import UploadFile

from channels.access import public
from channels.doors import Doors, TheDoors
from channels.pages import render
from channels.state import TheRates
from knowledge.partner import Partner
from mediation.editing.shapes import NotPossible
from mediation.place_life import shown_fields

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)
LABELS = {
    "name": "Nom du lieu", "address.street": "Numéro et rue", "phone": "Téléphone",
    "email": "Adresse e-mail", "hours_text": "Horaires",
    "appointment.how": "Rendez-vous : comment faire",
}
NOTHING = "Rien n'a changé : si tout est exact, appuyez sur « Oui, tout est exact »."
BUSY = "Quelqu'un publie votre correction précédente. Réessayez dans un instant."


def place_of(token: str, doors: TheDoors) -> Partner:
    """Return the place of the link in the path; 404 when it is forged or has ended."""
    partner = doors.places.partner_of(token)
    if partner is None:
        raise HTTPException(404)
    return partner


ThePlace = Annotated[Partner, Depends(place_of)]


@router.get("/lieu/{token}")
async def show_place(request: Request, token: str, partner: ThePlace) -> HTMLResponse:
    """Show the record and ask: still true?"""
    return _page(request, token, partner)


@router.post("/lieu/{token}/confirmer")
async def confirm_place(request: Request, token: str, partner: ThePlace, doors: TheDoors,
                        rates: TheRates) -> HTMLResponse:
    """Note that the record is true; it is shown as confirmed from now on."""
    await rates.spend_opening(request)
    await doors.places.confirm(partner)
    fresh = doors.places.partner_of(token) or partner
    return _page(request, token, fresh, done="Merci. La fiche du lieu est confirmée aujourd'hui.")


@router.post("/lieu/{token}/corriger")
async def correct_place(request: Request, token: str, partner: ThePlace, doors: TheDoors,
                        rates: TheRates) -> HTMLResponse:
    """Keep a correction; an editor reads it before anything changes."""
    await rates.spend_opening(request)
    typed = await _typed(request)
    return await _corrected(request, token, partner, doors, typed)


async def _typed(request: Request) -> dict[str, str]:
    form = await request.form(max_files=0, max_fields=20)
    return {name: said for name, said in form.items()
            if name in LABELS and not isinstance(said, UploadFile)}


async def _corrected(request: Request, token: str, partner: Partner, doors: Doors,
                     typed: dict[str, str]) -> HTMLResponse:
    try:
        is_kept = await doors.places.correct(partner, typed)
    except NotPossible:
        return _page(request, token, partner, problem=BUSY, typed=typed, status=409)
    if not is_kept:
        return _page(request, token, partner, problem=NOTHING, typed=typed, status=422)
    return _page(request, token, partner, typed=typed, done=(
        "Merci. Votre correction est gardée : une personne la lit avant de la publier."))


def _page(request: Request, token: str, partner: Partner, done: str = "", problem: str = "",
          typed: dict[str, str] | None = None, status: int = 200) -> HTMLResponse:
    values = {**shown_fields(partner), **(typed or {})}
    return render(request, "place/link.html", {
        "token": token, "partner": partner, "done": done, "problem": problem,
        "fields": [(name, label, values[name]) for name, label in LABELS.items()],
    }, status, {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"})
