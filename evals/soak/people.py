"""A resident and a mediator as a run plays them: they number what they say and keep what they see.

Their connections are cut at random and come back; what was sent without an answer is sent again.
"""

import asyncio
import json
import random
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx

PASSWORD = "un mot de passe fictif"
PATIENCE_SECONDS = 180.0
AGAIN_SECONDS = 1.0
ITEM = re.compile(r'<article[^>]*id="e(\d+)"[^>]*>(.*?)</article>', re.S)
MARK = re.compile(r"point (\d+) du sujet (\d+) (habitant|accueil)")
Mark = tuple[str, ...]
PEOPLE = ("resident", "mediator")


def words(number: int, subject: int, side: str) -> str:
    """Return a sentence nobody else says."""
    return f"Voici le point {number} du sujet {subject} {side}, merci."


def marks_in(text: str) -> list[Mark]:
    """Return the numbered sentences of a text."""
    return [found.groups() for found in MARK.finditer(text)]


def said_by(speaker: str, text: str) -> list[Mark]:
    """Return what a person said; the assistant's words may quote it, in the lines of a brief."""
    return marks_in(text) if speaker in PEOPLE else []


class Refused(RuntimeError):
    """The service did not take what was sent, for as long as one may wait."""


@dataclass
class Resident:
    """One conversation by the public API; `seen` is every event of its stream, as it came."""

    url: str
    subject: int
    dice: random.Random
    is_heard: Callable[[Mark], None] = lambda mark: None
    id: str = ""
    seen: list[tuple[int, list[Mark]]] = field(default_factory=list)
    sent: list[Mark] = field(default_factory=list)
    cuts: int = 0
    again: int = 0
    _is_following: bool = False

    @asynccontextmanager
    async def here(self) -> AsyncIterator["Resident"]:
        """Open the conversation."""
        async with httpx.AsyncClient(base_url=self.url, timeout=20, trust_env=False) as http:
            opened = (await http.post("/api/v1/conversations", json={})).json()
            self.id = opened["conversation_id"]
            http.headers["Authorization"] = f"Bearer {opened['token']}"
            self._http = http
            yield self

    async def ask_for_a_person(self) -> None:
        """Agree to be handed over."""
        for choice in ("handoff:offer", "handoff:accept"):
            await self._deliver({"choice": choice})

    async def say(self, number: int, question: str = "") -> None:
        """Send one numbered message until the service says it has it."""
        text = words(number, self.subject, "habitant")
        self.sent.append(marks_in(text)[0])
        await self._deliver({"text": f"{question} {text}".strip(),
                             "client_message_id": f"{self.subject}-{number}"})

    async def _deliver(self, body: dict[str, str]) -> dict[str, Any]:
        ends = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < ends:
            with suppress(httpx.HTTPError, ValueError):
                done = await self._http.post(f"/api/v1/conversations/{self.id}/messages", json=body)
                if done.status_code == 200 and done.json()["outcome"] != "error_unexpected":
                    return dict(done.json())
            self.again += 1
            await asyncio.sleep(AGAIN_SECONDS)
        raise Refused(body.get("client_message_id", body.get("choice", "")))

    async def watch(self, cut_every: float) -> None:
        """Follow the stream for ever; it is cut about every `cut_every` seconds, and resumed."""
        while True:
            with suppress(httpx.HTTPError, ValueError, KeyError, TimeoutError):
                async with asyncio.timeout(self.dice.uniform(0.2, 2) * cut_every):
                    await self._follow()
            self.cuts += self._is_following
            self._is_following = False
            await asyncio.sleep(self.dice.uniform(0, 0.3))

    async def _follow(self) -> None:
        path = f"/api/v1/conversations/{self.id}"
        ticket = (await self._http.post(f"{path}/stream")).json()["ticket"]
        last = {"Last-Event-ID": str(self.seen[-1][0])} if self.seen else {}
        async with self._http.stream("GET", f"{path}/events", params={"ticket": ticket},
                                     headers=last, timeout=60) as events:
            self._is_following = events.status_code == 200
            async for line in events.aiter_lines():
                if line.startswith("data:"):
                    item = json.loads(line[5:])
                    found = said_by(item["speaker"], item["text"])
                    self.seen.append((item["seq"], found))
                    for mark in found:
                        self.is_heard(mark)


@dataclass
class Mediator:
    """Someone at the desk with one case; `seen` is every block the page would show, as it came."""

    http: httpx.AsyncClient
    subject: int
    case: str
    is_heard: Callable[[Mark], None] = lambda mark: None
    seen: list[tuple[int, str]] = field(default_factory=list)
    sent: list[Mark] = field(default_factory=list)
    again: int = 0

    async def say(self, number: int) -> None:
        """Send one numbered message; unsure that it went, look at the page before sending again."""
        text = words(number, self.subject, "accueil")
        mark = marks_in(text)[0]
        self.sent.append(mark)
        ends = time.monotonic() + PATIENCE_SECONDS
        is_unsure = False
        while time.monotonic() < ends:
            with suppress(httpx.HTTPError):
                if is_unsure and mark in marks_in((await self._get(self.case)).text):
                    return
                done = await self.http.post(f"{self.case}/dire", data={"text": text},
                                            headers={"HX-Request": "true"})
                if done.status_code == 204:
                    return
            is_unsure = True
            self.again += 1
            await asyncio.sleep(AGAIN_SECONDS)
        raise Refused(text)

    async def watch(self, every: float) -> None:
        """Ask for what is new, for ever, as the page does; a failure is tried again."""
        while True:
            with suppress(httpx.HTTPError):
                await self.look()
            await asyncio.sleep(every)

    async def look(self) -> None:
        """Add what came since the last block seen."""
        after = self.seen[-1][0] if self.seen else 0
        page = await self._get(f"{self.case}/suite?after={after}")
        for seq, html in ITEM.findall(page.text):
            self.seen.append((int(seq), html))
            for mark in marks_in(html):
                self.is_heard(mark)

    async def _get(self, path: str) -> httpx.Response:
        answer = await self.http.get(path, headers={"HX-Request": "true"})
        if answer.status_code not in (200, 204):
            raise httpx.HTTPError(f"{path} : {answer.status_code}")
        return answer


async def sign_in(http: httpx.AsyncClient, email: str, password: str) -> None:
    """Sign a mediator in and say they are available."""
    http.headers["Origin"] = str(http.base_url).rstrip("/")
    done = await http.post("/connexion", data={"email": email, "password": password})
    if done.status_code != 303:
        raise Refused(f"connexion de {email} : {done.status_code}")
    await http.post("/mediation/presence", data={"available": "true"})
