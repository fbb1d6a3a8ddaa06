"""Hears « oui » and « non »: to the offer of a person, to proposed entries, or to nothing."""

from bot.actions.answer import ask
from bot.actions.base import DecidingAction
from bot.actions.not_understood import guess
from bot.actions.places import where
from bot.actions.replies import choices, clarify, offer_person, said
from bot.actions.reply import Reply
from bot.actions.shape import by_shape
from bot.actions.turn import Turn
from bot.actions.wording import subject_terms
from bot.decision import Decision, Kind, PersonCause

CLEAR = 0.6  # nothing is passed on without a clear yes: after an unclear one, we offer again
SUGGESTED_A_PERSON = {
    Kind.NO_SOURCE: PersonCause.NO_SOURCE,
    Kind.NOT_UNDERSTOOD: PersonCause.UNSURE,
    Kind.OUT_OF_SCOPE: PersonCause.UNSURE,
    Kind.PERSONAL_ACCOUNT: PersonCause.UNSURE,
    Kind.REFER: PersonCause.UNSURE,
}


class ActionConfirm(DecidingAction):
    """« Oui »."""

    rasa_name = "action_confirm"

    async def decide(self, turn: Turn) -> Reply:
        memory = turn.memory
        if memory.offer_pending:
            accepts = is_clear(turn)
            return (Reply(Decision(kind=Kind.ACCEPT_PERSON)) if accepts
                    else offer_person(PersonCause.UNSURE))
        if not is_clear(turn):
            return await guess(self.parts, turn)
        shaped = by_shape(self.parts, turn)
        if shaped:
            return shaped
        here = where(self.parts, turn.text, memory)
        if len(memory.offered) == 1 and (entry := self.parts.entry(memory.offered[0])):
            return said(self.parts, turn, entry, here, facet=memory.facet)
        if subject_terms(turn.text, here.words):
            return await ask(self.parts, turn)
        if memory.offered:
            again = choices(memory.offered, here, memory.facet)
            return Reply(again.decision, again.slots, "utter_ask_which")
        if memory.last_kind in (Kind.ANSWER, Kind.SMALL_TALK, Kind.BACK_AND_FORTH):
            return Reply(Decision(kind=Kind.SMALL_TALK, intent=turn.intent), {}, "utter_ok")
        cause = SUGGESTED_A_PERSON.get(Kind(memory.last_kind)) if memory.last_kind else None
        return offer_person(cause, here) if cause else clarify("utter_ask_need", here)


class ActionDeny(DecidingAction):
    """« Non »."""

    rasa_name = "action_deny"

    async def decide(self, turn: Turn) -> Reply:
        if turn.memory.offer_pending:
            return Reply(Decision(kind=Kind.DECLINE_PERSON))
        if not is_clear(turn):
            return await guess(self.parts, turn)
        shaped = by_shape(self.parts, turn)
        if shaped:
            return shaped
        here = where(self.parts, turn.text, turn.memory)
        if subject_terms(turn.text, here.words):
            return await ask(self.parts, turn)
        if turn.memory.offered:
            return clarify("utter_ask_rephrase", here, is_misunderstanding=True)
        return clarify("utter_ask_need", here)


def is_clear(turn: Turn) -> bool:
    """Say whether the yes or no stands out enough to act on it."""
    return turn.scores.get(turn.intent, 0.0) >= CLEAR
