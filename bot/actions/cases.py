"""Tells an entry's cases apart: farm worker, public agent, under 25… from the resident's words."""

import re

from bot.actions.turn import Turn
from knowledge.entry import Case, Entry
from retrieval.french import fold, terms
from retrieval.normalise import normalise

SHORT_REPLY = 9
_SITUATES = re.compile(r"^(?:et|mais|si|moi|nous|je suis|j'ai|on est|pour un|en tant)\b")


def find_case(entry: Entry, text: str, situation: str | None = None) -> str | None:
    """Return the case the words reveal, else the one already told; None when unknown."""
    said = _said(entry, text)
    if said is not None:
        return said.id
    known = {case.id for case in entry.cases}
    return situation if situation in known else None


def answers_case_question(entry: Entry, turn: Turn) -> str | None:
    """Return the case of a short message, when it was asked or « et si je suis… », else None."""
    situates = _SITUATES.search(fold(normalise(turn.text)).strip())
    if len(turn.text.split()) > SHORT_REPLY or not (turn.memory.case_pending or situates):
        return None
    return case_told(entry, turn.text)


def case_told(entry: Entry, text: str) -> str | None:
    """Return the case whose cue, or else whose label, the words hold."""
    case = _said(entry, text) or _by_label(entry, text)
    return case.id if case else None


def is_pending(entry: Entry, case_id: str | None) -> bool:
    """Say whether the entry's case is still to be asked."""
    return bool(entry.cases) and entry.lead_for(case_id) is None


def _said(entry: Entry, text: str) -> Case | None:
    words = f" {' '.join(re.findall(r'[a-z0-9]+', fold(normalise(text))))} "
    found = [(len(cue), case) for case in entry.cases for cue in case.cues
             if f" {' '.join(re.findall(r'[a-z0-9]+', fold(cue)))} " in words]
    return max(found, key=lambda each: each[0])[1] if found else None


def _by_label(entry: Entry, text: str) -> Case | None:
    said = set(terms(text))
    if not said:
        return None
    close = [case for case in entry.cases if said <= set(terms(case.label))]
    return close[0] if len(close) == 1 else None
