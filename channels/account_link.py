"""The page of a one-time link: choose a password, then be signed in."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from channels import account_words as words
from channels import cookies
from channels.access import public
from channels.account_door import TheStaff
from channels.doors import TheOptions
from channels.pages import render
from channels.state import TheRates
from mediation.accounts import WeakPassword

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)
Password = Annotated[str, Form(max_length=200)]


@router.get("/mot-de-passe/{token}")
async def choose_password(request: Request, token: str, staff: TheStaff) -> Response:
    """Ask for a new password; a spent link says what to do."""
    email = await staff.of_link(token[:200])
    return render(request, "account/choose.html", {
        "email": email, "problem": "" if email else words.SPENT, "token": token},
        200 if email else 404)


@router.post("/mot-de-passe/{token}")
async def keep_password(request: Request, token: str, staff: TheStaff, options: TheOptions,
                        rates: TheRates, new: Password = "", again: Password = "") -> Response:
    """Keep the password, spend the link, and open a session."""
    await rates.spend_login(request, token[:200])
    email = await staff.of_link(token[:200])
    problem, session = ("" if email else words.SPENT), None
    if email and new != again:
        problem = words.DIFFERENT
    elif email:
        try:
            session = await staff.use_link(token[:200], new)
            problem = words.SPENT
        except WeakPassword:
            problem = words.SHORT
    if session is None:
        return render(request, "account/choose.html", {
            "email": email, "problem": problem, "token": token}, 422)
    response = RedirectResponse("/equipe", 303)
    cookies.keep_session(response, session, options)
    return response
