"""Signing in and out of the desk."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels import cookies
from channels.access import public
from channels.doors import TheDoors, TheOptions
from channels.pages import render
from channels.state import TheRates

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)
UNKNOWN = "Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez-les et recommencez."
HOME_OF_ROLE = {"mediator": "/mediation", "editor": "/redaction", "admin": "/equipe",
                "evaluator": "/evaluation"}


@router.get("/connexion")
async def show_sign_in(request: Request) -> HTMLResponse:
    """Show the sign-in form."""
    return render(request, "desk/sign_in.html", {"problem": "", "email": ""})


@router.post("/connexion")
async def sign_in(request: Request, doors: TheDoors, options: TheOptions, rates: TheRates,
                  email: Annotated[str, Form(max_length=200)] = "",
                  password: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Open a session and go to the person's own page."""
    await rates.spend_login(request, email)
    session = await doors.accounts.login(email.strip(), password) if email and password else None
    person = await doors.accounts.who(session) if session else None
    if session is None or person is None:
        return render(request, "desk/sign_in.html", {"problem": UNKNOWN, "email": email}, 401)
    before = cookies.read_session(request, options)
    if before and before != session:  # whoever was signed in here no longer is
        await doors.accounts.logout(before)
    response = RedirectResponse(HOME_OF_ROLE.get(person.role, "/"), 303)
    cookies.keep_session(response, session, options)
    return response


@router.post("/deconnexion")
async def sign_out(request: Request, doors: TheDoors, options: TheOptions) -> Response:
    """Close the session on the server and on this device."""
    session = cookies.read_session(request, options)
    if session:
        person = await doors.accounts.who(session)
        if person is not None and person.role == "mediator":
            await doors.presence.set_available(person.id, False)
        await doors.accounts.logout(session)
    response = RedirectResponse("/connexion", 303)
    cookies.forget_session(response, options)
    return response
