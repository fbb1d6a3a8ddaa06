"""The fiche de route of a visit: change it, print it, give it by code or in a conversation."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels.access import Mediator
from channels.api_shapes import well_formed
from channels.counter_door import HOME, TheCounter, ThePaper, TheVisit
from channels.doors import Doors, TheDoors
from channels.pages import render
from mediation.counter.changes import KINDS, TooMany, add_line, move_step, remove_line, tick
from mediation.counter.letters import labels, letter
from mediation.counter.pdf import as_pdf
from mediation.counter.saying import as_message, lines_said, made_line, sources_of, title_of
from mediation.counter.sheet import Printed
from mediation.outcome import CaseStatus

router = APIRouter(prefix=f"{HOME}/{{visit_id}}", include_in_schema=False)
LISTS = {"steps": "Étape", "papers": "Papier à apporter", "deadlines": "Date ou délai",
         "referents": "Référent (nom, service, téléphone)"}
MOVES = {"up": -1, "down": 1}
PDF_NAME = "fiche-de-route.pdf"
Key = Annotated[str, Form(max_length=60)]


def paper_context(printed: Printed) -> dict[str, Any]:
    """Return what the printable page shows."""
    return {"printed": printed, "sheet": printed.sheet, "title": title_of(printed),
            "made": made_line(printed), "sources": sources_of(printed.sheet),
            "steps": lines_said(printed.sheet.steps, printed.sheet),
            "deadlines": lines_said(printed.sheet.deadlines, printed.sheet)}


async def pdf_response(printed: Printed) -> Response:
    """Return the PDF, to save or print, kept in no cache."""
    made = await asyncio.to_thread(as_pdf, printed)
    return Response(made, media_type="application/pdf", headers={
        "Content-Disposition": f'attachment; filename="{PDF_NAME}"'})


async def cases_of(doors: Doors, mediator_id: str) -> list[Any]:
    """Return the conversations this mediator holds now."""
    return [each for each in await doors.desk.queue()
            if each.claimed_by == mediator_id and each.status is CaseStatus.CLAIMED]


@router.get("/fiche")
async def show_sheet(request: Request, person: Mediator, doors: TheDoors, visit: TheVisit,
                     fait: Annotated[str, Query(max_length=20)] = "") -> HTMLResponse:
    """Show the sheet with what can be changed."""
    return await _page(request, person, doors, visit, {"was_sent": fait == "envoyee",
                                                       "is_full": fait == "pleine"})


async def _page(request: Request, person: Any, doors: Doors, visit: Any,
                more: dict[str, Any]) -> HTMLResponse:
    context = {"person": person, "visit": visit, "sheet": visit.kept.sheet, "kinds": LISTS,
               "cases": await cases_of(doors, person.id), "letters": labels(), "code": "",
               "was_sent": False, "is_full": False}
    return render(request, "counter/sheet.html", context | more)


@router.post("/fiche/ligne")
async def write_line(person: Mediator, counter: TheCounter, visit: TheVisit, kind: Key,
                     text: Annotated[str, Form(max_length=400)] = "") -> Response:
    """Add a line of the mediator's own."""
    if kind not in KINDS:
        raise HTTPException(422)
    try:
        await counter.visits.change(visit.id, person.id,
                                    lambda sheet: add_line(sheet, kind, well_formed(text)))
    except TooMany:
        return RedirectResponse(f"{HOME}/{visit.id}/fiche?fait=pleine", 303)
    return _back(visit.id, kind)


@router.post("/fiche/retirer")
async def drop_line(person: Mediator, counter: TheCounter, visit: TheVisit, kind: Key,
                    line_id: Key) -> Response:
    """Take a line away."""
    await counter.visits.change(visit.id, person.id,
                                lambda sheet: remove_line(sheet, kind, line_id))
    return _back(visit.id, kind)


@router.post("/fiche/deplacer")
async def move(person: Mediator, counter: TheCounter, visit: TheVisit, line_id: Key,
               to: Key) -> Response:
    """Move a step up or down."""
    if to not in MOVES:
        raise HTTPException(422)
    await counter.visits.change(visit.id, person.id,
                                lambda sheet: move_step(sheet, line_id, MOVES[to]))
    return _back(visit.id, "steps")


@router.post("/fiche/papiers")
async def tick_papers(person: Mediator, counter: TheCounter, visit: TheVisit,
                      papers: Annotated[list[str] | None, Form(max_length=200)] = None
                      ) -> Response:
    """Note which papers the person brought."""
    await counter.visits.change(visit.id, person.id,
                                lambda sheet: tick(sheet, frozenset(papers or ())))
    return _back(visit.id, "papers")


@router.get("/fiche/imprimer")
async def print_sheet(request: Request, person: Mediator, visit: TheVisit, printed: ThePaper
                      ) -> HTMLResponse:
    """Show the sheet, ready to print."""
    at = f"{HOME}/{visit.id}/fiche"
    return render(request, "counter/paper.html", paper_context(printed) | {
        "back": at, "pdf": f"{at}.pdf", "code": ""})


@router.get("/fiche.pdf")
async def show_pdf(person: Mediator, printed: ThePaper) -> Response:
    """Show the sheet as a tagged PDF."""
    return await pdf_response(printed)


@router.post("/fiche/code")
async def give_code(request: Request, person: Mediator, doors: TheDoors, counter: TheCounter,
                    visit: TheVisit, printed: ThePaper) -> HTMLResponse:
    """Give the sheet by a code to say or to write down."""
    code = await counter.given.give(printed, person.id, visit.id)
    return await _page(request, person, doors, visit, {"code": f"{code[:4]} {code[4:]}"})


@router.post("/fiche/envoyer")
async def send(request: Request, person: Mediator, doors: TheDoors, counter: TheCounter,
               visit: TheVisit, printed: ThePaper, case_id: Key) -> Response:
    """Send the sheet to a conversation this mediator holds, as their own words."""
    held = {each.id: each for each in await cases_of(doors, person.id)}
    if case_id not in held or printed.sheet.is_empty:
        raise HTTPException(404)
    code = await counter.given.give(printed, person.id, visit.id, held[case_id].conversation_id)
    where = f"{str(request.base_url).rstrip('/')}/fiche-de-route"
    await doors.desk.say(case_id, person.id, as_message(printed, where, code))
    return RedirectResponse(f"{HOME}/{visit.id}/fiche?fait=envoyee", 303)


@router.get("/courrier")
async def show_letter(request: Request, person: Mediator, visit: TheVisit,
                      modele: Annotated[str, Query(max_length=20)] = "information",
                      fiche: Annotated[str, Query(max_length=60)] = "") -> HTMLResponse:
    """Show a letter ready to copy, about one need of the sheet."""
    needs = {each.entry_id: each for each in visit.kept.sheet.needs}
    if modele not in labels() or (fiche and fiche not in needs):
        raise HTTPException(404)
    need = needs.get(fiche) or next(iter(needs.values()), None)
    hints = tuple(each.text for each in visit.kept.sheet.deadlines
                  if need and each.source == need.entry_id)
    return render(request, "counter/letter.html", {
        "person": person, "visit": visit, "letters": labels(), "kind": modele, "need": need,
        "letter": letter(modele, need, hints) if need else None})


def _back(visit_id: str, kind: str) -> RedirectResponse:
    return RedirectResponse(f"{HOME}/{visit_id}/fiche#{kind if kind in KINDS else ''}", 303)
