"""Reduced mode: decide by retrieval alone when the dialogue layer is down."""

import re

from bot.decision import Decision, Kind, PlaceRef
from bot.situations.remembered import find_case
from knowledge.base import KnowledgeBase
from knowledge.places import fold
from knowledge.vocabulary import Facet
from retrieval.query import Band, Found, IndexMissing, Query, Retriever

_FACET_WORDS: tuple[tuple[Facet, str], ...] = (
    (Facet.WHERE, r"\b(ou|adresse|pres de chez moi|lieu|bureau)\b"),
    (Facet.DOCUMENTS, r"\b(papiers?|documents?|pieces?|justificatifs?|apporter)\b"),
    (Facet.DELAY, r"\b(delais?|combien de temps|attente)\b"),
    (Facet.COST, r"\b(coute|gratuit|payante?|faut payer|prix|combien ca)\b"),
    (Facet.CONTACT, r"\b(telephone|numero|appeler|contacter)\b"),
    (Facet.APPEAL, r"\b(contester|recours|refus\w*)\b"),
    (Facet.STEPS, r"\b(etapes?|comment on fait)\b"),
    (Facet.ONLINE, r"\b(en ligne|internet|site)\b"),
)
_SHORT = 7
ASK_IF_ROBOT = "ask_if_robot"
_ROBOT = re.compile(r"\b(etes|es|c est|est ce)\b.{0,25}\b(robot|humain|machine|programme|"
                    r"ordinateur|vraie personne|ia)\b")
_POLITE = re.compile(r"(bonjour|bonsoir|salut|coucou|hello|merci|au revoir|bonne (journee|soiree)|"
                     r"ok|d accord)( (beaucoup|bien|a vous|monsieur|madame|merci))*")


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
