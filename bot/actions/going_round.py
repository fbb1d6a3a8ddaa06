"""The action of « on me renvoie de l'un à l'autre »."""

from bot.actions.back_and_forth import back_and_forth
from bot.actions.base import DecidingAction
from bot.actions.not_understood import guess
from bot.actions.reply import Reply
from bot.actions.turn import Turn
from bot.situations.offices import offices_in

CLEAR = 0.4


class ActionBackAndForth(DecidingAction):
    """Two offices send the person to one another."""

    rasa_name = "action_back_and_forth"

    async def decide(self, turn: Turn) -> Reply:
        registry = self.parts.knowledge().repository.organisations
        is_clear = turn.scores.get(turn.intent, 0.0) >= CLEAR
        if not is_clear and not offices_in(registry, turn.text):
            return await guess(self.parts, turn)
        return await back_and_forth(self.parts, turn)
