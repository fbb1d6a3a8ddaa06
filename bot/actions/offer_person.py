"""Offers a person: asked for, or because the answers do not help; the next best comes first."""

from bot.actions.base import DecidingAction
from bot.actions.case_reply import said_for_case
from bot.actions.places import Where, where
from bot.actions.replies import cases_of, choices, offer_person, said
from bot.actions.reply import Reply
from bot.actions.search import search
from bot.actions.sure import overrules
from bot.actions.turn import Turn
from bot.actions.wording import subject_terms
from bot.decision import Kind, PersonCause

FEWEST_SUBJECT_TERMS = 2


class ActionOfferPerson(DecidingAction):
    """« Je veux parler à quelqu'un », « c'est nul », « ce n'est pas ça »."""

    rasa_name = "action_offer_person"

    async def decide(self, turn: Turn) -> Reply:
        here = where(self.parts, turn.text, turn.memory)
        if told := said_for_case(self.parts, turn, here):
            return told
        if turn.intent == "ask_person":
            return offer_person(PersonCause.ASKED, here)
        if len(subject_terms(turn.text, here.words)) >= FEWEST_SUBJECT_TERMS:
            found = await search(self.parts, turn.text, turn.domains)
            best = self.parts.entry(found.best.entry_id) if found and found.best else None
            if best and best.id != turn.memory.entry and overrules(found, turn):
                return said(self.parts, turn, best, here, found=found)
        if turn.intent == "dissatisfied" and (other := self._next_best(turn, here)):
            return other
        return offer_person(PersonCause.DISSATISFIED, here)

    def _next_best(self, turn: Turn, here: Where) -> Reply | None:
        """Propose what was found next, once, right after an answer that was not the right one."""
        others = tuple(each for each in turn.memory.others if self.parts.entry(each))
        if turn.memory.last_kind != Kind.ANSWER or not others:
            return None
        again = choices(others, here)
        cases = cases_of(self.parts, turn, others)
        decision = again.decision.model_copy(update={"cases": cases})
        return Reply(decision, again.slots | {"others": []}, "utter_next_best")
