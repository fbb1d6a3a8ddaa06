"""The logbooks a mediator may read: opened with the person, joined by the code they say."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels.access import Mediator
from channels.doors import TheDoors
from channels.follow_up_asked import NOTHING_SAID, Agreed, Room, Short
from channels.follow_up_referral import check_case
from channels.follow_up_words import REFUSED, WORDS
from channels.pages import render
from mediation.follow_up.agreement import How, NotAgreed
from mediation.follow_up.logbooks import Logbooks, NewLogbook
from mediation.follow_up.states import StepState

router = APIRouter(prefix="/mediation/carnets", include_in_schema=False)
WRONG = ("Ce code n'ouvre pas de carnet. Il a 12 chiffres. Après 5 essais, attendez un quart "
         "d'heure.")
Steps = Annotated[list[str], Form(max_length=40)]


def the_logbooks(room: Room) -> Logbooks:
    """Return the logbooks; 404 as long as the operator did not switch them on."""
    if room.logbooks is None:
        raise HTTPException(404)
    return room.logbooks


Books = Annotated[Logbooks, Depends(the_logbooks)]


def _done(is_done: object, logbook_id: str) -> Response:
    """Go back to the logbook; 404 without the resident's agreement."""
    if not is_done:
        raise HTTPException(404)
    return RedirectResponse(f"/mediation/carnets/{logbook_id}", 303)


@router.get("")
async def show_list(request: Request, person: Mediator, books: Books,
                    code: Annotated[str, Query(max_length=5)] = "") -> HTMLResponse:
    """Show the logbooks this mediator may read."""
    return render(request, "follow_up/logbooks.html", {
        "person": person, "books": await books.listed(person.id),
        "problem": WRONG if code == "non" else "", "path": "/mediation/suivi"},
        422 if code == "non" else 200)


@router.post("/rejoindre")
async def join(person: Mediator, books: Books, code: Short = "") -> Response:
    """Open a logbook with the code the person says: it is their agreement."""
    found = await books.join(code, person.id)
    return RedirectResponse(f"/mediation/carnets/{found}" if found
                            else "/mediation/carnets?code=non", 303)


@router.get("/nouveau")
async def ask(request: Request, person: Mediator, doors: TheDoors, books: Books, room: Room,
              cas: Annotated[str, Query(max_length=60)] = "") -> HTMLResponse:
    """Show the form of a new logbook."""
    await check_case(doors, person, cas)
    return render(request, "follow_up/new_logbook.html", {
        "person": person, "w": WORDS, "cas": cas, "label": "", "steps": (), "problem": "",
        "agreed": NOTHING_SAID, "protection": room.protection(None), "path": "/mediation/suivi"})


@router.post("/nouveau")
async def open_logbook(request: Request, person: Mediator, doors: TheDoors, books: Books,
                       room: Room, agreed: Agreed, titre: Short = "", cas: Short = "",
                       etape: Steps = [],  # noqa: B006 - FastAPI copies it
                       relire: Annotated[bool, Form()] = False) -> Response:
    """Open a logbook and show its code once; `relire` only shows the form with these steps."""
    await check_case(doors, person, cas)
    steps = tuple(each for each in etape if each.strip())
    problem = ""
    if not relire:
        try:
            key, code = await books.open(NewLogbook(agreed, titre, steps, cas or None), person.id)
            return _code(request, person, key, code)
        except NotAgreed as fault:
            problem = REFUSED[fault.why]
    return render(request, "follow_up/new_logbook.html", {
        "person": person, "w": WORDS, "cas": cas, "label": titre, "steps": steps,
        "problem": problem, "agreed": agreed, "protection": room.protection(None),
        "path": "/mediation/suivi"}, 422 if problem else 200)


@router.get("/{logbook_id}")
async def show(request: Request, logbook_id: str, person: Mediator, books: Books) -> HTMLResponse:
    """Show a logbook to a mediator the resident agrees to; the access is noted."""
    book = await books.read(logbook_id, person.id)
    if book is None:
        raise HTTPException(404)
    readers = {each.id for each in book.readers}
    return render(request, "follow_up/logbook.html", {
        "person": person, "w": WORDS, "book": book, "path": "/mediation/suivi",
        "colleagues": [each for each in await books.colleagues(person.id)
                       if each[0] not in readers]})


@router.post("/{logbook_id}/etapes")
async def add_steps(logbook_id: str, person: Mediator, books: Books,
                    etape: Steps = []) -> Response:  # noqa: B006 - FastAPI copies it
    """Add steps at the end."""
    return _done(await books.add_steps(logbook_id, person.id, tuple(etape)), logbook_id)


@router.post("/{logbook_id}/etapes/{step_id}")
async def change_step(logbook_id: str, step_id: str, person: Mediator, books: Books,
                      etat: Annotated[StepState | None, Form()] = None) -> Response:
    """Change the state of a step; without a state, delete it."""
    return _done(await books.change_step(logbook_id, person.id, step_id, etat), logbook_id)


@router.post("/{logbook_id}/partager")
async def share(logbook_id: str, person: Mediator, books: Books,
                collegue: Annotated[str, Form(max_length=60)],
                comment: Annotated[How, Form()] = How.SPOKEN,
                accord: Annotated[bool, Form()] = False) -> Response:
    """Record that the person agrees to a colleague."""
    if not accord:
        raise HTTPException(422)
    return _done(await books.share(logbook_id, person.id, collegue, comment), logbook_id)


@router.post("/{logbook_id}/referent")
async def refer_to(logbook_id: str, person: Mediator, books: Books,
                   collegue: Annotated[str, Form(max_length=60)]) -> Response:
    """Name the referent."""
    return _done(await books.refer_to(logbook_id, person.id, collegue), logbook_id)


@router.post("/{logbook_id}/prolonger")
async def renew(logbook_id: str, person: Mediator, books: Books,
                comment: Annotated[How, Form()] = How.SPOKEN,
                accord: Annotated[bool, Form()] = False) -> Response:
    """Keep it six more months, the person agreeing again."""
    if not accord:
        raise HTTPException(422)
    return _done(await books.renew(logbook_id, person.id, comment), logbook_id)


@router.post("/{logbook_id}/code")
async def new_code(request: Request, logbook_id: str, person: Mediator, books: Books) -> Response:
    """Show a new code, once; the one before opens nothing."""
    code = await books.new_code(logbook_id, person.id)
    if code is None:
        raise HTTPException(404)
    return _code(request, person, logbook_id, code)


@router.post("/{logbook_id}/quitter")
async def leave(logbook_id: str, person: Mediator, books: Books) -> Response:
    """Give up this mediator's own access."""
    await books.leave(logbook_id, person.id)
    return RedirectResponse("/mediation/carnets", 303)


@router.post("/{logbook_id}/effacer")
async def erase(logbook_id: str, person: Mediator, books: Books) -> Response:
    """Delete it, the person asking."""
    if not await books.erase(logbook_id, person.id):
        raise HTTPException(404)
    return RedirectResponse("/mediation/carnets", 303)


def _code(request: Request, person: object, logbook_id: str, code: str) -> HTMLResponse:
    spaced = " ".join(code[at:at + 4] for at in range(0, len(code), 4))
    return render(request, "follow_up/code.html", {
        "person": person, "code": spaced, "logbook_id": logbook_id,
        "path": "/mediation/suivi"})
