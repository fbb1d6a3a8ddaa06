"""Hears a danger that the gateway's own detection may have missed."""

from bot.actions.base import DecidingAction
from bot.actions.case_reply import said_for_case
from bot.actions.places import where
from bot.actions.replies import by_band, offer_person, said
from bot.actions.reply import Reply
from bot.actions.search import search
from bot.actions.turn import Turn
from bot.decision import PersonCause
from retrieval.query import Band

SURE = 0.5


class ActionUrgent(DecidingAction):
    """Answers when an entry surely fits; else offers a person at once."""

    rasa_name = "action_urgent"

    async def decide(self, turn: Turn) -> Reply:
        here = where(self.parts, turn.text, turn.memory)
        if told := said_for_case(self.parts, turn, here):
            return told
        found = await search(self.parts, turn.text, turn.domains)
        best = self.parts.entry(found.best.entry_id) if found and found.best else None
        if found and best and found.band is Band.ANSWER:
            return said(self.parts, turn, best, here, found=found)
        if found and found.band is Band.CHOICES and turn.scores.get(turn.intent, 0.0) < SURE:
            return by_band(self.parts, turn, found, here)
        return offer_person(PersonCause.URGENT, here)
