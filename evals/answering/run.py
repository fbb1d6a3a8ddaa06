"""Asks each question in a conversation of its own and keeps what came back."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import httpx

from evals.answering.config import Question


@dataclass(frozen=True)
class Asked:
    """One question and what came back. `is_silent`: no sentence at all reached the resident."""

    question: Question
    outcome: str
    entry_id: str | None
    lead: str | None
    organisations: tuple[str, ...]
    choices: tuple[str, ...]
    confidence: float | None
    is_silent: bool
    milliseconds: float


def ask_all(questions: Iterable[Question], client: httpx.Client) -> list[Asked]:
    """Ask every question through the API of a running instance."""
    return [ask(each, client) for each in questions]


def ask(question: Question, client: httpx.Client) -> Asked:
    """Ask one question; an HTTP fault is an outcome, never an exception."""
    outcome, reply, took = post(question.text, client)
    answer = reply.get("answer") or {}
    said = any(message["text"].strip() for message in reply.get("messages") or ())
    return Asked(question, outcome, answer.get("entry_id"), answer.get("lead"),
                 tuple(answer.get("organisations") or ()),
                 tuple(each["entry_id"] for each in reply.get("choices") or ()),
                 answer.get("confidence"), not said, took)


def post(text: str, client: httpx.Client) -> tuple[str, dict[str, Any], float]:
    """Ask in a new conversation: its outcome (or the HTTP status), the reply, milliseconds."""
    opened = client.post("/api/v1/conversations", json={"channel": "api"}).json()
    started = time.perf_counter()
    response = client.post(f"/api/v1/conversations/{opened['conversation_id']}/messages",
                           json={"text": text},
                           headers={"Authorization": f"Bearer {opened['token']}"})
    took = (time.perf_counter() - started) * 1000
    if response.status_code != 200:
        return f"http_{response.status_code}", {}, took
    reply: dict[str, Any] = response.json()
    return str(reply["outcome"]), reply, took
