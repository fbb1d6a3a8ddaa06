"""« Poste d'accueil » : a visit face to face, its search, what is gathered, its count."""

from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels.access import Mediator
from channels.api_shapes import well_formed
from channels.counter_door import HOME, TheCounter, TheVisit
from channels.doors import TheDoors
from channels.pages import render
from knowledge.places import fold
from mediation.counter.counting import LISTS, band_of, checked
from mediation.counter.desk import CounterDesk
from mediation.counter.gathering import remove_need
from mediation.counter.room import VISIT_IDLE, Visit
from mediation.counter.situation import GROUPS, labels_of

router = APIRouter(prefix=HOME, include_in_schema=False)
Words = Annotated[str, Form(max_length=300)]
Key = Annotated[str, Form(max_length=60)]
DONE = {"terminee": "La visite est terminée. Ce qui avait été noté est effacé.",
        "comptee": "La visite est comptée.",
        "finie": "Cette visite est finie : rien n'en a été gardé. Commencez-en une autre.",
        "inconnue": "Cette fiche n'est plus disponible."}


def home(words: str = "", **more: str) -> RedirectResponse:
    """Go back to the search, its words kept."""
    query = {"q": words, **more}
    asked = urlencode({key: value for key, value in query.items() if value})
    return RedirectResponse(f"{HOME}?{asked}" if asked else HOME, 303)


@router.get("")
async def show_counter(request: Request, person: Mediator, counter: TheCounter, doors: TheDoors,
                       q: Annotated[str, Query(max_length=300)] = "",
                       commune: Annotated[str, Query(max_length=80)] = "",
                       fait: Annotated[str, Query(max_length=20)] = "") -> HTMLResponse:
    """Show the visit under way with what a search finds, or how to start one."""
    visit = await counter.visits.current(person.id)
    context: dict[str, Any] = {"person": person, "visit": visit, "groups": GROUPS, "q": q.strip(),
                               "done": DONE.get(fait, ""), "lists": LISTS,
                               "idle_minutes": VISIT_IDLE // timedelta(minutes=1)}
    if commune:
        context |= {"commune": commune, "communes": counter.visits.search.places_named(commune)}
    if visit is None:
        return render(request, "counter/start.html", context)
    words = well_formed(q).strip()
    found = await counter.visits.find(visit, words) if words else None
    notices = {each.answer.entry_id: doors.library.notices(each.answer.entry_id)
               for each in found.hits} if found else {}
    return render(request, "counter/visit.html", context | {
        "found": found, "notices": notices, "labels": labels_of(visit.kept.tags),
        "gathered": {each.entry_id for each in visit.kept.sheet.needs}})


@router.post("/ouvrir")
async def open_visit(person: Mediator, counter: TheCounter, commune: Words = "", work: Key = "",
                     dwelling: Key = "", age: Key = "", q: Words = "") -> Response:
    """Start a visit and search at once; a commune that is not sure is asked again."""
    insee, asked = _commune(counter, commune, None)
    await counter.visits.open(person.id, insee, (work, dwelling, age))
    return home(q, commune=asked)


@router.post("/{visit_id}/personne")
async def settle(person: Mediator, counter: TheCounter, visit: TheVisit, commune: Words = "",
                 insee: Key = "", work: Key = "", dwelling: Key = "", age: Key = "",
                 q: Words = "") -> Response:
    """Note where the person lives and what changes the office; the sheet follows."""
    asked = ""
    if not insee:
        insee, asked = _commune(counter, commune, visit)
        await counter.visits.settle(visit.id, person.id, insee, (work, dwelling, age))
    else:
        await counter.visits.settle(visit.id, person.id, insee, visit.kept.tags)
    return home(q, commune=asked)


@router.post("/{visit_id}/ajouter")
async def gather(person: Mediator, counter: TheCounter, visit: TheVisit, entry_id: Key,
                 papers: Annotated[list[str] | None, Form(max_length=40)] = None,
                 q: Words = "") -> Response:
    """Put an entry on the fiche de route, with the papers already there."""
    is_known = await counter.visits.gather(visit.id, person.id, entry_id, well_formed(q),
                                           frozenset(papers or ()))
    return home(q, fait="" if is_known else "inconnue")


@router.post("/{visit_id}/retirer")
async def remove(person: Mediator, counter: TheCounter, visit: TheVisit, entry_id: Key,
                 q: Words = "") -> Response:
    """Take an entry off the fiche de route."""
    await counter.visits.change(visit.id, person.id, lambda sheet: remove_need(sheet, entry_id))
    return home(q)


@router.get("/{visit_id}/terminer")
async def ask_count(request: Request, person: Mediator, counter: TheCounter, visit: TheVisit
                    ) -> HTMLResponse:
    """Ask four words about the visit, the likeliest already chosen."""
    needs = visit.kept.sheet.needs
    chosen = {"theme": needs[0].domain if needs else "other", "nature": "information",
              "duration": band_of(visit.opened_at, counter.visits.now()), "outcome": "answered"}
    return render(request, "counter/end.html", {
        "person": person, "visit": visit, "lists": LISTS, "chosen": chosen})


@router.post("/{visit_id}/terminer")
async def end(person: Mediator, counter: TheCounter, visit: TheVisit, theme: Key = "",
              nature: Key = "", duration: Key = "", outcome: Key = "",
              sans: Annotated[bool, Form()] = False) -> Response:
    """Erase the visit; count it unless asked not to."""
    count = None if sans else _count(theme, nature, duration, outcome)
    await counter.visits.end(visit.id, person.id, count)
    return home(fait="terminee" if sans else "comptee")


@router.post("/compter")
async def count_visit(person: Mediator, counter: TheCounter, theme: Key, nature: Key,
                      duration: Key, outcome: Key, commune: Words = "") -> Response:
    """Count a visit that was not opened here."""
    insee, _ = _commune(counter, commune, None)
    await counter.visits.count(_count(theme, nature, duration, outcome), insee or None)
    return home(fait="comptee")


def _count(theme: str, nature: str, duration: str, outcome: str) -> Any:
    try:
        return checked({"theme": theme, "nature": nature, "duration": duration,
                        "outcome": outcome})
    except ValueError:
        raise HTTPException(422) from None


def _commune(counter: CounterDesk, words: str, visit: Visit | None) -> tuple[str, str]:
    """Return the code of the commune, and the words to ask about when it is not sure."""
    said = well_formed(words).strip()
    if not said:
        return "", ""
    kept = visit.kept if visit else None
    if kept and kept.place_insee and fold(said) == fold(kept.place_name or ""):
        return kept.place_insee, ""
    places = counter.visits.search.places_named(said)
    return (places[0].insee, "") if len(places) == 1 else ("", said[:80])
