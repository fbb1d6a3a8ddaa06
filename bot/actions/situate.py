"""Hears the resident's situation: it tells the current entry's cases apart."""

from bot.actions.answer import ask
from bot.actions.base import DecidingAction
from bot.actions.places import where
from bot.actions.replies import cases_of, choices, clarify, noted, said
from bot.actions.reply import Reply
from bot.actions.shape import by_shape
from bot.actions.turn import Turn
from bot.decision import Kind
from bot.situations.cases import case_labelled, case_told, hear
from bot.situations.remembered import remember


class ActionSituate(DecidingAction):
    """« Je suis agriculteur », « j'ai 23 ans »."""

    rasa_name = "action_situate"

    async def decide(self, turn: Turn) -> Reply:
        shaped = by_shape(self.parts, turn)
        if shaped:
            return shaped
        here = where(self.parts, turn.text, turn.memory)
        entry = self.parts.entry(turn.memory.entry)
        heard = hear(turn.text)
        case_id = ((case_told(entry, heard) or case_labelled(entry, heard)) if entry else None)
        if entry and case_id:
            return said(self.parts, turn, entry, here, facet=turn.memory.facet, case_id=case_id)
        found = await ask(self.parts, turn)
        if found.decision.kind is Kind.ANSWER:
            return found
        told = {"situation": remember(turn.memory.situation, heard)}
        if turn.memory.offered:
            again = choices(turn.memory.offered, here, turn.memory.facet)
            cases = cases_of(self.parts, turn, again.decision.choices)
            decision = again.decision.model_copy(update={"cases": cases})
            return Reply(decision, again.slots | told, "utter_ask_which")
        if turn.memory.last_kind == Kind.CLARIFY or entry:
            return noted(here, told)
        asked = clarify("utter_ask_need", here)
        return Reply(asked.decision, asked.slots | told, asked.response)
