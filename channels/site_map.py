"""The site map: every public page of a resident, and every entry that may be said today."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from channels.access import public
from channels.doors import TheDoors
from channels.legal import TITLES
from channels.pages import render
from channels.themes import said_today, tiles

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)
PAGES = (("/", "Poser une question"), ("/reprendre", "Reprendre une conversation avec un code"),
         ("/fiche-de-route", "Ouvrir une fiche de route avec un code"),
         ("/parcours", "Situations de vie"), ("/agenda", "Ateliers et rendez-vous du trimestre"),
         *((f"/{name}", title) for name, title in TITLES.items()))


@router.get("/plan")
async def show_map(request: Request, doors: TheDoors) -> HTMLResponse:
    """List the pages, the situations of life, and each theme with its entries."""
    themes = [(tile, [(choice.label, said_today(doors, choice)) for choice in tile.choices])
              for tile in tiles()]
    return render(request, "browse/plan.html", {
        "pages": PAGES, "shelves": doors.library.shelves(), "themes": themes})
