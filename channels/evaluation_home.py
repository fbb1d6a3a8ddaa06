"""The evaluators' first page: sets to replay, a file to bring, runs made, two to compare."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from channels.access import Evaluator
from channels.api_shapes import well_formed
from channels.evaluation_door import EvaluationRoute, TheEvaluation, mode_of, page
from mediation.evaluation.reading_csv import MAX_BYTES, Unreadable
from mediation.evaluation.shapes import RunKind, RunState

router = APIRouter(prefix="/evaluation", route_class=EvaluationRoute, include_in_schema=False)
Text = Annotated[str, Query(max_length=200)]
Typed = Annotated[str, Form(max_length=200)]
NO_FILE = "Choisissez d'abord un fichier CSV, puis envoyez-le."


async def _home(request: Request, person: Evaluator, desk: TheEvaluation, done: str = "",
                problem: str = "", status: int = 200) -> Response:
    runs = await desk.runs.latest(RunKind.QUESTIONS)
    return page(request, person, desk, "home.html", {
        "sets": await desk.sets.of_project(), "runs": runs, "done": done, "problem": problem,
        "uploaded": await asyncio.to_thread(desk.sets.uploaded),
        "comparable": [each for each in runs if each.state is RunState.DONE]}, status)


@router.get("")
async def show_home(request: Request, person: Evaluator, desk: TheEvaluation, fait: Text = ""
                    ) -> Response:
    """Show everything that can be replayed and every run."""
    return await _home(request, person, desk, fait)


@router.post("/essais")
async def replay(person: Evaluator, desk: TheEvaluation, jeu: Typed = "", par: Typed = ""
                 ) -> Response:
    """Replay a set."""
    run = await desk.replay_set(person.id, jeu, mode_of(par))
    return RedirectResponse(f"/evaluation/essais/{run.id}?fait=demande", 303)


@router.post("/jeux")
async def bring(request: Request, person: Evaluator, desk: TheEvaluation,
                fichier: Annotated[UploadFile | None, File()] = None) -> Response:
    """Read a spreadsheet; say what could not be read, keep the rest."""
    if fichier is None or not fichier.filename:
        return await _home(request, person, desk, problem=NO_FILE, status=422)
    data = await fichier.read(MAX_BYTES + 1)
    try:
        made = await asyncio.to_thread(desk.sets.upload, well_formed(fichier.filename), data)
    except Unreadable as fault:
        return await _home(request, person, desk, problem=str(fault), status=422)
    return RedirectResponse(f"/evaluation/jeux/{made.set.key.rpartition('/')[2]}", 303)


@router.get("/jeux/{name}")
async def show_set(request: Request, name: str, person: Evaluator, desk: TheEvaluation
                   ) -> Response:
    """Show what was read of a file, and each row left aside."""
    return page(request, person, desk, "set.html",
                {"made": await asyncio.to_thread(desk.sets.report, name), "name": name})


@router.post("/jeux/{name}/effacer")
async def erase_set(name: str, person: Evaluator, desk: TheEvaluation) -> Response:
    """Erase an uploaded set; its runs stay."""
    await asyncio.to_thread(desk.sets.erase, name)
    return RedirectResponse("/evaluation?fait=efface", 303)
