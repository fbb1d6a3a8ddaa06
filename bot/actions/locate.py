"""Hears where the resident lives: the place of the current entry, or of the next question."""

from bot.actions.answer import ask
from bot.actions.base import DecidingAction
from bot.actions.places import where
from bot.actions.replies import clarify, not_understood
from bot.actions.reply import Reply
from bot.actions.shape import by_shape
from bot.actions.turn import Turn
from bot.actions.wording import subject_terms


class ActionLocate(DecidingAction):
    """A commune or a postal code."""

    rasa_name = "action_locate"

    async def decide(self, turn: Turn) -> Reply:
        shaped = by_shape(self.parts, turn)
        if shaped:
            return shaped
        here = where(self.parts, turn.text, turn.memory)
        if subject_terms(turn.text, here.words):
            return await ask(self.parts, turn)
        return clarify("utter_ask_need", here) if here.is_new else not_understood()
