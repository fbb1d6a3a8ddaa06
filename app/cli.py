"""The operator's commands."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from app import cli_desk
from app.assembly import assemble, open_accounts
from app.logging import set_up_logging
from app.main import create_app
from app.official import refresh
from app.publishing import publish_at_start
from app.routes import FILE, access_page
from app.server import Server
from app.settings import ROOT, Settings
from bot.server import free_port
from channels.console import run_console
from channels.live import Live
from mediation.accounts import ROLES, WeakPassword
from mediation.store.database import AlreadyWritten

CHAT_WAIT_SECONDS = 90.0
commands = typer.Typer(add_completion=False, no_args_is_help=True)
accounts = typer.Typer(no_args_is_help=True, help="Comptes des médiateurs et des rédacteurs.")
commands.add_typer(accounts, name="account")
commands.add_typer(cli_desk.commands, name="desk")


@commands.callback(help="Qui fait quoi : servir, converser, indexer, gérer les comptes.")
def private() -> None:
    """Whatever a command writes is readable by its owner only."""
    os.umask(0o077)


@commands.command()
def serve() -> None:
    """Sert la conversation web, et Telegram si un jeton est donné."""
    settings = Settings()
    set_up_logging(settings.log_level)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    print(f"Qui fait quoi : http://{settings.host}:{settings.port} (Ctrl-C pour arrêter)",
          file=sys.stderr, flush=True)
    Server(uvicorn.Config(create_app(settings), host=settings.host, port=settings.port,
                          log_config=None, access_log=False, server_header=False,
                          timeout_graceful_shutdown=5, proxy_headers=settings.trust_proxy)).run()


@commands.command()
def chat() -> None:
    """Converse dans le terminal, avec les mêmes fiches et la même couche de dialogue."""
    settings = Settings()
    set_up_logging("ERROR")
    asyncio.run(_chat(settings))


async def _chat(settings: Settings) -> None:
    """Serve on a free port of this machine, so that the dialogue layer works as on the web."""
    settings = settings.model_copy(update={"port": free_port(), "telegram_token": None})
    web = create_app(settings)
    server = Server(uvicorn.Config(web, host="127.0.0.1", port=settings.port, log_config=None,
                                   access_log=False))
    serving = asyncio.create_task(server.serve())
    while not server.started and not serving.done():
        await asyncio.sleep(0.1)
    if server.started:
        print("Un instant, je me prépare…", file=sys.stderr, flush=True)
        await web.state.house.dialogue.wait_ready(CHAT_WAIT_SECONDS)
        await run_console(web.state.house.conversations)
    server.should_exit = True
    await serving


@commands.command()
def index() -> None:
    """Met l'index de recherche à jour."""
    asyncio.run(_index(Settings()))


async def _index(settings: Settings) -> None:
    set_up_logging(settings.log_level)
    house = await assemble(settings, Live())
    try:
        await publish_at_start(house)
        status = house.retriever.status()
        print(f"Index {status.version} : {status.entries} fiches.")
    finally:
        await house.close()


@commands.command()
def official(
    archive: Annotated[Path | None, typer.Option(
        help="archive déjà téléchargée, au lieu du flux")] = None,
) -> None:
    """Télécharge les fiches officielles de service-public.fr, les importe et les indexe."""
    raise typer.Exit(refresh(Settings(), archive))


@commands.command()
def purge() -> None:
    """Efface ce qui a passé son jour, comme le service le fait chaque heure."""
    settings = Settings()
    set_up_logging("ERROR")
    for kind, count in asyncio.run(_purge(settings)).items():
        print(f"{kind} : {count}")


async def _purge(settings: Settings) -> dict[str, int]:
    house = await assemble(settings, Live())
    try:
        return await house.retention.purge(house.clock())
    finally:
        await house.close()


@commands.command("place-link")
def place_link(
    partner: Annotated[str, typer.Argument(help="identifiant du lieu (nom de son fichier)")],
) -> None:
    """Donne le lien par lequel un lieu confirme ou corrige sa fiche, sans compte."""
    settings = Settings()
    set_up_logging("ERROR")
    try:
        token = asyncio.run(_place_link(settings, partner))
    except KeyError:
        raise typer.BadParameter("ce lieu n'est pas dans l'annuaire") from None
    print(f"{settings.public_url or f'http://{settings.host}:{settings.port}'}/lieu/{token}")


async def _place_link(settings: Settings, partner: str) -> str:
    house = await assemble(settings, Live())
    try:
        return house.place_life.link_token(partner)
    finally:
        await house.close()


@commands.command()
def routes() -> None:
    """Écrit docs/acces.md : chaque adresse du service, et qui peut l'ouvrir."""
    (ROOT / FILE).write_text(access_page(create_app(Settings())), encoding="utf-8")
    (ROOT / FILE).chmod(0o644)


@accounts.command("add")
def add_account(
    role: Annotated[str, typer.Option(help=f"un de : {', '.join(ROLES)}")],
    email: Annotated[str, typer.Option(help="adresse de connexion")],
    password_stdin: Annotated[bool, typer.Option(
        "--password-stdin", help="lit le mot de passe sur l'entrée standard")] = False,
) -> None:
    """Crée un compte."""
    password = (sys.stdin.readline().rstrip("\n") if password_stdin
                else typer.prompt("Mot de passe", hide_input=True, confirmation_prompt=True))
    try:
        asyncio.run(_add_account(email, password, role))
    except WeakPassword:
        raise typer.BadParameter("choisissez un mot de passe de 12 caractères au moins") from None
    except AlreadyWritten:
        raise typer.BadParameter("un compte existe déjà pour cette adresse") from None
    except ValueError as fault:
        raise typer.BadParameter(str(fault)) from None
    print(f"Compte créé : {email} ({role}).")


async def _add_account(email: str, password: str, role: str) -> None:
    store, door = await open_accounts(Settings())
    try:
        await door.add(email, password, role)
    finally:
        await store.close()


@accounts.command("close")
def close_account(
    email: Annotated[str, typer.Option(help="adresse de connexion")],
) -> None:
    """Ferme un compte : ses connexions cessent tout de suite, ce qu'il a fait reste noté."""
    if not asyncio.run(_close_account(email)):
        raise typer.BadParameter("aucun compte ouvert pour cette adresse")
    print(f"Compte fermé : {email}.")


async def _close_account(email: str) -> bool:
    store, door = await open_accounts(Settings())
    try:
        return await door.close_of(email)
    finally:
        await store.close()
