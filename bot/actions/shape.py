"""Recognises what a message is by its shape, whatever intent was predicted."""

from bot.actions.case_reply import answers_case_question
from bot.actions.parts import ActionParts
from bot.actions.places import where
from bot.actions.replies import clarify, said
from bot.actions.reply import Reply
from bot.actions.turn import FACETS, Turn
from bot.actions.wording import has_follow_up_words, ordinal, subject_terms
from knowledge.vocabulary import Facet


def by_shape(parts: ActionParts, turn: Turn) -> Reply | None:
    """Return the reply to a pick, to a case, to a bare place or to a bare follow-up, else None."""
    memory = turn.memory
    here = where(parts, turn.text, memory)
    picked = pick(parts, turn)
    if picked:
        return picked
    entry = parts.entry(memory.entry)
    case_id = answers_case_question(entry, turn) if entry else None
    if entry and case_id:
        return said(parts, turn, entry, here, facet=memory.facet, case_id=case_id)
    if subject_terms(turn.text, here.words):
        return None
    if here.is_new and entry:
        facet = FACETS.get(turn.intent, Facet.WHERE)
        return said(parts, turn, entry, here, facet=facet)
    if here.is_new:
        return clarify("utter_ask_need", here)
    is_follow_up = turn.intent in FACETS or has_follow_up_words(turn.text)
    if entry and turn.facet and is_follow_up:
        return said(parts, turn, entry, here, facet=turn.facet)
    return None


def pick(parts: ActionParts, turn: Turn) -> Reply | None:
    """Return the answer to « la première » when entries were proposed, else None."""
    at = ordinal(turn.text, len(turn.memory.offered))
    chosen = parts.entry(turn.memory.offered[at]) if at is not None else None
    if chosen is None:
        return None
    here = where(parts, turn.text, turn.memory)
    return said(parts, turn, chosen, here, facet=turn.memory.facet)
