"""Hears the resident's situation: it tells the current entry's cases apart."""

from bot.actions.answer import ask
from bot.actions.base import DecidingAction
from bot.actions.cases import case_told
from bot.actions.places import where
from bot.actions.replies import clarify, said
from bot.actions.reply import Reply
from bot.actions.shape import by_shape
from bot.actions.turn import Turn
from bot.decision import Kind

HELPFUL = {Kind.ANSWER, Kind.CHOICES}


class ActionSituate(DecidingAction):
    """« Je suis agriculteur », « j'ai 23 ans »."""

    rasa_name = "action_situate"

    async def decide(self, turn: Turn) -> Reply:
        shaped = by_shape(self.parts, turn)
        if shaped:
            return shaped
        here = where(self.parts, turn.text, turn.memory)
        entry = self.parts.entry(turn.memory.entry)
        case_id = case_told(entry, turn.text) if entry else None
        if entry and case_id:
            return said(self.parts, turn, entry, here, facet=turn.memory.facet, case_id=case_id)
        found = await ask(self.parts, turn)
        return found if found.decision.kind in HELPFUL else clarify("utter_ask_need", here)
