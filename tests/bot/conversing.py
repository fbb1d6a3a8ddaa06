"""Plays messages through the actions as Rasa would: intent → action, slots kept between turns."""

from pathlib import Path
from typing import Any

import yaml
from rasa_sdk.executor import ActionExecutor

from bot.actions import build_executor
from bot.actions.parts import ActionParts
from bot.actions.run import run_action
from bot.decision import Decision

BOT = Path(__file__).resolve().parents[2] / "bot"
RULES = yaml.safe_load((BOT / "dialogue/rules.yml").read_text(encoding="utf-8"))["rules"]
ACTION_FOR = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in RULES}


class Dialogue:
    """One dialogue with the actions, without Rasa: the caller says which intent was understood."""

    def __init__(self, parts: ActionParts) -> None:
        self.executor: ActionExecutor = build_executor(parts)
        self.slots: dict[str, Any] = {}
        self.responses: list[str] = []

    async def hear(self, text: str, intent: str, confidence: float = 0.8,
                   **scores: float) -> Decision:
        """Return the one decision for this message."""
        ranking = [{"name": name, "confidence": score}
                   for name, score in ({intent: confidence} | scores).items()]
        payload = {
            "next_action": ACTION_FOR[intent], "sender_id": "dialogue", "domain": {},
            "tracker": {"sender_id": "dialogue", "slots": self.slots, "events": [],
                        "latest_message": {"text": text, "intent": ranking[0],
                                           "intent_ranking": ranking}},
        }
        status, body = await run_action(self.executor, payload, timeout=5)
        assert status == 200
        for event in body["events"]:
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
        self.responses = [each["response"] for each in body["responses"] if each.get("response")]
        decisions = [each["custom"]["decision"] for each in body["responses"]
                     if each.get("custom")]
        assert len(decisions) == 1, "one decision a turn"
        return Decision.model_validate(decisions[0])
