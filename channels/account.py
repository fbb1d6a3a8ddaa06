"""One's own account: the rooms it opens, password, open sessions, ways of being told."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels import account_words as words
from channels import cookies
from channels.access import SignedIn
from channels.account_door import TheStaff, page
from channels.doors import Options, Person, TheOptions
from channels.state import TheRates
from mediation.accounts import WeakPassword
from mediation.staff import Staff

router = APIRouter(include_in_schema=False)
Password = Annotated[str, Form(max_length=200)]


@router.get("/equipe")
async def show_rooms(request: Request, person: SignedIn, staff: TheStaff) -> Response:
    """Show every room that this account opens."""
    rooms = [(href, *words.ROOMS[href]) for href in words.ROOMS_OF.get(person.role, ())]
    return page(request, person, "home.html", {"rooms": rooms})


@router.get("/compte")
async def show_mine(request: Request, person: SignedIn, staff: TheStaff,
                    options: TheOptions) -> Response:
    """Show the account of who is signed in."""
    return await _mine(request, person, staff, options)


@router.post("/compte/mot-de-passe")
async def change_password(request: Request, person: SignedIn, staff: TheStaff,
                          options: TheOptions, rates: TheRates, current: Password = "",
                          new: Password = "", again: Password = "") -> Response:
    """Change the password: the current one is asked, the other sessions end."""
    await rates.spend_login(request, person.email)
    session, problem = None, words.WRONG
    if new != again:
        problem = words.DIFFERENT
    else:
        try:
            session = await staff.change_own_password(person.id, person.email, current, new)
        except WeakPassword:
            problem = words.SHORT
    if session is None:
        return await _mine(request, person, staff, options, problem)
    response = RedirectResponse("/compte?fait=mdp", 303)
    cookies.keep_session(response, session, options)
    return response


@router.post("/compte/connexions/{key}/fermer")
async def end_session(key: str, person: SignedIn, staff: TheStaff) -> Response:
    """End one of one's own sessions."""
    if not await staff.end_session(person.id, key):
        raise HTTPException(404)
    return RedirectResponse("/compte?fait=session", 303)


@router.post("/compte/avis")
async def choose_notices(request: Request, person: SignedIn, staff: TheStaff) -> Response:
    """Keep how this person wants to be told."""
    form = await request.form()
    await staff.wish(person.id, frozenset(str(each) for each in form.getlist("way")))
    return RedirectResponse("/compte?fait=avis", 303)


@router.post("/compte/telegram")
async def give_chat_code(request: Request, person: SignedIn, staff: TheStaff) -> Response:
    """Give the code that ties this person's Telegram."""
    code = await staff.chat_code(person.id)
    return page(request, person, "telegram.html", {"code": code})


@router.post("/compte/telegram/oublier")
async def forget_chat(person: SignedIn, staff: TheStaff) -> Response:
    """Forget this person's Telegram."""
    await staff.untie_chat(person.id)
    return RedirectResponse("/compte?fait=telegram", 303)


async def _mine(request: Request, person: Person, staff: Staff, options: Options,
                problem: str = "") -> HTMLResponse:
    token = cookies.read_session(request, options) or ""
    context: dict[str, Any] = {
        "sessions": await staff.sessions(person.id, token),
        "wishes": await staff.wishes(person.id), "problem": problem}
    return page(request, person, "mine.html", context, 422 if problem else 200)
