"""Declines what the service does not handle, unless retrieval is sure that it does."""

from bot.actions.base import DecidingAction
from bot.actions.places import where
from bot.actions.replies import by_band
from bot.actions.reply import Reply
from bot.actions.search import scores_of, search
from bot.actions.shape import by_shape
from bot.actions.sure import overrules
from bot.actions.turn import Turn
from bot.decision import Decision, Kind


class ActionDecline(DecidingAction):
    """Weather, sport, cooking, encyclopedia, home commands, shops."""

    rasa_name = "action_decline"

    async def decide(self, turn: Turn) -> Reply:
        shaped = by_shape(self.parts, turn)
        if shaped:
            return shaped
        found = await search(self.parts, turn.text, turn.domains)
        if overrules(found, turn):
            return by_band(self.parts, turn, found, where(self.parts, turn.text, turn.memory))
        return Reply(Decision(kind=Kind.OUT_OF_SCOPE, scores=scores_of(found) if found else {}))
