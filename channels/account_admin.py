"""The administrator's page: who has an account, with which role; and what was done."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels import account_words as words
from channels.access import Admin
from channels.account_door import TheStaff, page
from channels.doors import Options, Person, TheOptions
from knowledge.hours import PARIS
from mediation.accounts import WeakPassword
from mediation.staff import LastAdmin, Staff
from mediation.store.database import AlreadyWritten

router = APIRouter(prefix="/comptes", include_in_schema=False)
Role = Annotated[Literal["mediator", "editor", "evaluator", "admin"], Form()]
Text = Annotated[str, Query(max_length=60)]
DONE = "/comptes?fait="


@router.get("")
async def show_accounts(request: Request, person: Admin, staff: TheStaff) -> Response:
    """Show every account and the form to add one."""
    return await _accounts(request, person, staff, {})


@router.post("")
async def add_account(request: Request, person: Admin, staff: TheStaff,
                      options: TheOptions, role: Role,
                      email: Annotated[str, Form(max_length=200)] = "",
                      password: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Add an account; without a password, show the link by which the person chooses one."""
    try:
        token = await staff.add(person.id, email, role, password)
    except WeakPassword:
        problem = words.SHORT
    except AlreadyWritten:
        problem = words.KNOWN
    except ValueError:
        problem = words.UNFIT
    else:
        if token is None:
            return RedirectResponse(f"{DONE}compte", 303)
        return _link_page(request, person, options, email.strip(), token)
    return await _accounts(request, person, staff, {"problem": problem, "email": email,
                                                    "role": role}, 422)


@router.post("/{account_id}/lien")
async def make_link(request: Request, account_id: str, person: Admin, staff: TheStaff,
                    options: TheOptions) -> Response:
    """Show a one-time link to choose a password."""
    member = await _member(staff, account_id)
    return _link_page(request, person, options, member, await staff.link(person.id, account_id))


@router.post("/{account_id}/role")
async def change_role(account_id: str, person: Admin, staff: TheStaff, role: Role) -> Response:
    """Change someone's role."""
    await _member(staff, account_id)
    try:
        await staff.change_role(person.id, account_id, role)
    except LastAdmin:
        return RedirectResponse(f"{DONE}dernier", 303)
    return RedirectResponse(f"{DONE}role", 303)


@router.post("/{account_id}/fermer")
async def disable(account_id: str, person: Admin, staff: TheStaff) -> Response:
    """Close an account."""
    await _member(staff, account_id)
    try:
        await staff.disable(person.id, account_id)
    except LastAdmin:
        return RedirectResponse(f"{DONE}dernier", 303)
    return RedirectResponse(f"{DONE}ferme", 303)


@router.post("/{account_id}/connexions")
async def end_sessions(account_id: str, person: Admin, staff: TheStaff) -> Response:
    """End every session of someone."""
    await _member(staff, account_id)
    await staff.end_sessions(person.id, account_id)
    return RedirectResponse(f"{DONE}sessions", 303)


@router.get("/journal")
async def show_journal(request: Request, person: Admin, staff: TheStaff, qui: Text = "",
                       action: Text = "", jour: Text = "",
                       avant: Annotated[int | None, Query(ge=1, le=2**53)] = None) -> Response:
    """Show who saw or did what; reading it is noted too."""
    day = _day(jour)
    lines = await staff.journal(qui, action, day, avant)
    names = await staff.names()
    await staff.note_read(person.id)
    known = {each: words.action(each) for each in await staff.actions()}
    rows = [(line.at, names.get(line.actor, "Le service"), words.action(line.action),
             words.subject(line, names), words.detail(line)) for _, line in lines]
    return page(request, person, "journal.html", {
        "rows": rows, "names": sorted(names.items(), key=lambda each: each[1]),
        "actions": sorted(known.items(), key=lambda each: each[1]), "who": qui,
        "chosen_action": action, "day": jour if day else "",
        "more": lines[-1][0] if len(lines) == 100 else None})


async def _accounts(request: Request, person: Person, staff: Staff,
                    context: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    return page(request, person, "accounts.html", {
        "members": await staff.members(), "email": "", "role": "mediator", **context}, status)


def _link_page(request: Request, person: Person, options: Options, email: str,
               token: str) -> HTMLResponse:
    link = f"{(options.public_url or str(request.base_url)).rstrip('/')}/mot-de-passe/{token}"
    return page(request, person, "link.html", {"email": email, "link": link})


async def _member(staff: Staff, account_id: str) -> str:
    """Return the e-mail of an open account; 404 for another."""
    for each in await staff.members():
        if each.id == account_id and each.disabled_at is None:
            return each.email
    raise HTTPException(404)


def _day(typed: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(typed), datetime.min.time(), PARIS)
    except ValueError:
        return None
