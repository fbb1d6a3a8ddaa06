"""Ten tiles that lead to an answer without typing: a theme, a choice, an entry's card."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from channels.access import public
from channels.doors import Doors, TheDoors
from channels.pages import FOLDER, render
from knowledge.reading import read_yaml

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)


@dataclass(frozen=True)
class Choice:
    """One need of a tile, with the entries that answer it."""

    id: str
    label: str
    picto: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Tile:
    """One theme of the first page."""

    id: str
    label: str
    picto: str
    choices: tuple[Choice, ...]


@cache
def tiles() -> tuple[Tile, ...]:
    """Return the ten tiles, in order."""
    raw: dict[str, Any] = read_yaml(FOLDER / "themes.yml")
    return tuple(Tile(key, each["label"], each["picto"], tuple(
        Choice(name, one["label"], one["picto"], tuple(one["entries"]))
        for name, one in each["choices"].items())) for key, each in raw.items())


def said_today(doors: Doors, choice: Choice) -> list[tuple[str, str]]:
    """Return the (id, title) of the choice's entries that may be said today."""
    found = ((key, doors.library.card(key)) for key in choice.entries)
    return [(key, card.title) for key, card in found if card]


def _tile(tile_id: str) -> Tile:
    found = next((each for each in tiles() if each.id == tile_id), None)
    if found is None:
        raise HTTPException(404)
    return found


@router.get("/themes/{tile_id}")
async def show_tile(request: Request, tile_id: str) -> HTMLResponse:
    """Show the choices of one tile."""
    return render(request, "browse/tile.html", {"tile": _tile(tile_id)})


@router.get("/themes/{tile_id}/{choice_id}")
async def show_choice(request: Request, doors: TheDoors, tile_id: str, choice_id: str
                      ) -> Response:
    """Show the entries of one choice; the only one opens at once."""
    tile = _tile(tile_id)
    choice = next((each for each in tile.choices if each.id == choice_id), None)
    entries = said_today(doors, choice) if choice else []
    if not entries:
        raise HTTPException(404)
    if len(entries) == 1:
        return RedirectResponse(f"/fiches/{entries[0][0]}", 303)
    return render(request, "browse/choice.html", {
        "tile": tile, "choice": choice, "entries": entries})
