"""Hears the plain wish to talk to a person, in any wording, at any moment."""

import re

from retrieval.french import fold
from retrieval.normalise import normalise

MOST_WORDS = 16
_PERSON = (r"(?:quelqu ?un|qqn|qq ?un|kelk?un|une (?:vraie |autre )?personne|"
           r"un (?:vrai |etre )?humain|"
           r"des humains|un (?:vrai )?conseiller|une (?:vraie )?conseillere|un mediateur|"
           r"une mediatrice|le mediateur|la mediatrice|un (?:vrai )?agent|un operateur|"
           r"un interlocuteur|quelqu ?un de (?:vrai|chez vous)|une vraie voix|un etre vivant)")
_TALK = (r"(?:parl\w*|discuter|echanger|causer|dialoguer|joindre|avoir|voir|rencontrer|contacter|"
         r"appeler|tomber sur|etre (?:mise? )?en (?:relation|contact|ligne) avec|"
         r"(?:mettez|passez|transferez|passe|envoyez)[ -]?moi|que? ce soit)")
_ASKED = re.compile(
    rf"\b{_TALK}\b.{{0,18}}\b{_PERSON}\b"
    r"|^(?:non |svp |bonjour |ok |et )*(?:je (?:veux|voudrais|prefere|demande|souhaite) )?"
    rf"{_PERSON}"
    r"(?: (?:svp|s il vous plait|stp|vite|maintenant|a qui parler))*$"
    r"|\b(?:rappele[zr]|rappeller|rappelez)[ -]?(?:moi|nous)\b|\bme (?:faire )?rappeler\b"
    r"|\b(?:qu on|quelqu ?un) (?:peut |puisse |pourrait |me |m ){1,2}\w*(?:rappel|appel|recev)\w*"
    r"|\bpas (?:a |avec )?(?:un|une) (?:robot|machine|ordinateur|programme)\b"
    r"|\b(?:talk|speak) (?:to|with) (?:a |an )?(?:\w+ )?(?:human|person|someone|agent|advisor)\b"
    r"|\bhablar con (?:una persona|alguien|un humano)\b"
    r"|\bfalar com (?:uma pessoa|alguem|um humano)\b")
_ARABIC = re.compile("(?:أتحدث|أتكلم|التحدث|التكلم|نهضر|نحكي).{0,12}(?:شخص|إنسان|أحد|موظف)")
_NOT_SO = re.compile(
    r"^(?:comment|ou|est ce que c est|c est|vous etes|t es|tu es|etes vous|es tu|qui)\b"
    r"|\b(?:dois|faut|fallu|doit|essaye\w*|arrive pas a|impossible de|deja) .{0,12}"
    rf"{_TALK}")


def asks_for_person(text: str) -> bool:
    """Say whether a message asks, plainly, for a person here; long stories are left alone."""
    words = " ".join(re.findall(r"[a-z0-9]+", fold(normalise(text))))
    if len(words.split()) > MOST_WORDS:
        return False
    if _ARABIC.search(text):
        return True
    return bool(_ASKED.search(words)) and not _NOT_SO.search(words)
