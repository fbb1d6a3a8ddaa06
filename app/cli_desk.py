"""The operator's commands about desks: list them, add one."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Annotated

import typer

from app.assembly import clock_of, open_accounts, presence_of
from app.settings import Settings
from mediation.queueing.desk_place import DeskPlace
from mediation.queueing.places import DeskPlaces
from mediation.queueing.reading import Unreadable, id_of, read_place

commands = typer.Typer(no_args_is_help=True, help="Lieux d'accueil : horaires, territoire, thèmes.")
OPERATOR = "operator"  # who the audit says added a desk from the command line


@commands.command("list")
def list_desks() -> None:
    """Liste les lieux d'accueil."""
    for place in asyncio.run(_listed(Settings())):
        mode = f"en direct, {place.live_ceiling} à la fois" if place.is_live else "rappel"
        areas = " ".join(place.areas) or "partout ailleurs"
        print(f"{place.id} : {place.name} ; {place.hours} ; {mode} ; {areas}")


@commands.command("add")
def add_desk(
    name: Annotated[str, typer.Option(help="nom, avec son article")],
    hours: Annotated[str, typer.Option(help="horaires OSM, par exemple « Mo-Fr 09:00-12:00 »")],
    phone: Annotated[str, typer.Option(help="téléphone")] = "",
    area: Annotated[list[str] | None, typer.Option(
        help="code de département, de commune ou d'intercommunalité ; à répéter")] = None,
    pole: Annotated[list[str] | None, typer.Option(
        help="thème suivi (housing, employment…) ; à répéter ; aucun : tous")] = None,
    live: Annotated[bool, typer.Option("--live", help="discussion en direct")] = False,
    ceiling: Annotated[int, typer.Option(help="échanges en direct à la fois")] = 4,
    duty_email: Annotated[str, typer.Option(
        help="e-mail prévenu d'un danger non lu")] = "",
) -> None:
    """Ajoute un lieu d'accueil."""
    typed = {"name": name, "hours": hours, "phone": phone, "areas": " ".join(area or ()),
             "is_live": "true" if live else "", "live_ceiling": str(ceiling),
             "duty_email": duty_email}
    try:
        place = asyncio.run(_add(Settings(), typed, tuple(pole or ())))
    except Unreadable as fault:
        raise typer.BadParameter(str(fault)) from None
    print(f"Lieu ajouté : {place.id} ({place.name}).")


async def _listed(settings: Settings) -> tuple[DeskPlace, ...]:
    async with opened(settings) as room:
        return await room.listed()


async def _add(settings: Settings, typed: dict[str, str], poles: tuple[str, ...]) -> DeskPlace:
    async with opened(settings) as room:
        taken = [each.id for each in await room.listed()]
        place = read_place(id_of(typed["name"], taken), typed, poles)
        await room.save(place, OPERATOR)
        return place


@contextlib.asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[DeskPlaces]:
    """Open only what these commands need."""
    store, _ = await open_accounts(settings)
    try:
        presence = presence_of(settings, store)
        await presence.follow_settings()
        yield DeskPlaces(store, presence, clock_of(settings))
    finally:
        await store.close()
