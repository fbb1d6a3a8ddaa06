"""Recognises a short message that only says the person's situation, for the current entry."""

import re

from bot.actions.parts import ActionParts
from bot.actions.places import Where
from bot.actions.replies import said
from bot.actions.reply import Reply
from bot.actions.turn import Turn
from bot.actions.wording import subject_terms
from bot.situations.cases import Heard, case_labelled, case_told, hear, words_of_case
from knowledge.entry import Entry
from retrieval.french import fold, stem
from retrieval.normalise import normalise

SHORT_REPLY = 9
MOST_OTHER_WORDS = 1
_SUPPOSES = re.compile(r"^(?:et|mais|si|moi|nous|pour une?|en tant)\b")
_ASKS = re.compile(r"\b(?:comment|quels?|quelles?|combien|quand|pourquoi|est ce qu\w*|"
                   r"qu'est|a qui|je peux|peut on|puis je|droit)\b|^(?:ou|qui)\b")
_WANTS = re.compile(r"\b(?:veux|voudrais|aimerais|souhaite|cherche|demander?|besoin|dois|"
                    r"faut|parler|voir|personne|quelqu'un|conseiller\w*|mediat\w*|humain|rappel\w*)\b")
_RELATIVES = frozenset(map(stem, (
    "mari", "femme", "epoux", "epouse", "conjoint", "conjointe", "copain", "copine", "compagnon",
    "compagne", "pere", "mere", "parents", "fils", "fille", "enfant", "frere", "soeur", "tante",
    "oncle", "grand", "voisin", "voisine", "metier", "travail", "travaille", "bosse", "boulot")))


def answers_case_question(entry: Entry, turn: Turn) -> str | None:
    """Return the case of a short message that says it and asks nothing else, else None."""
    text = fold(normalise(turn.text)).strip()
    if len(turn.text.split()) > SHORT_REPLY:
        return None
    heard = hear(turn.text)
    told = case_told(entry, heard) or case_labelled(entry, heard)
    if told is None or _ASKS.search(text) or _WANTS.search(text):
        return None
    return told if _SUPPOSES.search(text) or _says_little_else(entry, heard, turn) else None


def said_for_case(parts: ActionParts, turn: Turn, where: Where) -> Reply | None:
    """Return the current entry said for the case the message tells, else None."""
    entry = parts.entry(turn.memory.entry)
    case_id = answers_case_question(entry, turn) if entry else None
    if entry is None or case_id is None:
        return None
    return said(parts, turn, entry, where, facet=turn.memory.facet, case_id=case_id)


def _says_little_else(entry: Entry, heard: Heard, turn: Turn) -> bool:
    """Say whether nearly all the words that carry meaning are those of the situation."""
    of_case = {stem(word) for word in words_of_case(entry, heard)}
    aside = _RELATIVES | ({"an", *map(str, heard.ages)} if heard.ages else set())
    return len(subject_terms(turn.text) - of_case - aside) <= MOST_OTHER_WORDS
