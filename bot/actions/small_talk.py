"""Greets, thanks, says it is a program; a question after « bonjour » is still a question."""

from bot.actions.base import DecidingAction
from bot.actions.places import where
from bot.actions.replies import by_band, clarify
from bot.actions.reply import Reply
from bot.actions.search import search
from bot.actions.shape import by_shape, pick
from bot.actions.turn import Turn
from bot.actions.wording import GREETING_TERMS, asks_for_help, subject_terms
from bot.decision import Decision, Kind
from retrieval.query import Band

TALK = ("greet", "goodbye", "thank", "ask_if_robot", "ask_what_you_do")


class ActionSmallTalk(DecidingAction):
    """The words themselves are in the domain, one response an intent."""

    rasa_name = "action_small_talk"

    async def decide(self, turn: Turn) -> Reply:
        picked = pick(self.parts, turn)
        if picked:
            return picked
        if subject_terms(turn.text) - GREETING_TERMS:
            shaped = by_shape(self.parts, turn)
            if shaped:
                return shaped
            found = await search(self.parts, turn.text, turn.domains)
            if found and found.band is Band.ANSWER:
                here = where(self.parts, turn.text, turn.memory)
                return by_band(self.parts, turn, found, here)
        intent = turn.intent if turn.intent in TALK else "greet"
        if intent == "greet" and asks_for_help(turn.text):
            return clarify("utter_ask_need", where(self.parts, turn.text, turn.memory))
        offered = list(turn.memory.offered)
        kept = {"offer_pending": turn.memory.offer_pending, "offered_choices": offered}
        return Reply(Decision(kind=Kind.SMALL_TALK, intent=intent), kept, f"utter_{intent}")
