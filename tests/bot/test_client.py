"""The adapter to Rasa, against a pretended Rasa: odd replies become BotUnavailable."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot.client import Address, BotUnavailable, RasaClient
from bot.decision import Kind

HERE = Address("http://rasa.exemple", "jeton")
GREETING = [{"text": "Bonjour !"}, {"custom": {"decision": {"kind": "small_talk",
                                                           "intent": "greet"}}}]


class PretendedRasa:
    """Keeps the requests and replies what it was told to."""

    def __init__(self, reply: Callable[[], httpx.Response]) -> None:
        self.reply = reply
        self.requests: list[httpx.Request] = []

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.reply() if "webhook" in request.url.path else httpx.Response(200, json={})

    def client(self, timeout: float = 5) -> RasaClient:
        return RasaClient(lambda: HERE, timeout_seconds=timeout,
                          transport=httpx.MockTransport(self))

    def bodies(self) -> list[Any]:
        return [json.loads(request.content) for request in self.requests]


async def test_a_decision_and_its_sentences_come_back() -> None:
    rasa = PretendedRasa(lambda: httpx.Response(200, json=GREETING))
    reply = await rasa.client().ask("c1", "bonjour", "t1")
    assert reply.decision.kind is Kind.SMALL_TALK
    assert (reply.texts, reply.intent) == (("Bonjour !",), "greet")
    assert rasa.bodies()[0] == {"sender": "c1", "message": "bonjour",
                                "metadata": {"turn_id": "t1"}}
    assert rasa.requests[0].url.params["token"] == "jeton"


@pytest.mark.parametrize("text", ["/restart", " /restart", "//restart"])
async def test_a_leading_slash_never_reaches_rasa(text: str) -> None:
    rasa = PretendedRasa(lambda: httpx.Response(200, json=GREETING))
    await rasa.client().ask("c1", text, "t1")
    assert rasa.bodies()[0]["message"] == "restart"


@pytest.mark.parametrize("reply", [
    httpx.Response(200, json=[]),
    httpx.Response(200, json={}),
    httpx.Response(200, json=["bonjour"]),
    httpx.Response(200, text="<html>"),
    httpx.Response(200, json=[{"text": "sans décision"}]),
    httpx.Response(200, json=[{"custom": {"decision": {"kind": "inconnu"}}}]),
    httpx.Response(500, json={}),
])
async def test_an_odd_reply_makes_the_bot_unavailable(reply: httpx.Response) -> None:
    with pytest.raises(BotUnavailable):
        await PretendedRasa(lambda: reply).client().ask("c1", "bonjour", "t1")


async def test_after_a_fault_the_dialogue_is_reset_before_the_next_message() -> None:
    replies = iter([httpx.Response(200, json=[]), httpx.Response(200, json=GREETING)])
    rasa = PretendedRasa(lambda: next(replies))
    client = rasa.client()
    with pytest.raises(BotUnavailable):
        await client.ask("c1", "bonjour", "t1")
    await client.ask("c1", "bonjour", "t2")
    assert rasa.bodies()[1] == [{"event": "restart"}]
    assert rasa.requests[1].url.path == "/conversations/c1/tracker/events"


async def test_a_slow_rasa_is_left_after_the_time_allowed() -> None:
    async def slow(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        return httpx.Response(200, json=GREETING)

    client = RasaClient(lambda: HERE, timeout_seconds=0.05, transport=httpx.MockTransport(slow))
    with pytest.raises(BotUnavailable):
        await client.ask("c1", "bonjour", "t1")


async def test_no_address_means_unavailable_and_nothing_is_sent() -> None:
    client = RasaClient(lambda: None)
    with pytest.raises(BotUnavailable):
        await client.ask("c1", "bonjour", "t1")
    await client.note_choice("c1", "passeport")


async def test_a_choice_made_outside_is_noted_in_the_slots() -> None:
    rasa = PretendedRasa(lambda: httpx.Response(200, json=[]))
    await rasa.client().note_choice("c1", "passeport")
    slots = {event["name"]: event["value"] for event in rasa.bodies()[0]}
    assert slots["current_entry"] == "passeport"
    assert slots["offer_pending"] is False


async def test_forgetting_restarts_the_dialogue() -> None:
    rasa = PretendedRasa(lambda: httpx.Response(200, json=[]))
    await rasa.client().forget("c1")
    assert rasa.bodies() == [[{"event": "restart"}]]
