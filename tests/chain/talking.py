"""A resident's client of the public API, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

import httpx

Reply = dict[str, Any]
TURN_SECONDS = 30


@dataclass(frozen=True)
class Talk:
    """One conversation: write, choose, read what was stored."""

    http: httpx.Client
    id: str
    greeting: Reply

    @classmethod
    @contextmanager
    def opened(cls, url: str) -> Iterator[Self]:
        """Open a conversation on an instance."""
        with httpx.Client(base_url=url, timeout=TURN_SECONDS, trust_env=False) as http:
            response = http.post("/api/v1/conversations", json={"channel": "api"})
            assert response.status_code == 201
            greeting = response.json()
            http.headers["Authorization"] = f"Bearer {greeting['token']}"
            yield cls(http, greeting["conversation_id"], greeting)

    @property
    def path(self) -> str:
        """Return the address of the conversation."""
        return f"/api/v1/conversations/{self.id}"

    def post(self, **body: object) -> httpx.Response:
        """Send a message body as it is."""
        return self.http.post(f"{self.path}/messages", json=body)

    def say(self, text: str, **more: object) -> Reply:
        """Write a text and return the reply."""
        return self._reply(self.post(text=text, **more))

    def choose(self, choice: str, **more: object) -> Reply:
        """Press a button and return the reply."""
        return self._reply(self.post(choice=choice, **more))

    def history(self) -> list[Reply]:
        """Return the stored events, oldest first."""
        return list(self._reply(self.http.get(self.path))["items"])

    @staticmethod
    def _reply(response: httpx.Response) -> Reply:
        assert response.status_code == 200, response.text
        return dict(response.json())


def said(reply: Reply) -> str:
    """Return the texts of a reply's bubbles."""
    return "\n".join(each["text"] for each in reply["messages"])


def choices_of(reply: Reply) -> list[str]:
    """Return what the buttons of a reply choose."""
    return [button["choice"] for each in reply["messages"] for button in each["buttons"]]


def offers_person(reply: Reply) -> bool:
    """Say whether a person is one button away."""
    return bool({"handoff:offer", "handoff:accept"} & set(choices_of(reply)))


def first_bubble(reply: Reply) -> tuple[str, str]:
    """Return who speaks first, and what they say."""
    first = reply["messages"][0]
    return first["speaker"], first["text"]
