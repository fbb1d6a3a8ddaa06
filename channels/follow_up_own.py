"""« Mon carnet »: the resident opens it with a code, ticks, takes an access away, erases it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels.access import public
from channels.doors import Options, TheOptions
from channels.follow_up_asked import Room
from channels.follow_up_words import WORDS
from channels.pages import render
from channels.state import TheRates
from mediation.follow_up.own_logbook import OwnLogbooks
from mediation.follow_up.states import LOGBOOK_PASS, StepState

router = APIRouter(prefix="/carnet", dependencies=[Depends(public)], include_in_schema=False)
COOKIE = "qfq_carnet"
WRONG = ("Ce code n'ouvre pas de carnet. Un code a 12 chiffres. S'il est perdu, demandez-en un "
         "autre à votre médiateur ou médiatrice.")


def the_own(room: Room) -> OwnLogbooks:
    """Return the residents' side; 404 as long as the operator did not switch logbooks on."""
    if room.own is None:
        raise HTTPException(404)
    return room.own


Own = Annotated[OwnLogbooks, Depends(the_own)]


def held_pass(request: Request) -> str:
    """Return the pass of this browser; empty without one."""
    return request.cookies.get(COOKIE, "")


Held = Annotated[str, Depends(held_pass)]


def _keep(response: Response, held: str, options: Options) -> None:
    response.set_cookie(COOKIE, held, path="/carnet", max_age=int(LOGBOOK_PASS.total_seconds()),
                        httponly=True, samesite="lax", secure=options.has_secure_cookies)


def _next(is_done: object) -> Response:
    """Go back to the logbook; to the code when the pass ended."""
    return RedirectResponse("/carnet/lire" if is_done else "/carnet", 303)


@router.get("")
async def ask_code(request: Request, own: Own,
                   fait: Annotated[str, Query(max_length=10)] = "") -> HTMLResponse:
    """Ask for the code."""
    return render(request, "follow_up/own_code.html", {
        "problem": "", "is_erased": fait == "efface"})


@router.post("")
async def use_code(request: Request, own: Own, rates: TheRates, options: TheOptions,
                   code: Annotated[str, Form(max_length=60)] = "") -> Response:
    """Open the logbook of a code, for half an hour, in this browser."""
    await rates.spend_logbook_code(request)
    held = await own.open(code)
    if held is None:
        return render(request, "follow_up/own_code.html", {
            "problem": WRONG, "is_erased": False}, 422)
    response = RedirectResponse("/carnet/lire", 303)
    _keep(response, held, options)
    return response


@router.get("/lire")
async def show(request: Request, own: Own, held: Held) -> Response:
    """Show the logbook."""
    book = await own.read(held)
    if book is None:
        return RedirectResponse("/carnet", 303)
    return render(request, "follow_up/own.html", {"book": book, "w": WORDS})


@router.post("/etapes/{step_id}")
async def change_step(step_id: str, own: Own, held: Held,
                      etat: Annotated[StepState, Form()]) -> Response:
    """Change the state of a step."""
    return _next(await own.change_step(held, step_id, etat))


@router.post("/acces/{mediator_id}/retirer")
async def revoke(mediator_id: str, own: Own, held: Held) -> Response:
    """Take a mediator's access away."""
    return _next(await own.revoke(held, mediator_id))


@router.post("/prolonger")
async def renew(own: Own, held: Held) -> Response:
    """Keep it six more months."""
    return _next(await own.renew(held))


@router.post("/code")
async def new_code(request: Request, own: Own, held: Held, options: TheOptions) -> Response:
    """Show a new code, once; the one before opens nothing."""
    made = await own.new_code(held)
    if made is None:
        return _next(False)
    code, fresh = made
    spaced = " ".join(code[at:at + 4] for at in range(0, len(code), 4))
    response = render(request, "follow_up/own_new_code.html", {"code": spaced})
    _keep(response, fresh, options)
    return response


@router.post("/effacer")
async def erase(own: Own, held: Held, sur: Annotated[bool, Form()] = False) -> Response:
    """Delete the logbook, once the box is ticked."""
    if not sur:
        return _next(True)
    await own.erase(held)
    return _closed("/carnet?fait=efface")


@router.post("/fermer")
async def close(own: Own) -> Response:
    """Close the logbook in this browser."""
    return _closed("/carnet")


def _closed(where: str) -> Response:
    response = RedirectResponse(where, 303)
    response.delete_cookie(COOKIE, path="/carnet")
    return response
