"""The golden dialogues: listed, replayed, read as a conversation beside what was expected."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from channels.access import Evaluator
from channels.evaluation_door import EvaluationRoute, TheEvaluation, mode_of, page
from mediation.evaluation.desk import PROPOSED, EvaluationDesk, shown
from mediation.evaluation.shapes import Mode, RunKind, RunState

router = APIRouter(prefix="/evaluation/dialogues", route_class=EvaluationRoute,
                   include_in_schema=False)
Text = Annotated[str, Query(max_length=60)]
Typed = Annotated[str, Form(max_length=200)]


@router.get("")
async def show_list(request: Request, person: Evaluator, desk: TheEvaluation, fait: Text = ""
                    ) -> Response:
    """List the dialogues with how each went last."""
    runs = await desk.runs.latest(RunKind.DIALOGUES)
    return page(request, person, desk, "dialogues.html", {
        "dialogues": await desk.dialogues(), "runs": runs, "last": _last(desk, runs),
        "proposals": [shown(each) for each in desk.proposals.all()], "done": fait})


def _last(desk: EvaluationDesk, runs: tuple[Any, ...]) -> dict[str, tuple[Any, bool]]:
    """Return for each dialogue its last run and whether it passed."""
    found: dict[str, tuple[Any, bool]] = {}
    for run in runs:
        result = desk.results.read(run.id) if run.state is RunState.DONE else None
        prefix = PROPOSED if PROPOSED in run.set_key else ""
        for each in (result or {}).get("dialogues", ()):
            found.setdefault(f"{prefix}{each['id']}", (run, each["passed"]))
    return found


@router.post("/rejouer")
async def replay(person: Evaluator, desk: TheEvaluation, nom: Typed = "", par: Typed = ""
                 ) -> Response:
    """Replay one dialogue, or all of them."""
    mode = mode_of(par)
    run = await desk.replay_dialogues(person.id, nom,
                                      Mode.CHAIN if mode is Mode.RETRIEVAL else mode)
    return RedirectResponse(f"/evaluation/essais/{run.id}?fait=demande", 303)


@router.get("/lire")
async def read(request: Request, person: Evaluator, desk: TheEvaluation,
               nom: Annotated[str, Query(max_length=120)] = "", fait: Text = "") -> Response:
    """Read a dialogue: each reply beside what was expected."""
    dialogue = await desk.dialogue(nom)
    last = await desk.last_played(nom)
    played = last[1]["turns"] if last else []
    turns = [(turn, played[at] if at < len(played) else None)
             for at, turn in enumerate(dialogue["turns"])]
    return page(request, person, desk, "dialogue.html", {
        "dialogue": dialogue, "turns": turns, "run": last[0] if last else None, "done": fait,
        "is_proposed": nom.startswith(PROPOSED), "file": nom.removeprefix(PROPOSED)})
