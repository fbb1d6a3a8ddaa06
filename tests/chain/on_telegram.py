"""Plays a golden dialogue in a Telegram chat: judges what was decided and what was shown."""

import json
import sqlite3
import time
from typing import Any

from evals.dialogues.judge import Reply, faults
from evals.dialogues.player import body_of
from evals.dialogues.shape import Expected, GoldenDialogue
from evals.serving import Instance
from tests.botapi import making
from tests.chain.robot import Robot, Sent

WAIT_SECONDS = 40.0


def played_faults(dialogue: GoldenDialogue, robot: Robot, instance: Instance) -> list[str]:
    """Play every turn in a fresh chat; return one line for each thing that is not as expected."""
    found: list[str] = []
    last: Reply = {"messages": []}
    for number, turn in enumerate(dialogue.turns, 1):
        before, known = len(robot.sent()), _turns(instance)
        body = body_of(turn, last)
        if "choice" in body:
            robot.press(body["choice"])
        else:
            robot.write(body["text"])
        last = _next_reply(instance, known)
        found += [f"{number} : {each}" for each in faults(last, turn.expect)]
        found += [f"{number} : {each}" for each in _unseen(robot, last, turn.expect, before)]
    return found


def _turns(instance: Instance) -> int:
    return int(_ask(instance, "SELECT count(*) FROM turns WHERE channel = 'telegram'")[0][0])


def _next_reply(instance: Instance, known: int) -> Reply:
    """Wait for one more turn on Telegram, and return the reply that was stored."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        if _turns(instance) > known:
            rows = _ask(instance, "SELECT reply FROM turns WHERE channel = 'telegram' "
                                  "ORDER BY at DESC LIMIT 1")
            return dict(json.loads(rows[0][0]))
        time.sleep(0.05)
    raise AssertionError("no turn in time")


def _ask(instance: Instance, query: str) -> list[Any]:
    with sqlite3.connect(instance.data / "qui-fait-quoi.db", timeout=10) as connection:
        return connection.execute(query).fetchall()


def _unseen(robot: Robot, reply: Reply, expected: Expected, before: int) -> list[str]:
    """Return what the chat should show and does not, once everything had the time to arrive."""
    end = time.monotonic() + WAIT_SECONDS
    missing = _missing(robot.sent()[before:], reply, expected)
    while missing and time.monotonic() < end:
        time.sleep(0.05)
        missing = _missing(robot.sent()[before:], reply, expected)
    return missing


def _missing(sent: list[Sent], reply: Reply, expected: Expected) -> list[str]:
    if not sent:
        return ["rien n'est arrivé sur Telegram"]
    shown = "\n".join(each["text"] for each in sent).lower()
    wanted = [expected.says] if isinstance(expected.says, str) else expected.says or []
    missing = [f"« {words} » n'est pas arrivé" for words in wanted if words.lower() not in shown]
    if expected.first_says and expected.first_says not in sent[0]["text"]:
        missing.append(f"« {expected.first_says} » n'est pas dans le premier message")
    offers = ("handoff:offer", "handoff:accept")
    if expected.person_offered and not any(
            making.has_button(each, choice) for each in sent for choice in offers):
        missing.append("aucun bouton vers une personne")
    if reply.get("choices") and not any(
            making.has_button(each, reply["choices"][0]["choice"]) for each in sent):
        missing.append("les choix n'ont pas de boutons")
    return missing
