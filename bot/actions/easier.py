"""Says the current entry again in easy French."""

from bot.actions.base import DecidingAction
from bot.actions.places import where
from bot.actions.replies import clarify, said
from bot.actions.reply import Reply
from bot.actions.shape import by_shape
from bot.actions.turn import Turn


class ActionEasier(DecidingAction):
    """« Plus simplement, s'il vous plaît »."""

    rasa_name = "action_easier"

    async def decide(self, turn: Turn) -> Reply:
        here = where(self.parts, turn.text, turn.memory)
        entry = self.parts.entry(turn.memory.entry)
        if entry:
            return said(self.parts, turn, entry, here, is_easy=True)
        shaped = by_shape(self.parts, turn)
        return shaped or clarify("utter_ask_subject", here)
