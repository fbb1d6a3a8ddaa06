"""Two runs side by side: paired differences, questions won and lost."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from channels.access import Evaluator
from channels.evaluation_door import EvaluationRoute, TheEvaluation, page
from mediation.evaluation.shapes import NotPossible, RunState

router = APIRouter(prefix="/evaluation/comparer", route_class=EvaluationRoute,
                   include_in_schema=False)
Id = Annotated[str, Query(max_length=40)]
TWO = "Choisissez deux essais terminés et différents."


@router.get("")
async def compare(request: Request, person: Evaluator, desk: TheEvaluation, avant: Id = "",
                  apres: Id = "") -> Response:
    """Compare two runs that have ended."""
    if not avant or not apres or avant == apres:
        raise NotPossible(TWO)
    before, after = await desk.runs.run(avant), await desk.runs.run(apres)
    if {before.state, after.state} != {RunState.DONE} or before.kind is not after.kind:
        raise NotPossible(TWO)
    return page(request, person, desk, "compare.html", {
        "before": before, "after": after, "found": await desk.results.compared(before, after)})
