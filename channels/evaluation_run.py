"""One run: how far it is, its figures, its plots, its failures, its file to download."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from channels.access import Evaluator
from channels.evaluation_door import EvaluationRoute, TheEvaluation, Titles, page
from channels.evaluation_plots import bars, reliability, risk
from channels.evaluation_table import as_csv, rows_of
from mediation.evaluation.desk import EvaluationDesk
from mediation.evaluation.results import counts, faulty, main_figures
from mediation.evaluation.shapes import EvaluationRun, RunKind

router = APIRouter(prefix="/evaluation/essais/{run_id}", route_class=EvaluationRoute,
                   include_in_schema=False)
Text = Annotated[str, Query(max_length=60)]
Page = Annotated[int, Query(ge=1, le=10_000)]
EACH = 20


async def _context(desk: EvaluationDesk, run: EvaluationRun) -> dict[str, Any]:
    return {"run": run, "progress": desk.results.progress(run.id) if run.is_open else None,
            "result": None if run.is_open else await asyncio.to_thread(desk.results.read, run.id),
            "before": await desk.runs.before(run.id)}


@router.get("")
async def show(request: Request, run_id: str, person: Evaluator, desk: TheEvaluation,
               voir: Text = "", partie: Text = "", p: Page = 1, fait: Text = "") -> Response:
    """Show the run; while it goes, how far it is."""
    run = await desk.runs.run(run_id)
    context = await _context(desk, run) | {"done": fait}
    result = context["result"]
    if result is None:
        return page(request, person, desk, "waiting.html", context)
    if run.kind is RunKind.DIALOGUES:
        return page(request, person, desk, "replayed.html", context)
    found = faulty(result["questions"], voir, partie)
    named = result["confidence"].get(result["main"]) or next(
        iter(result["confidence"].values()), None)
    return page(request, person, desk, "run.html", context | {
        "figures": main_figures(result), "counts": counts(result["questions"]),
        "found": found[(p - 1) * EACH:p * EACH], "total": len(found), "p": p,
        "pages": max(1, -(-len(found) // EACH)), "voir": voir, "partie": partie,
        "confidence": named, "reliability": reliability(named) if named else None,
        "risk": risk(named) if named else None, "slices": bars(result["slices"])})


@router.get("/suite")
async def show_part(request: Request, run_id: str, person: Evaluator, desk: TheEvaluation
                    ) -> Response:
    """Show the progress alone: the page asks for it while it goes, then reloads itself."""
    run = await desk.runs.run(run_id)
    if not run.is_open:
        return Response(status_code=204, headers={"HX-Refresh": "true"})
    return page(request, person, desk, "progress.html", await _context(desk, run))


@router.get("/resultats.csv")
async def download(run_id: str, person: Evaluator, desk: TheEvaluation) -> Response:
    """Give every question with what was expected and got, for a spreadsheet."""
    run = await desk.runs.run(run_id)
    result = await asyncio.to_thread(desk.results.read, run.id)
    if result is None or run.kind is not RunKind.QUESTIONS:
        raise HTTPException(404)
    name = f"essai-{run.number}.csv"
    return Response(as_csv(rows_of(result, Titles(desk))), media_type="text/csv; charset=utf-8",
                    headers={"content-disposition": f'attachment; filename="{name}"'})


@router.post("/arreter")
async def stop(run_id: str, person: Evaluator, desk: TheEvaluation) -> Response:
    """Stop a run that waits or goes."""
    await desk.runs.stop(run_id)
    return RedirectResponse(f"/evaluation/essais/{run_id}?fait=arrete", 303)


@router.post("/effacer")
async def erase(run_id: str, person: Evaluator, desk: TheEvaluation) -> Response:
    """Erase a run that has ended, with its files."""
    run = await desk.runs.run(run_id)
    await desk.erase(run_id)
    home = "/evaluation" if run.kind is RunKind.QUESTIONS else "/evaluation/dialogues"
    return RedirectResponse(f"{home}?fait=efface", 303)
