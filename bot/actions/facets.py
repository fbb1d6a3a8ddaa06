"""The part of an entry that a full question asks for, by its words ("quels papiers pour…")."""

import re

from knowledge.vocabulary import Facet
from retrieval.french import fold
from retrieval.normalise import normalise

_PAPERS = r"(?:papiers?|documents?|pieces?|justificatifs?)"
_CUES = (
    (Facet.DOCUMENTS, rf"\bquel(?:le)?s? {_PAPERS}\b(?! d'identite)"
                      rf"|\bquoi comme {_PAPERS}\b|\bliste des {_PAPERS}\b"),
    (Facet.DELAY, r"\bcombien de (?:temps|jours|semaines|mois)\b|\bquels? delais?\b"),
    (Facet.COST, r"\bcombien (?:ca |cela |sa )?cout(?:e|ent|era)\b"
                 r"|\bquel (?:est le )?(?:prix|tarif)\b"
                 r"|\best[- ]ce (?:gratuit|payant)\b|\bc'est (?:gratuit|payant)\b"),
    (Facet.WHERE, r"\b(?:c'est|est-ce|se trouve|aller|vais-je) ou\b|\bou (?:se trouve|est|aller)\b"
                  r"|\bquelle adresse\b|\bl'adresse\b"),
    (Facet.CONTACT, r"\b(?:quel|le) numero\b|\bqui appeler\b|\btelephone\b|\bhoraires\b"),
)
_COMPILED = tuple((facet, re.compile(cue)) for facet, cue in _CUES)


def facet_in(text: str) -> Facet | None:
    """Return the facet whose question words are in the text, or None for the whole entry."""
    folded = fold(normalise(text))
    return next((facet for facet, cue in _COMPILED if cue.search(folded)), None)
