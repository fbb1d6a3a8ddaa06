"""Rasa really trained and served, calling our actions: ten things a resident may write."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.actions import build_executor
from bot.actions.run import run_action
from bot.client import BotUnavailable, RasaClient
from bot.command import PROJECT, RasaHome
from bot.decision import Decision, Kind
from bot.server import RasaServer, State, free_port
from knowledge.vocabulary import Facet
from tests.bot.fakes import parts

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
KEY = "clef-de-test"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def actions_url() -> AsyncIterator[str]:
    executor = build_executor(parts())

    async def actions(request: Request) -> JSONResponse:
        assert request.headers["x-action-key"] == KEY
        payload: dict[str, Any] = await request.json()
        status, body = await run_action(executor, payload, timeout=3)
        return JSONResponse(body, status)

    port = free_port()
    app = Starlette(routes=[Route("/actions", actions, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    yield f"http://127.0.0.1:{port}/actions"
    server.should_exit = True
    await serving


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def rasa(actions_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[
        RasaServer]:
    home = RasaHome(PROJECT / "var/venv-rasa/bin/python", tmp_path_factory.mktemp("rasa"),
                    shared_models=PROJECT / "var/rasa/models")
    server = RasaServer(home, actions_url, KEY)
    await server.start()
    assert await server.wait_ready(400), home.log_file.read_text(encoding="utf-8")[-2000:]
    yield server
    await server.stop()
    assert server.state is State.DOWN


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(rasa: RasaServer) -> AsyncIterator[RasaClient]:
    client = RasaClient(rasa.address)
    yield client
    await client.close()


async def talk(client: RasaClient, conversation: str, *texts: str) -> list[Decision]:
    return [(await client.ask(conversation, text, "tour")).decision for text in texts]


async def test_a_question_then_its_papers_then_the_place(client: RasaClient) -> None:
    first, papers, place = await talk(
        client, "suite", "j'ai perdu mon boulot je fais quoi", "et pour les papiers ?",
        "et c'est où à Valmoure ?")
    assert first.entry_ids == ("inscription-emploi",)
    assert first.scores["intent"] > 0.4
    assert (papers.entry_ids, papers.facet) == (("inscription-emploi",), Facet.DOCUMENTS)
    assert (place.facet, place.partner_ids) == (Facet.WHERE, ("agence-fictive",))


async def test_misspelt_need_is_answered(client: RasaClient) -> None:
    (decision,) = await talk(client, "faute", "jai pa de quoi payé mon loyer")
    assert decision.entry_ids == ("aide-au-logement",)


async def test_a_person_is_offered_then_accepted(client: RasaClient) -> None:
    offered, accepted = await talk(client, "personne", "je veux parler à quelqu'un", "oui")
    assert [offered.kind, accepted.kind] == [Kind.OFFER_PERSON, Kind.ACCEPT_PERSON]


async def test_the_weather_is_declined(client: RasaClient) -> None:
    (decision,) = await talk(client, "météo", "quelle météo demain")
    assert decision.kind is Kind.OUT_OF_SCOPE


async def test_small_talk_says_its_sentence(client: RasaClient) -> None:
    reply = await client.ask("bonjour", "bonjour", "tour")
    assert reply.decision.kind is Kind.SMALL_TALK
    assert reply.texts[0].startswith("Bonjour")


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "\u200b", "🏠💸❓"])
async def test_a_message_without_words_still_gets_a_decision(client: RasaClient,
                                                             text: str) -> None:
    (decision,) = await talk(client, f"vide-{text!r}", text)
    assert decision.kind in {Kind.NOT_UNDERSTOOD, Kind.OUT_OF_SCOPE, Kind.CLARIFY}
    assert decision.entry_ids == ()


@pytest.mark.parametrize("text", ["/restart", "/ask_taxes", '/ask_cost{"place": "x"}'])
async def test_a_command_is_read_as_words(client: RasaClient, text: str) -> None:
    await talk(client, "commande", "j'ai perdu mon boulot")
    await talk(client, "commande", text)
    (papers,) = await talk(client, "commande", "quels papiers il faut ?")
    assert papers.entry_ids == ("inscription-emploi",)


async def test_a_choice_made_on_a_button_is_known_to_the_dialogue(client: RasaClient) -> None:
    await talk(client, "bouton", "bonjour")
    await client.note_choice("bouton", "passeport")
    (decision,) = await talk(client, "bouton", "combien ça coûte ?")
    assert (decision.entry_ids, decision.facet) == (("passeport",), Facet.COST)


async def test_a_forgotten_dialogue_knows_nothing(client: RasaClient) -> None:
    await talk(client, "oubli", "j'ai perdu mon boulot")
    await client.forget("oubli")
    (decision,) = await talk(client, "oubli", "quels papiers il faut ?")
    assert decision.kind is Kind.CLARIFY


async def test_two_dialogues_at_once_do_not_mix(client: RasaClient) -> None:
    await asyncio.gather(talk(client, "un", "j'ai perdu mon boulot"),
                         talk(client, "deux", "refaire mon passeport"))
    one, two = await asyncio.gather(talk(client, "un", "et les papiers ?"),
                                    talk(client, "deux", "et les papiers ?"))
    assert one[0].entry_ids == ("inscription-emploi",)
    assert two[0].entry_ids == ("passeport",)


@pytest.mark.parametrize("headers", [{}, {"X-Rasa-Token": "autre"}])
async def test_another_process_cannot_talk_to_rasa(rasa: RasaServer,
                                                   headers: dict[str, str]) -> None:
    address = rasa.address()
    assert address is not None
    async with httpx.AsyncClient(trust_env=False) as http:
        reply = await http.post(f"{address.url}/webhooks/guarded/webhook", headers=headers,
                                json={"sender": "x", "message": "bonjour"})
        assert reply.status_code == 401
        gone = await http.post(f"{address.url}/webhooks/rest/webhook",
                               json={"sender": "x", "message": "bonjour"})
        assert gone.status_code == 404


async def test_neither_token_nor_words_show_outside(rasa: RasaServer, client: RasaClient) -> None:
    await talk(client, "secret", "un mot rarissime : zygomorphe")
    address = rasa.address()
    assert address is not None
    command = Path(f"/proc/{rasa.pid}/cmdline").read_text(encoding="utf-8")
    assert address.token not in command
    assert "zygomorphe" not in rasa._home.log_file.read_text(encoding="utf-8", errors="replace")
    endpoints = rasa._home.folder / "endpoints.yml"
    assert endpoints.stat().st_mode & 0o077 == 0


async def test_a_killed_rasa_is_unavailable_then_comes_back(rasa: RasaServer,
                                                            client: RasaClient) -> None:
    await talk(client, "panne", "j'ai perdu mon boulot")
    assert rasa.pid is not None
    os.kill(rasa.pid, signal.SIGKILL)
    with pytest.raises(BotUnavailable):
        await client.ask("panne", "et les papiers ?", "tour")
    async with asyncio.timeout(5):
        while rasa.state is State.READY:
            await asyncio.sleep(0.05)
    assert await rasa.wait_ready(120)
    (decision,) = await talk(client, "panne", "j'ai perdu mon boulot")
    assert decision.entry_ids == ("inscription-emploi",)
