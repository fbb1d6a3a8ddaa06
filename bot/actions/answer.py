"""Answers a question: one need, or the first of several, for the ten domains."""

from bot.actions.base import DecidingAction
from bot.actions.needs import clauses
from bot.actions.parts import ActionParts
from bot.actions.places import where
from bot.actions.replies import by_band, said
from bot.actions.reply import Reply
from bot.actions.search import search
from bot.actions.shape import by_shape
from bot.actions.turn import Turn
from bot.decision import Kind, Need
from retrieval.query import Band


class ActionAnswer(DecidingAction):
    """A question about one of the ten domains."""

    rasa_name = "action_answer"

    async def decide(self, turn: Turn) -> Reply:
        shaped = by_shape(self.parts, turn)
        if shaped:
            return shaped
        return await several(self.parts, turn) or await ask(self.parts, turn)


async def ask(parts: ActionParts, turn: Turn) -> Reply:
    """Answer one need; a facet asked before the subject was known is kept."""
    was_asked = turn.memory.last_kind == Kind.CLARIFY
    facet = turn.memory.facet if was_asked else None
    found = await search(parts, turn.text, turn.domains)
    return by_band(parts, turn, found, where(parts, turn.text, turn.memory), facet)


async def several(parts: ActionParts, turn: Turn) -> Reply | None:
    """Answer the first of several needs and list the others; None when there is one need."""
    needs: dict[str, Need] = {}
    for clause in clauses(turn.text):
        found = await search(parts, clause, {})
        if found and found.best and found.band is Band.ANSWER:
            entry = parts.entry(found.best.entry_id)
            if entry:
                need = Need(text=clause, domain=entry.domain.value, entry_id=entry.id)
                needs.setdefault(entry.id, need)
    first = parts.entry(next(iter(needs), None))
    if len(needs) < 2 or first is None:
        return None
    here = where(parts, turn.text, turn.memory)
    return said(parts, turn, first, here, needs=tuple(needs.values()))
