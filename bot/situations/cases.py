"""Tells an entry's cases apart: farm worker, public agent, under 25… from the resident's words."""

import re
from dataclasses import dataclass

from bot.situations.ages import ages_in, case_of_age
from bot.situations.known import Told, heard_words, situations_in
from bot.situations.phrases import Said, find
from knowledge.entry import Case, Entry
from retrieval.french import fold, terms

_A_COUPLE = re.compile(r"\bconjointe?s?\b")
_FARM = "farm"


@dataclass(frozen=True)
class Heard:
    """What a message says of the person. `words` without those that only look like it."""

    words: tuple[str, ...]
    terms: frozenset[str]
    ages: tuple[int, ...]
    told: tuple[Told, ...]


def hear(text: str) -> Heard:
    """Read a message once, for any number of entries."""
    words = heard_words(text)
    return Heard(words, frozenset(terms(text)), ages_in(text), situations_in(words))


def case_told(entry: Entry, heard: Heard) -> str | None:
    """Return the case that a message says; None when it says none, or could say two.

    In order: the age, a strong situation, the entry's own cues, a weak situation, a denial.
    """
    if not entry.cases:
        return None
    if by_age := case_of_age(entry, heard.ages):
        return by_age
    strong = _cases(entry, heard, is_strong=True)
    if strong:
        return strong.pop() if len(strong) == 1 else _of_a_couple(entry, heard)
    cues = [(len(said.phrase), case) for case, said in _cues(entry, heard) if not said.is_denied]
    if cues:
        return max(cues, key=lambda each: each[0])[1].id
    weak = _cases(entry, heard, is_strong=False)
    if weak:
        return weak.pop() if len(weak) == 1 else None
    return _denied(entry, heard)


def case_labelled(entry: Entry, heard: Heard) -> str | None:
    """Return the one case whose label holds all the words that carry meaning."""
    close = [case.id for case in entry.cases
             if heard.terms and heard.terms <= set(terms(case.label))]
    return close[0] if len(close) == 1 else None


def words_of_case(entry: Entry, heard: Heard) -> set[str]:
    """Return the words of the message that say a situation or a cue of the entry."""
    said = [each for told in heard.told for each in told.found]
    said += [each for _, each in _cues(entry, heard)]
    return {word for each in said for word in heard.words[each.start:each.end]}


def _cases(entry: Entry, heard: Heard, *, is_strong: bool) -> set[str]:
    found = (each.situation.case_of(entry) for each in heard.told
             if each.situation.is_strong is is_strong and not each.is_denied)
    return {case.id for case in found if case}


def _of_a_couple(entry: Entry, heard: Heard) -> str | None:
    """Return the farming case where one of a couple is enough; None when it must be asked."""
    if not _A_COUPLE.search(fold(entry.case_question or "")):
        return None
    farm = [each.situation.case_of(entry) for each in heard.told
            if each.situation.key.startswith(_FARM) and not each.is_denied]
    return next((case.id for case in farm if case), None)


def _cues(entry: Entry, heard: Heard) -> list[tuple[Case, Said]]:
    return [(case, said) for case in entry.cases for said in find(case.cues, heard.words)]


def _denied(entry: Entry, heard: Heard) -> str | None:
    """Of two cases, return the other one when one is denied (« pas d'Apa », « pas un HLM »)."""
    denied = {each.situation.case_of(entry) for each in heard.told if each.is_denied}
    denied |= {case for case, said in _cues(entry, heard) if said.is_denied}
    not_so = [case for case in entry.cases if case in denied and not case.is_default]
    if len(entry.cases) != 2 or len(not_so) != 1:
        return None
    return next(case.id for case in entry.cases if case != not_so[0])
