"""Answers a follow-up on the current entry, or the same question about a subject just named."""

import re

from bot.actions.base import DecidingAction
from bot.actions.places import where
from bot.actions.replies import by_band, clarify, said
from bot.actions.reply import Reply
from bot.actions.search import search
from bot.actions.shape import by_shape
from bot.actions.turn import Turn
from bot.actions.wording import subject_alone, subject_terms
from knowledge.entry import Entry
from retrieval.french import fold, terms
from retrieval.query import Band, Found

_POINTS_BACK = re.compile(
    r"^(?:et|ok|alors|mais|du coup)\b|\b(?:ca|sa|cela|c'est|c|y|en|eux|leur|leurs|ils|ici|la bas)\b"
)


class ActionAnswerFacet(DecidingAction):
    """Papers, delay, cost, place, contact, steps, eligibility, online, appeal."""

    rasa_name = "action_answer_facet"

    async def decide(self, turn: Turn) -> Reply:
        shaped = by_shape(self.parts, turn)
        if shaped:
            return shaped
        here = where(self.parts, turn.text, turn.memory)
        subject = subject_terms(turn.text, here.words)
        if not subject:
            return clarify("utter_ask_subject", here, facet=turn.facet, is_misunderstanding=True)
        current = self.parts.entry(turn.memory.entry)
        named = await self._named(turn, subject)
        if named:
            return said(self.parts, turn, named, here, facet=turn.facet)
        found = await search(self.parts, turn.text, turn.domains)
        if current and stays(current, found, turn.text, subject):
            return said(self.parts, turn, current, here, facet=turn.facet, found=None)
        return by_band(self.parts, turn, found, here, turn.facet)


    async def _named(self, turn: Turn, subject: set[str]) -> Entry | None:
        """Return the other entry that the subject names: a former one, or one found by its name."""
        for key in reversed(turn.memory.past):
            former = self.parts.entry(key)
            if former and key != turn.memory.entry and subject <= set(terms(former.title)):
                return former
        if not turn.memory.entry:
            return None
        found = await search(self.parts, subject_alone(turn.text), {})
        best = self.parts.entry(found.best.entry_id) if found and found.best else None
        is_sure = found is not None and found.band is Band.ANSWER
        return best if best and is_sure and subject <= set(terms(best.title)) else None


def stays(current: Entry, found: Found | None, text: str, subject: set[str]) -> bool:
    """Say whether a message with a subject is still about the current entry."""
    if found is None or (found.best and found.best.entry_id == current.id):
        return True
    if found.band is Band.ANSWER:
        return False
    own_words = set(terms(" ".join((current.title, current.body, *current.asked_as))))
    return bool(_POINTS_BACK.search(fold(text).strip())) or subject <= own_words
