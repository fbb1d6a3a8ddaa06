"""The door to the evaluators' pages, and what they answer when something is refused."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from channels import evaluation_words as words
from channels.doors import Person, doors_of
from channels.editing_door import Typed, when
from channels.pages import render
from mediation.evaluation.desk import EvaluationDesk
from mediation.evaluation.shapes import Mode, NotFound, NotPossible


def evaluation_of(request: Request) -> EvaluationDesk:
    """Return the desk of the running app; 404 when it has none."""
    desk = doors_of(request).evaluation
    if desk is None:
        raise HTTPException(404)
    return desk


TheEvaluation = Annotated[EvaluationDesk, Depends(evaluation_of)]


def page(request: Request, person: Person, desk: EvaluationDesk, name: str,
         context: Mapping[str, Any], status: int = 200) -> Response:
    """Render a page of the evaluators; `titles` names every entry and organisation."""
    return render(request, f"evaluation/{name}", {
        "person": person, "words": words, "typed": Typed, "when": when,
        "titles": Titles(desk), **context}, status)


def mode_of(word: str) -> Mode:
    """Return a mode; the quickest for another word."""
    return Mode(word) if word in set(Mode) else Mode.RETRIEVAL


class Titles:
    """Names things as people know them."""

    def __init__(self, desk: EvaluationDesk) -> None:
        self._repository = desk.base.now.repository

    def entry(self, entry_id: str) -> str:
        """Return the title of an entry, or its name when the base no longer has it."""
        found = self._repository.entry(entry_id)
        return found.title if found else entry_id

    def office(self, key: str) -> str:
        """Return the name of an organisation."""
        known = self._repository.organisations
        return known[key].short_name if key in known else key

    def value(self, name: str, value: Any) -> str:
        """Say an expected value: titles instead of keys."""
        if name == "entry":
            return self.entry(str(value))
        if name in ("lead", "organisations"):
            return ", ".join(map(self.office, value if isinstance(value, list) else [value]))
        if name in ("outcome", "not_outcome"):
            given = value if isinstance(value, list) else [value]
            return " ou ".join(words.outcome_label(str(each)) for each in given)
        if name == "domain":
            return words.theme(str(value))
        if name == "facet":
            return words.FACETS.get(str(value), str(value))
        return words.value_text(value)


class EvaluationRoute(APIRoute):
    """Answers a refusal with its sentence and a way back."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the route's own handler."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except NotPossible as fault:
                return render(request, "evaluation/refused.html",
                              {"sentence": fault.sentence}, 409)
            except NotFound as fault:
                raise HTTPException(404) from fault

        return handled
