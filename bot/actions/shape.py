"""Recognises what a message is by its shape, whatever intent was predicted."""

from bot.actions.case_reply import said_for_case
from bot.actions.parts import ActionParts
from bot.actions.places import Where, where
from bot.actions.replies import clarify, noted, said
from bot.actions.reply import Reply
from bot.actions.timing import gives_date
from bot.actions.turn import FACETS, Turn
from bot.actions.wording import (
    has_follow_up_words,
    is_for_other,
    ordinal,
    returns_to_past,
    subject_terms,
)
from bot.decision import Kind
from bot.situations.dates import fears_too_late
from knowledge.entry import Entry
from knowledge.vocabulary import Facet

FEWEST_OWN_TERMS = 3


def by_shape(parts: ActionParts, turn: Turn) -> Reply | None:
    """Return the reply to a pick, a date, a case, a bare place or a bare follow-up, else None."""
    memory = turn.memory
    here = where(parts, turn.text, memory)
    entry = parts.entry(memory.entry)
    shaped = (_of_time(parts, turn, entry, here) or pick(parts, turn)
              or _of_past(parts, turn, here))
    if shaped:
        return shaped
    if told := said_for_case(parts, turn, here):
        return told
    if entry and is_for_other(turn.text):
        return said(parts, turn, entry, here, facet=memory.facet, response="utter_for_other")
    if subject_terms(turn.text, here.words):
        return None
    if here.is_new and entry:
        facet = FACETS.get(turn.intent, Facet.WHERE)
        return said(parts, turn, entry, here, facet=facet)
    if here.is_new:
        was_asked = memory.last_kind == Kind.CLARIFY
        return noted(here) if was_asked else clarify("utter_ask_need", here)
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


def _of_time(parts: ActionParts, turn: Turn, entry: Entry | None, here: Where) -> Reply | None:
    """Return the reply to the date of the current letter, or to the fear that it has passed."""
    if entry is None:
        return None
    is_short = len(subject_terms(turn.text, here.words)) <= FEWEST_OWN_TERMS
    if (gives_date(turn) or fears_too_late(turn.text)) and is_short:
        return said(parts, turn, entry, here, facet=Facet.APPEAL)
    return None


def _of_past(parts: ActionParts, turn: Turn, here: Where) -> Reply | None:
    """Return the former subject again: « revenons à ma première question »."""
    former = parts.entry(turn.memory.past[-1]) if turn.memory.past else None
    if former is None or not returns_to_past(turn.text):
        return None
    return said(parts, turn, former, here, response="utter_back_to")
