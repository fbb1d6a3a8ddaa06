"""Reduced mode: decide by retrieval alone when the dialogue layer is down."""

import re

from bot.decision import Decision, Kind, PlaceRef
from bot.situations.dates import fears_too_late, letter_date_in, speaks_of_a_letter
from bot.situations.offices import (
    GAP,
    offices_in,
    says_sent_around,
    subjects_of,
    without_offices,
)
from bot.situations.remembered import find_case
from knowledge.base import KnowledgeBase
from knowledge.entry import Entry
from knowledge.places import fold
from knowledge.vocabulary import Facet
from retrieval.query import Band, Found, IndexMissing, Query, Retriever

_FACET_WORDS: tuple[tuple[Facet, str], ...] = (
    (Facet.WHERE, r"\b(ou|adresse|pres de chez moi|lieu|bureau)\b"),
    (Facet.DOCUMENTS, r"\b(papiers?|documents?|pieces?|justificatifs?|apporter)\b"),
    (Facet.DELAY, r"\b(delais?|combien de temps|attente)\b"),
    (Facet.COST, r"\b(coute|gratuit|payante?|faut payer|prix|combien ca)\b"),
    (Facet.CONTACT, r"\b(telephone|numero|appeler|contacter|joindre|horaires?|ouvert)\b"),
    (Facet.APPEAL, r"\b(contester|recours|refus\w*)\b"),
    (Facet.ELIGIBILITY, r"\b(y ai droit|ai je droit|conditions?|eligible|qui peut)\b"),
    (Facet.STEPS, r"\b(etapes?|comment on fait)\b"),
    (Facet.ONLINE, r"\b(en ligne|internet|site)\b"),
)
_SHORT = 7
_LETTER_WORDS = 14
_EASIER = re.compile(r"\b(plus (simple\w*|facile\w*)|mots simples|trop complique|"
                     r"francais facile)\b")
ASK_IF_ROBOT = "ask_if_robot"
_ROBOT = re.compile(r"\b(etes|es|c est|est ce)\b.{0,25}\b(robot|humain|machine|programme|"
                    r"ordinateur|vraie personne|ia)\b")
_WORD = (r"(bonjour|bonsoir|salut|coucou|hello|merci|au revoir|a bientot|bonne (journee|soiree)|"
         r"ok|d accord|tres bien|parfait|super)")
_POLITE = re.compile(rf"{_WORD}( ({_WORD}|beaucoup|bien|a vous|monsieur|madame|et))*")


class ReducedMode:
    """Retrieves and decides without Rasa: answer, choices, or nothing sure."""

    def __init__(self, base: KnowledgeBase, retriever: Retriever) -> None:
        self._base = base
        self._retriever = retriever

    def decide(self, text: str, current_entry: str | None, place_insee: str | None) -> Decision:
        """Return a decision; never raises for a missing index."""
        if _POLITE.fullmatch(fold(text)):
            return Decision(kind=Kind.SMALL_TALK)
        if _ROBOT.search(fold(text)):
            return Decision(kind=Kind.SMALL_TALK, intent=ASK_IF_ROBOT)
        around = self._around(text, current_entry)
        if around:
            return around
        if current_entry and (known := self._of_current(text, current_entry)):
            return known
        place = self._place(text) or (PlaceRef(insee=place_insee) if place_insee else None)
        facet = self._facet(text)
        if current_entry and len(fold(text).split()) <= _SHORT and (facet or self._place(text)):
            return Decision(kind=Kind.ANSWER, entry_ids=(current_entry,),
                            facet=facet or Facet.WHERE, place=place)
        try:
            found = self._retriever.search(Query(text))
        except IndexMissing:
            return Decision(kind=Kind.NO_SOURCE)
        return self._from(found, place, text)

    def _around(self, text: str, current_entry: str | None) -> Decision | None:
        """Return the decision for a person sent from one office to another."""
        base = self._base.now.repository
        if not says_sent_around(base.organisations, text):
            return None
        offices = offices_in(base.organisations, text)[:2]
        entry = base.entry(current_entry) if current_entry else None
        said = without_offices(base.organisations, text).replace(GAP, " ")
        for phrase in subjects_of(base.organisations, text):
            entry = self._led_by(phrase, offices) or entry
        return Decision(kind=Kind.BACK_AND_FORTH, offices=offices,
                        entry_ids=(entry.id,) if entry else (),
                        case_id=find_case(entry, said) if entry else None)

    def _led_by(self, phrase: str, offices: tuple[str, ...]) -> Entry | None:
        """Return the entry that a phrase finds, when one of the offices leads it."""
        try:
            found = self._retriever.search(Query(phrase))
        except IndexMissing:
            return None
        best = self._base.now.repository.entry(found.best.entry_id) if found.best else None
        if best is None or found.band is Band.DECLINE:
            return None
        leads: set[str | None] = {each.lead for each in best.cases} or {best.lead}
        return best if leads & set(offices) else None

    def _of_current(self, text: str, current_entry: str) -> Decision | None:
        """Return the decision for a date of a letter, a fear, or « plus simplement »."""
        answer = Decision(kind=Kind.ANSWER, entry_ids=(current_entry,))
        if _EASIER.search(fold(text)):
            return answer.model_copy(update={"is_easy": True})
        told = letter_date_in(text) if speaks_of_a_letter(text) else None
        if len(fold(text).split()) <= _LETTER_WORDS and (told or fears_too_late(text)):
            return answer.model_copy(update={
                "facet": Facet.APPEAL, "letter_date": told, "fears_late": told is None,
                "asks_date": told is None})
        return None

    def _from(self, found: Found, place: PlaceRef | None, text: str) -> Decision:
        ids = tuple(each.entry_id for each in found.menu)
        cases = self._cases(ids, text)
        scores = {"confidence": found.confidence}
        if found.band is Band.ANSWER and ids:
            return Decision(kind=Kind.ANSWER, entry_ids=ids[:1], case_id=cases.get(ids[0]),
                            place=place, scores=scores, versions=found.versions)
        if found.band is Band.CHOICES and ids:
            return Decision(kind=Kind.CHOICES, choices=ids, cases=cases, place=place,
                            scores=scores, versions=found.versions)
        return Decision(kind=Kind.NO_SOURCE, scores=scores, versions=found.versions)

    def _cases(self, ids: tuple[str, ...], text: str) -> dict[str, str]:
        """Return the case that the words tell, of each entry that has cases."""
        entries = filter(None, map(self._base.now.repository.entry, ids))
        return {each.id: case for each in entries if (case := find_case(each, text))}

    def _place(self, text: str) -> PlaceRef | None:
        match = self._base.now.finder.in_text(text)
        if len(match.places) == 1:
            return PlaceRef(insee=match.places[0].insee, name=match.places[0].name)
        if match.places:
            return PlaceRef(ambiguous=tuple(each.insee for each in match.places))
        return None

    @staticmethod
    def _facet(text: str) -> Facet | None:
        folded = fold(text)
        return next((facet for facet, words in _FACET_WORDS if re.search(words, folded)), None)
