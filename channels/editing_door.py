"""The door to the editors' desk, and what its pages answer when something is refused."""

import re
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from markupsafe import escape

from channels.doors import Person, doors_of
from channels.editing_words import KINDS, WORDS_OF
from channels.pages import render
from knowledge.editing.document import Unreadable
from knowledge.editing.kinds import KIND_OF_SLUG, Kind
from knowledge.editing.shelf import BadName
from knowledge.hours import PARIS, date_text
from mediation.editing.desk import EditingDesk
from mediation.editing.shapes import Editor, NotFound, NotPossible, NotTheAuthor, OwnDraft

_SPACES = re.compile(r" (?=[:;?!»€])|(?<=«) ")
OWN = ("Vous avez écrit ce brouillon : une autre personne doit le relire et le publier. "
       "Cette règle vaut pour tout le monde.")
NOT_AUTHOR = ("Seule la personne qui a commencé ce brouillon peut le modifier. "
              "Vous pouvez commencer le vôtre depuis la fiche.")
UNREADABLE = ("Ce fichier est à corriger à la main : je ne sais pas le lire. "
              "Prévenez la personne qui gère le service.")


def editing_of(request: Request) -> EditingDesk:
    """Return the desk of the running app; 404 when it has none."""
    desk = doors_of(request).editing
    if desk is None:
        raise HTTPException(404)
    return desk


TheEditing = Annotated[EditingDesk, Depends(editing_of)]


def as_editor(person: Person) -> Editor:
    """Return who acts, as the desk knows them."""
    return Editor(person.id, person.email)


def kind_of(slug: str) -> Kind:
    """Return the kind of an address; 404 for another word."""
    if slug not in KIND_OF_SLUG:
        raise HTTPException(404)
    return KIND_OF_SLUG[slug]


def page(request: Request, person: Person, name: str, context: Mapping[str, Any],
         status: int = 200) -> Response:
    """Render a page of the desk."""
    shared = {"person": person, "kinds": KINDS, "words_of": WORDS_OF, "typed": Typed,
              "when": when, "has_fault_in": has_fault_in}
    return render(request, f"editing/{name}", {**shared, **context}, status)


def when(moment: datetime) -> str:
    """Say a day and an hour in Paris: « 24 décembre 2026 à 09:30 »."""
    here = moment.astimezone(PARIS)
    return f"{date_text(here.date())} à {here:%H:%M}"


def has_fault_in(faults_at: Mapping[str, object], block: str) -> bool:
    """Say whether a block of the form, or one of its fields, has a fault."""
    return any(path == block or path.startswith(f"{block}.") for path in faults_at)


class Typed:
    """Words that go back into a field: to the letter, with the spaces as they were typed.

    The pages put no-break spaces before « ? » wherever text is shown; here they would be saved.
    """

    def __init__(self, text: object) -> None:
        self._text = str(text)

    def __html__(self) -> str:
        return _SPACES.sub("&#32;", str(escape(self._text)))

    __str__ = __html__


class EditingRoute(APIRoute):
    """Answers a refusal of the desk with its sentence and a way back."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the route's own handler."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except OwnDraft:
                return _refused(request, 403, "Une autre personne doit publier", OWN)
            except NotTheAuthor:
                return _refused(request, 403, "Ce brouillon n'est pas le vôtre", NOT_AUTHOR)
            except NotPossible as fault:
                return _refused(request, 409, "Pas maintenant", fault.sentence)
            except Unreadable:
                return _refused(request, 409, "Fichier illisible", UNREADABLE)
            except (NotFound, BadName) as fault:
                raise HTTPException(404) from fault

        return handled


def _refused(request: Request, status: int, title: str, sentence: str) -> Response:
    back = request.url.path.rpartition("/")[0] if request.method == "POST" else "/redaction"
    return render(request, "editing/refused.html",
                  {"title": title, "sentence": sentence, "back": back}, status)
