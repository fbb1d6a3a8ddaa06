"""Hears the resident's situation: it tells the current entry's cases apart."""

from collections import Counter

from bot.actions.answer import ask
from bot.actions.base import DecidingAction
from bot.actions.cases import case_told
from bot.actions.places import where
from bot.actions.replies import choices, clarify, said
from bot.actions.reply import Reply
from bot.actions.shape import by_shape
from bot.actions.turn import Turn
from bot.decision import Kind


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
        if found.decision.kind is Kind.ANSWER:
            return found
        told = {"situation": self._common_case(turn.text) or turn.memory.situation}
        if turn.memory.offered:
            again = choices(turn.memory.offered, here, turn.memory.facet)
            return Reply(again.decision, again.slots | told, "utter_ask_which")
        asked = clarify("utter_ask_need", here)
        return Reply(asked.decision, asked.slots | told, asked.response)

    def _common_case(self, text: str) -> str | None:
        """Return the case that these words tell in most entries, for the next question."""
        entries = self.parts.knowledge().repository.entries()
        told = Counter(case for entry in entries if (case := case_told(entry, text)))
        return told.most_common(1)[0][0] if told else None
