"""Answers a question: one need, or the first of several, for the ten domains."""

from dataclasses import replace

from bot.actions.base import DecidingAction
from bot.actions.facets import facet_in
from bot.actions.needs import clauses
from bot.actions.parts import ActionParts
from bot.actions.places import where
from bot.actions.replies import by_band, cases_of, no_source, said
from bot.actions.reply import Reply
from bot.actions.search import search
from bot.actions.shape import by_shape
from bot.actions.turn import Turn
from bot.actions.wording import corrected
from bot.decision import Kind, Need
from bot.situations.cases import hear
from retrieval.query import Band

LIKELY = 0.6  # a need of several worth a button of its own
UNCLEAR = 0.3  # a need of several worth a button to its choices
MOST_OPTIONS = 3


class ActionAnswer(DecidingAction):
    """A question about one of the ten domains."""

    rasa_name = "action_answer"

    async def decide(self, turn: Turn) -> Reply:
        shaped = by_shape(self.parts, turn)
        if shaped:
            return shaped
        sure, others = await told_needs(self.parts, turn.text)
        needs = (*sure, *others)
        if sure and len(needs) > 1:
            return first_of(self.parts, turn, needs)
        whole = await ask(self.parts, turn)
        if whole.decision.kind is not Kind.ANSWER and sure:
            return first_of(self.parts, turn, sure)
        if whole.decision.kind is Kind.ANSWER and others:
            return self._with(whole, turn, others)
        return whole

    def _with(self, whole: Reply, turn: Turn, others: tuple[Need, ...]) -> Reply:
        """List the other needs of a message that was answered as one."""
        entry = self.parts.entry(whole.decision.entry_ids[0])
        left = tuple(each for each in others if entry and each.entry_id != entry.id
                     and entry.id not in each.options)
        if entry is None or not left:
            return whole
        first = Need(text=entry.title, domain=entry.domain.value, entry_id=entry.id)
        cases = cases_of(self.parts, turn, (each.entry_id for each in left))
        decision = whole.decision.model_copy(update={"needs": (first, *left), "cases": cases})
        return replace(whole, decision=decision)


async def ask(parts: ActionParts, turn: Turn) -> Reply:
    """Answer one need; a facet asked before the subject was known is kept."""
    was_asked = turn.memory.last_kind == Kind.CLARIFY
    facet = facet_in(turn.text) or (turn.memory.facet if was_asked else None)
    found = await search(parts, corrected(turn.text), turn.domains)
    return by_band(parts, turn, found, where(parts, turn.text, turn.memory), facet)


async def told_needs(parts: ActionParts, text: str) -> tuple[tuple[Need, ...], tuple[Need, ...]]:
    """Return the needs of a message of several clauses, each once: those sure, then the others.

    A sure need comes first, for it is the one answered; a likely one gets its button, an unclear
    one its choices. A clause that only tells who the person is holds no need.
    """
    sure: dict[str, Need] = {}
    others: dict[str, Need] = {}
    for clause in clauses(text):
        found = await search(parts, clause, {})
        entry = parts.entry(found.best.entry_id) if found and found.best else None
        if found is None or found.best is None or entry is None:
            continue
        need = Need(text=clause, domain=entry.domain.value, entry_id=entry.id)
        if found.band is Band.ANSWER:
            sure.setdefault(entry.id, need)
        elif found.best.probability >= LIKELY:
            others.setdefault(entry.id, need)
        elif (found.band is Band.CHOICES and found.best.probability >= UNCLEAR
              and not hear(clause).told):
            options = tuple(each.entry_id for each in found.menu[:MOST_OPTIONS])
            others.setdefault(entry.id, need.model_copy(update={"entry_id": None,
                                                                "options": options}))
    left = tuple(each for key, each in others.items()
                 if key not in sure and not set(each.options) & set(sure))
    return tuple(sure.values()), left


def first_of(parts: ActionParts, turn: Turn, needs: tuple[Need, ...]) -> Reply:
    """Answer the first need; list them all when there are several."""
    first = parts.entry(needs[0].entry_id)
    here = where(parts, turn.text, turn.memory)
    if first is None:
        return no_source(None, here)
    return said(parts, turn, first, here, needs=needs if len(needs) > 1 else ())
