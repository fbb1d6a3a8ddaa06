"""Rasa always gets a decision or a clear status: slow, failing and unknown actions."""

import asyncio
import time
from typing import Any

from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor

from bot.actions import ACTIONS, build_executor
from bot.actions.run import run_action
from bot.decision import Decision, Kind
from tests.bot.conversing import ACTION_FOR
from tests.bot.fakes import FakeRetriever, parts


def payload(name: str) -> dict[str, Any]:
    return {"next_action": name, "sender_id": "dialogue", "domain": {},
            "tracker": {"sender_id": "dialogue", "slots": {}, "events": [],
                        "latest_message": {"text": "mon boulot"}}}


def decision_of(body: dict[str, Any]) -> Decision:
    return Decision.model_validate(body["responses"][0]["custom"]["decision"])


async def test_an_action_that_raises_still_gives_a_decision() -> None:
    executor = build_executor(parts(FakeRetriever(fault=RuntimeError("panne fictive"))))
    status, body = await run_action(executor, payload("action_answer"), timeout=5)
    assert status == 200
    assert decision_of(body).kind is Kind.NO_SOURCE
    assert decision_of(body).scores == {"failed": 1.0}


async def test_an_action_that_is_too_slow_still_gives_a_decision() -> None:
    class Slow(Action):
        def name(self) -> str:
            return "action_slow"

        async def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
            await asyncio.sleep(60)
            return []

    executor = ActionExecutor()
    executor.register_action(Slow())
    started = time.monotonic()
    status, body = await run_action(executor, payload("action_slow"), timeout=0.05)
    assert status == 200
    assert decision_of(body).scores == {"timed_out": 1.0}
    assert time.monotonic() - started < 5


async def test_an_unknown_action_is_a_404_with_its_name() -> None:
    status, body = await run_action(build_executor(parts()), payload("action_absent"), timeout=5)
    assert (status, body["action_name"]) == (404, "action_absent")


async def test_the_default_fallback_speaks_once_and_listens() -> None:
    executor = build_executor(parts())
    _, body = await run_action(executor, payload("action_default_fallback"), timeout=5)
    assert decision_of({"responses": body["responses"][1:]}).kind is Kind.NOT_UNDERSTOOD
    assert body["events"][-1] == {"event": "followup", "timestamp": None, "name": "action_listen"}


def test_every_action_the_rules_name_is_built() -> None:
    built = {action.rasa_name for action in ACTIONS}
    assert set(ACTION_FOR.values()) <= built
