"""Plays a golden dialogue through the HTTP API, as a resident's client would."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from evals.dialogues.judge import Finding, findings
from evals.dialogues.shape import GoldenDialogue, GoldenTurn


@dataclass(frozen=True)
class PlayedTurn:
    """One turn as it went. `faults` is empty when all is as expected.

    `entries` are those answered or offered as choices.
    """

    sent: str
    outcome: str
    said: tuple[str, ...]
    faults: tuple[str, ...]
    milliseconds: float
    findings: tuple[Finding, ...] = ()
    entries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Played:
    """One dialogue as it went."""

    dialogue: GoldenDialogue
    turns: tuple[PlayedTurn, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Say whether every turn was as expected."""
        return all(not turn.faults for turn in self.turns)

    @property
    def outcomes(self) -> set[str]:
        """Return the outcomes met."""
        return {turn.outcome for turn in self.turns}

    @property
    def entries(self) -> tuple[str, ...]:
        """Return the entries met, once each."""
        return tuple(dict.fromkeys(each for turn in self.turns for each in turn.entries))


def play(dialogue: GoldenDialogue, client: httpx.Client,
         after_open: Callable[[], None] = lambda: None) -> Played:
    """Open a conversation, call `after_open`, and play every turn, even after a fault."""
    opened = client.post("/api/v1/conversations", json={"channel": "api"})
    opened.raise_for_status()
    conversation = opened.json()
    after_open()
    address = f"/api/v1/conversations/{conversation['conversation_id']}/messages"
    headers = {"Authorization": f"Bearer {conversation['token']}"}
    last: dict[str, Any] = conversation
    played = []
    for turn in dialogue.turns:
        started = time.perf_counter()
        body = body_of(turn, last)
        response = client.post(address, json=body, headers=headers)
        took = (time.perf_counter() - started) * 1000
        if response.status_code != 200:
            played.append(PlayedTurn(_sent(body), f"http {response.status_code}", (),
                                     (f"statut HTTP {response.status_code}",), took))
            continue
        last = response.json()
        found = tuple(findings(last, turn.expect))
        played.append(PlayedTurn(_sent(body), last["outcome"],
                                 tuple(each["text"] for each in last["messages"]),
                                 tuple(map(str, found)), took, found, _entries(last)))
    return Played(dialogue, tuple(played))


def body_of(turn: GoldenTurn, last: dict[str, Any]) -> dict[str, Any]:
    """Return what a client sends for this turn, after the last reply."""
    if turn.click_first:
        return {"choice": last["choices"][0]["choice"]} if last.get("choices") else {"text": "-"}
    if turn.click_label is not None:
        return _pressed(turn.click_label, last)
    if turn.click is None:
        return {"text": (turn.resident or "") * turn.repeat}
    lines = ((last.get("case") or {}).get("brief") or [])[:turn.strike]
    return {"choice": turn.click, "strike": [line["line_id"] for line in lines]}


def _pressed(label: str, last: dict[str, Any]) -> dict[str, Any]:
    """Return the press of the first button with these words; without one, « - »."""
    found = (button["choice"] for message in last.get("messages") or []
             for button in message["buttons"] if label.lower() in button["label"].lower())
    choice = next(found, None)
    return {"choice": choice} if choice else {"text": "-"}


def _entries(reply: dict[str, Any]) -> tuple[str, ...]:
    answered = [(reply.get("answer") or {}).get("entry_id")]
    offered = [each["entry_id"] for each in reply.get("choices") or []]
    return tuple(each for each in (*answered, *offered) if each)


def _sent(body: dict[str, Any]) -> str:
    return str(body.get("text", body.get("choice")))[:120]


def regression(played: Played) -> dict[str, Any]:
    """Return the first turn that fails, as an editor needs it: question, expected, got."""
    turn = next(each for each in played.turns if each.faults)
    said = [{"name": each.name, "expected": plain(each.expected), "got": plain(each.got)}
            for each in turn.findings]
    return {"id": played.dialogue.id, "title": played.dialogue.title, "question": turn.sent,
            "faults": said or [{"name": "réponse", "expected": "une réponse",
                                "got": ", ".join(turn.faults)}]}


def plain(value: Any) -> str:
    """Say an expected or a found value without Python's signs."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return {True: "oui", False: "non"}.get(value, str(value)) if isinstance(value, bool) else str(
        value)


def summary(played: Sequence[Played]) -> str:
    """Return the report of a replay: each failure with its turn, then the count."""
    lines = []
    for each in played:
        lines.append(f"{'✓' if each.passed else '✗'} {each.dialogue.id} — {each.dialogue.title}")
        for turn in each.turns:
            for fault in turn.faults:
                lines.append(f"    « {turn.sent} » → {turn.outcome} : {fault}")
    passed = sum(each.passed for each in played)
    lines.append(f"{passed} passed, {len(played) - passed} failed")
    return "\n".join(lines)
