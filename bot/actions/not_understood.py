"""Takes messages whose intent is unknown: retrieval may still know; else ask to rephrase."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from bot.actions.base import DecidingAction
from bot.actions.parts import ActionParts
from bot.actions.places import where
from bot.actions.replies import by_band, clarify, not_understood
from bot.actions.reply import Reply
from bot.actions.search import search
from bot.actions.shape import by_shape
from bot.actions.turn import Turn
from bot.actions.wording import corrected, is_vague
from bot.situations.cases import hear
from retrieval.query import Band

SURE_ENOUGH = 0.6


async def guess(parts: ActionParts, turn: Turn) -> Reply:
    """Trust retrieval when it is sure enough; else ask the resident to rephrase.

    Who tells their situation asks something real: what was found is then at least proposed.
    """
    shaped = by_shape(parts, turn)
    if shaped:
        return shaped
    here = where(parts, turn.text, turn.memory)
    if is_vague(turn.text):
        return clarify("utter_ask_need", here)
    found = await search(parts, corrected(turn.text), turn.domains)
    if found is None or found.band is Band.DECLINE:
        return not_understood(found)
    if found.confidence < SURE_ENOUGH and not hear(turn.text).told:
        return not_understood(found)
    return by_band(parts, turn, found, here)


class ActionNotUnderstood(DecidingAction):
    """No intent stands out."""

    rasa_name = "action_not_understood"

    async def decide(self, turn: Turn) -> Reply:
        return await guess(self.parts, turn)


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
