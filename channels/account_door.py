"""The door to the team's own accounts, and the frame of their pages."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from channels import account_words as words
from channels.doors import Person, doors_of
from channels.pages import render
from mediation.staff import Staff


def staff_of(request: Request) -> Staff:
    """Return the team's room; 404 when the house has none."""
    staff = doors_of(request).rooms.staff
    if staff is None:
        raise HTTPException(404)
    return staff


TheStaff = Annotated[Staff, Depends(staff_of)]


def page(request: Request, person: Person, name: str, context: Mapping[str, Any],
         status: int = 200) -> HTMLResponse:
    """Render a page of the accounts, with the tabs of the person's role."""
    tabs = [(href, words.ROOMS[href][0]) for href in words.ROOMS_OF.get(person.role, ())]
    shared = {"person": person, "tabs_shown": tabs, "roles": words.ROLES, "problem": "",
              "done": words.DONE.get(request.query_params.get("fait", ""), "")}
    return render(request, f"account/{name}", {**shared, **context}, status)
