"""Takes messages whose intent is unknown: retrieval may still know; else ask to rephrase."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from bot.actions.base import DecidingAction
from bot.actions.places import where
from bot.actions.replies import by_band, not_understood
from bot.actions.reply import Reply
from bot.actions.search import search
from bot.actions.shape import by_shape
from bot.actions.turn import Turn
from retrieval.query import Band


class ActionNotUnderstood(DecidingAction):
    """No intent stands out."""

    rasa_name = "action_not_understood"

    async def decide(self, turn: Turn) -> Reply:
        shaped = by_shape(self.parts, turn)
        if shaped:
            return shaped
        found = await search(self.parts, turn.text, turn.domains)
        if found is None or found.band is Band.DECLINE:
            return not_understood(found)
        return by_band(self.parts, turn, found, where(self.parts, turn.text, turn.memory))


class ActionDefaultFallback(DecidingAction):
    """No rule applies, which the rules exclude: say so once, then listen. It can never loop."""

    rasa_name = "action_default_fallback"

    async def decide(self, turn: Turn) -> Reply:
        return not_understood()

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker,
                  domain: DomainDict) -> list[EventType]:
        """Say the decision and force the dialogue back to listening."""
        events = await super().run(dispatcher, tracker, domain)
        return [*events, FollowupAction("action_listen")]
