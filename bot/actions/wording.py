"""What a short message is made of: words of a follow-up, of a place, or of a new subject."""

import re

from retrieval.french import fold, stem, terms
from retrieval.normalise import normalise

_FOLLOW_UP = """
    papier papiers document documents piece pieces justificatif justificatifs apporter amener
    apporte amene fournir photocopie liste dossier rendez demande demander
    combien temps delai delais long longtemps attendre attente reponse jours semaines mois date
    limite quand traitement rapide dure duree prend prendre
    cout coute couter couterait prix tarif payer payant payante gratuit gratuite frais cher euros
    ou adresse aller va vais lieu endroit proche pres bureau bureaux guichet agence trouve
    trouver situe cote coin loin permanence
    telephone numero appeler appelle joindre contacter contact coordonnees mail email horaires
    horaire ouvert ouverts ouvre ouverture heure heures
    etapes etape demarche demarches procedure commencer commence suivre marche faire fait faut
    falloir apres ensuite maintenant premier passe deroule
    droit droits conditions condition eligible plafond ressources criteres concerne beneficier
    internet ligne site lien formulaire telecharger imprime application web net
    refus refuse refuser recours contester contestation reclamation appel decision accord rejet
    what documents where phone number long much cost free online open when
"""
_EMPTY = """
    exactement concretement exemple detail details savoir dire sais chose question besoin need
    aimerais souhaite souhaiterais voulais cherche parler cela
    is it in the to how do does are my for at there donde esta como cuanto cuesta necesito
"""
_GREETING = """
    bonjour bonsoir salut coucou hello merci beaucoup revoir bonne journee soiree bientot madame
    monsieur question renseignement aide aider bienvenue infiniment service robot humain machine
    personne programme ordinateur site servez sert confidentiel donnees messages repond appelez
    besoin allo super parfait
"""
_LIVING = "habite habiter habitant vis vivre vit reside ville village commune code postal secteur"
_ORDINALS = {
    "1": 0, "un": 0, "premier": 0, "premiere": 0, "1er": 0, "1ere": 0,
    "2": 1, "deux": 1, "deuxieme": 1, "second": 1, "seconde": 1, "2e": 1, "2eme": 1,
    "3": 2, "trois": 2, "troisieme": 2, "dernier": 2, "derniere": 2, "3e": 2, "3eme": 2,
}


def _stems(listed: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in listed.split())


FOLLOW_UP_TERMS = _stems(_FOLLOW_UP)
EMPTY_TERMS = _stems(_EMPTY)
GREETING_TERMS = _stems(_GREETING)
LIVING_TERMS = _stems(_LIVING)


def subject_terms(text: str, place_words: str = "") -> set[str]:
    """Return the stems that name a subject: neither follow-up words nor words of the place."""
    place = {stem(word) for word in place_words.split()} | LIVING_TERMS if place_words else set()
    found = set(terms(re.sub(r"\b\d{5}\b", " ", normalise(text))))
    return found - FOLLOW_UP_TERMS - EMPTY_TERMS - place


def is_vague(text: str) -> bool:
    """Say whether a message only asks for help, in real words, without a subject."""
    said = set(terms(normalise(text)))
    return bool(said) and said <= GREETING_TERMS | EMPTY_TERMS


def has_follow_up_words(text: str) -> bool:
    """Say whether a message holds at least one word of a follow-up ("et les papiers ?")."""
    folded = re.findall(r"\w+", fold(normalise(text)))
    return any(stem(word) in FOLLOW_UP_TERMS for word in folded)


def ordinal(text: str, count: int) -> int | None:
    """Return which of `count` offered lines a short reply picks ("la première", "2"), or None."""
    words = re.findall(r"\w+", fold(text))
    picked = {_ORDINALS[word] for word in words if word in _ORDINALS}
    if len(words) > 4 or len(picked) != 1:
        return None
    at = picked.pop()
    if at == 2 and count == 2 and words[-1].startswith("dernier"):
        return 1
    return at if at < count else None
