"""Answers a question: one need, or the first of several, for the ten domains."""

from bot.actions.base import DecidingAction
from bot.actions.facets import facet_in
from bot.actions.needs import clauses
from bot.actions.parts import ActionParts
from bot.actions.places import where
from bot.actions.replies import by_band, no_source, said
from bot.actions.reply import Reply
from bot.actions.search import search
from bot.actions.shape import by_shape
from bot.actions.turn import Turn
from bot.decision import Kind, Need
from retrieval.query import Band

LIKELY = 0.6  # a need of several worth a button of its own


class ActionAnswer(DecidingAction):
    """A question about one of the ten domains."""

    rasa_name = "action_answer"

    async def decide(self, turn: Turn) -> Reply:
        shaped = by_shape(self.parts, turn)
        if shaped:
            return shaped
        needs = await known_needs(self.parts, turn.text)
        if len(needs) > 1:
            return first_of(self.parts, turn, needs)
        whole = await ask(self.parts, turn)
        if whole.decision.kind is not Kind.ANSWER and needs:
            return first_of(self.parts, turn, needs)
        return whole


async def ask(parts: ActionParts, turn: Turn) -> Reply:
    """Answer one need; a facet asked before the subject was known is kept."""
    was_asked = turn.memory.last_kind == Kind.CLARIFY
    facet = facet_in(turn.text) or (turn.memory.facet if was_asked else None)
    found = await search(parts, turn.text, turn.domains)
    return by_band(parts, turn, found, where(parts, turn.text, turn.memory), facet)


async def known_needs(parts: ActionParts, text: str) -> tuple[Need, ...]:
    """Return the needs of a message of several clauses, each once; () when none is sure.

    A sure need comes first, for it is the one answered; a likely one only gets its button.
    """
    sure: dict[str, Need] = {}
    likely: dict[str, Need] = {}
    for clause in clauses(text):
        found = await search(parts, clause, {})
        entry = parts.entry(found.best.entry_id) if found and found.best else None
        if found is None or found.best is None or entry is None:
            continue
        need = Need(text=clause, domain=entry.domain.value, entry_id=entry.id)
        if found.band is Band.ANSWER:
            sure.setdefault(entry.id, need)
        elif found.best.probability >= LIKELY:
            likely.setdefault(entry.id, need)
    return tuple((sure | {key: each for key, each in likely.items() if key not in sure}).values()
                 ) if sure else ()


def first_of(parts: ActionParts, turn: Turn, needs: tuple[Need, ...]) -> Reply:
    """Answer the first need; list them all when there are several."""
    first = parts.entry(needs[0].entry_id)
    here = where(parts, turn.text, turn.memory)
    if first is None:
        return no_source(None, here)
    return said(parts, turn, first, here, needs=needs if len(needs) > 1 else ())
