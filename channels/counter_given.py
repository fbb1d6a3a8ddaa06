"""A resident opens a fiche de route by its code, without an account."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from channels.access import public
from channels.counter_door import TheCounter
from channels.counter_sheet import paper_context, pdf_response
from channels.pages import render
from channels.state import TheRates
from mediation.counter.sheet import Printed

router = APIRouter(prefix="/fiche-de-route", dependencies=[Depends(public)],
                   include_in_schema=False)
NOT_FOUND = ("Ce code n'ouvre pas de fiche de route. Un code a 8 chiffres et dure 72 heures. "
             "Demandez-en un autre à l'accueil.")
Code = Annotated[str, Form(max_length=60)]


@router.get("")
async def ask_code(request: Request) -> HTMLResponse:
    """Ask for the code."""
    return render(request, "counter/open.html", {"problem": ""})


@router.post("")
async def open_sheet(request: Request, counter: TheCounter, rates: TheRates, code: Code = ""
                     ) -> HTMLResponse:
    """Show the sheet of a code; five tries in 15 minutes."""
    printed = await _opened(request, counter, rates, code)
    if printed is None:
        return render(request, "counter/open.html", {"problem": NOT_FOUND}, 422)
    return render(request, "counter/paper.html", paper_context(printed) | {
        "back": "/", "pdf": "", "code": code})


@router.post("/pdf")
async def open_pdf(request: Request, counter: TheCounter, rates: TheRates, code: Code = ""
                   ) -> Response:
    """Show the sheet of a code as a tagged PDF."""
    printed = await _opened(request, counter, rates, code)
    if printed is None:
        return render(request, "counter/open.html", {"problem": NOT_FOUND}, 422)
    return await pdf_response(printed)


async def _opened(request: Request, counter: TheCounter, rates: TheRates, code: str
                  ) -> Printed | None:
    await rates.spend_code(request)
    printed = await counter.given.open(code)
    if printed is not None:
        await rates.forgive_codes(request)
    return printed
