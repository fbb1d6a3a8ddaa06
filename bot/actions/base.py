"""What all our actions share: read the turn, decide, count, say."""

from abc import abstractmethod
from dataclasses import replace

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from bot.actions.at_once import at_once
from bot.actions.parts import ActionParts
from bot.actions.reply import Reply
from bot.actions.turn import Turn


class DecidingAction(Action):  # type: ignore[misc]  # rasa_sdk publishes no types
    """An action that returns one decision and no answer text."""

    rasa_name: str

    def __init__(self, parts: ActionParts) -> None:
        self.parts = parts

    def name(self) -> str:
        """Return the name that `domain.yml` and the rules use."""
        return self.rasa_name

    @abstractmethod
    async def decide(self, turn: Turn) -> Reply:
        """Return the decision for this turn."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker,
                  domain: DomainDict) -> list[EventType]:
        """Called by the executor: one message in, one decision out."""
        turn = Turn.of(tracker.latest_message, tracker.slots)
        decided = await at_once(self.parts, turn) or await self.decide(turn)
        reply = decided.counted(turn.memory.misunderstandings, turn.memory.last_kind)
        scores = {"intent": turn.scores.get(turn.intent, 0.0)} | reply.decision.scores
        decision = reply.decision.model_copy(update={
            "intent": reply.decision.intent or turn.intent or None, "scores": scores})
        return replace(reply, decision=decision).say(dispatcher)
