"""Says each message to a running instance and keeps which office was named."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import httpx

from evals.cases.config import Message, Pair

Reply = dict[str, Any]
DIRECT, MENU, LOST = "direct", "menu", "lost"


@dataclass(frozen=True)
class Heard:
    """One answer. `route`: at once, after choosing the entry in a menu, or never reached."""

    pair: Pair
    said: str
    expected: Message | None
    route: str
    outcome: str
    shown: tuple[str, ...]
    lead: str | None = None
    organisations: tuple[str, ...] = ()
    asks_case: bool = False

    @property
    def is_right(self) -> bool:
        """Say whether the lead is this person's, and the other person's office is not named.

        Without a situation: the card asks which case, and names the default lead or none.
        """
        if self.route == LOST:
            return False
        if self.expected is None:
            return self.asks_case
        return (self.lead == self.expected.lead
                and self.expected.wrong not in self.organisations)


class Conversation:
    """A conversation of its own by the public API."""

    def __init__(self, client: httpx.Client) -> None:
        opened = client.post("/api/v1/conversations", json={"channel": "api"})
        opened.raise_for_status()
        self._client = client
        self._path = f"/api/v1/conversations/{opened.json()['conversation_id']}/messages"
        self._headers = {"Authorization": f"Bearer {opened.json()['token']}"}

    def send(self, **body: str) -> Reply:
        """Post a text or a choice and return the reply."""
        response = self._client.post(self._path, json=body, headers=self._headers)
        response.raise_for_status()
        return dict(response.json())

    def reach(self, text: str, entry_id: str) -> tuple[str, Reply]:
        """Ask, then press the entry's button when it is proposed. Return (route, reply)."""
        reply = self.send(text=text)
        if (reply.get("answer") or {}).get("entry_id") == entry_id:
            return DIRECT, reply
        proposed = [*(reply.get("choices") or ()), *(reply.get("needs") or ())]
        button = next((each["choice"] for each in proposed
                       if each["entry_id"] == entry_id and each["choice"]), None)
        if button is None:
            return LOST, reply
        return MENU, self.send(choice=button)


def ask_at_once(pairs: Iterable[Pair], client: httpx.Client) -> list[Heard]:
    """Say every message of every pair, question and situation together."""
    return [at_once(pair, told, client) for pair in pairs for told in pair.messages]


def at_once(pair: Pair, told: Message, client: httpx.Client) -> Heard:
    """Say one message in a fresh conversation."""
    return _heard(pair, told.text, told, *Conversation(client).reach(told.text, pair.entry))


def ask_neutral(pairs: Iterable[Pair], client: httpx.Client) -> list[Heard]:
    """Ask every question without a situation."""
    return [_heard(pair, pair.neutral, None,
                   *Conversation(client).reach(pair.neutral, pair.entry)) for pair in pairs]


def tell_after(pairs: Iterable[Pair], titles: dict[str, str], client: httpx.Client
               ) -> list[Heard]:
    """Ask by the entry's title, then say one situation, then the other, in one conversation."""
    heard = []
    for pair in pairs:
        talk = Conversation(client)
        route, reply = talk.reach(titles[pair.entry], pair.entry)
        for told in pair.messages:
            if route != LOST:
                reply = talk.send(text=told.alone)
                stays = (reply.get("answer") or {}).get("entry_id") == pair.entry
                heard.append(_heard(pair, told.alone, told, route if stays else LOST, reply))
            else:
                heard.append(_heard(pair, told.alone, told, LOST, reply))
    return heard


def _heard(pair: Pair, said: str, expected: Message | None, route: str, reply: Reply) -> Heard:
    answer = reply.get("answer") or {}
    shown = [answer.get("entry_id"), *(each["entry_id"] for each in reply.get("choices") or ())]
    return Heard(pair, said, expected, route, str(reply["outcome"]),
                 tuple(str(each) for each in shown if each), answer.get("lead"),
                 tuple(answer.get("organisations") or ()), bool(answer.get("case_question")))
