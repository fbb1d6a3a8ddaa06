"""Runs one action for Rasa within a time, and never leaves it without a decision."""

import asyncio
from typing import Any

import structlog
from rasa_sdk import ActionExecutionRejection
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionNotFoundException

from bot.decision import Decision, Kind, PersonCause

log = structlog.get_logger(__name__)
_NO_DOMAIN: dict[str, Any] = {"responses": {}}


async def run_action(executor: ActionExecutor, payload: dict[str, Any],
                     timeout: float) -> tuple[int, dict[str, Any]]:
    """Return an HTTP status and body for Rasa. After `timeout` seconds or a fault: no source."""
    name = payload.get("next_action")
    payload.setdefault("domain", _NO_DOMAIN)  # Rasa 3.6 leaves it out; our actions need none
    try:
        result = await asyncio.wait_for(executor.run(payload), timeout)
    except ActionExecutionRejection as refused:
        return 400, {"error": refused.message, "action_name": refused.action_name}
    except ActionNotFoundException as unknown:
        return 404, {"error": unknown.message, "action_name": unknown.action_name}
    except TimeoutError:
        log.warning("action.timed_out", action=name)
        return 200, _fallback("timed_out")
    except Exception as fault:
        log.error("action.failed", action=name, fault=type(fault).__name__)
        return 200, _fallback("failed")
    return 200, result.model_dump() if result else {"events": [], "responses": []}


def _fallback(reason: str) -> dict[str, Any]:
    decision = Decision(kind=Kind.NO_SOURCE, cause=PersonCause.UNSURE, scores={reason: 1.0})
    return {"events": [], "responses": [{"custom": {"decision": decision.model_dump(mode="json")}}]}
