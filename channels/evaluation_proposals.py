"""A new dialogue by form: turns added and removed without any script, then kept as a proposal."""

import re
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from channels.access import Evaluator
from channels.api_shapes import well_formed
from channels.doors import Person
from channels.evaluation_door import EvaluationRoute, TheEvaluation, page
from channels.evaluation_words import CLICKS, FACETS
from knowledge.vocabulary import DOMAIN_LABELS
from mediation.evaluation.desk import PROPOSED, EvaluationDesk
from mediation.evaluation.proposals import FIRST_CHOICE
from mediation.evaluation.shapes import NotPossible
from mediation.outcome import Outcome

router = APIRouter(prefix="/evaluation/dialogues", route_class=EvaluationRoute,
                   include_in_schema=False)
MOST_TURNS = 12
LONGEST = 2000
FIELD = re.compile(r"t(\d{1,2})\.([a-z_]{1,30})")
Turns = list[dict[str, str]]


def _form(request: Request, person: Person, desk: EvaluationDesk, title: str, why: str,
          turns: Turns, problem: str = "", status: int = 200, focus: int = -1) -> Response:
    repository = desk.base.now.repository
    return page(request, person, desk, "new.html", {
        "title": title, "why": why, "turns": turns, "problem": problem, "focus": focus,
        "has_room": len(turns) < MOST_TURNS, "outcomes": list(Outcome), "facets": FACETS,
        "themes": {key.value: label for key, label in DOMAIN_LABELS.items()},
        "clicks": {**CLICKS, FIRST_CHOICE: "choisit la première fiche proposée"},
        "entries": repository.entries(), "bodies": repository.organisations.all()}, status)


@router.get("/nouveau")
async def show_form(request: Request, person: Evaluator, desk: TheEvaluation) -> Response:
    """Show an empty form of one turn."""
    return _form(request, person, desk, "", "", [{}])


@router.post("/nouveau")
async def save(request: Request, person: Evaluator, desk: TheEvaluation) -> Response:
    """Add or remove a turn, or keep the dialogue; nothing typed is ever lost."""
    form = await request.form(max_fields=500)
    typed = {key: well_formed(value)[:LONGEST] for key, value in form.items()
             if isinstance(value, str)}
    title, why, turns = typed.get("title", "")[:120], typed.get("why", "")[:300], _turns(typed)
    order, _, at = typed.get("do", "").partition(":")
    if order == "add" and len(turns) < MOST_TURNS:
        return _form(request, person, desk, title, why, [*turns, {}], focus=len(turns))
    if order == "remove" and at.isdigit() and len(turns) > 1:
        kept = [each for number, each in enumerate(turns) if number != int(at)]
        return _form(request, person, desk, title, why, kept)
    try:
        name = await desk.proposals.add(title, why, turns)
    except NotPossible as fault:
        return _form(request, person, desk, title, why, turns, fault.sentence, 422)
    return RedirectResponse(f"/evaluation/dialogues/lire?nom={PROPOSED}{name}&fait=propose", 303)


def _turns(typed: dict[str, str]) -> Turns:
    """Return the turns in their order, blank ones too."""
    found: dict[int, dict[str, Any]] = {}
    for key, value in typed.items():
        met = FIELD.fullmatch(key)
        if met:
            found.setdefault(int(met[1]), {})[met[2]] = value
    return [found[at] for at in sorted(found)][:MOST_TURNS] or [{}]


@router.get("/proposes/{name}.yml")
async def download(name: str, person: Evaluator, desk: TheEvaluation) -> Response:
    """Give the file of a proposal, in the shape of the golden dialogues."""
    text = desk.proposals.path(name).read_text(encoding="utf-8")
    return Response(text, media_type="application/yaml; charset=utf-8", headers={
        "content-disposition": f'attachment; filename="{name}.yml"'})


@router.post("/proposes/{name}/effacer")
async def erase(name: str, person: Evaluator, desk: TheEvaluation) -> Response:
    """Erase a proposal."""
    desk.proposals.erase(name)
    return RedirectResponse("/evaluation/dialogues?fait=efface", 303)
