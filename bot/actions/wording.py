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
_OTHER = (r"(?:ma|mon|mes|notre|sa|son) (?:petite?s? |grande?s? |belle |beau )?"
          r"(?:fille|fils|enfants?|mere|pere|maman|papa|parents|mari|femme|epoux|epouse|conjoint|conjointe|compagnon|"
          r"compagne|copain|copine|frere|soeur|tante|oncle|voisine?|ami|amie|neveu|niece|"
          r"cousine?|grand mere|grand pere|mamie|papi|beau pere|belle mere)")
_FOR_OTHER = re.compile(
    rf"(?:(?:non|en fait|ah|oui|mais|pardon|desolee?|je precise|attention|bonjour) )*"
    rf"(?:c est |c etait |ce serait |cela concerne |ca concerne |je demande |je parlais? )?"
    rf"(?:pas pour moi )?(?:(?:mais )?(?:c est )?(?:pour|de|concerne) )?{_OTHER}"
    r"(?: (?:pas (?:pour )?moi|en fait|qui (?:a besoin|demande)))*")
_ACKNOWLEDGED = re.compile(
    r"(?:(?:ah|bon|ben|oui) )*(?:ok|oki|okay|d accord|dac|daccord|entendu|compris|j ai compris|"
    r"je comprends|je vois|tres bien|c est bien|super|parfait|nickel|ca marche|c est note|note|"
    r"c est bon|genial|cool|impeccable)(?: (?:ok|d accord|je vois|super|parfait|c est note|"
    r"tres bien|alors|c est bon))*")
_HELP = re.compile(r"\b(?:besoin|aide|aider|aidez|question|questions|renseignements?|infos?|"
                   r"information|perdue?|savoir)\b")
_CORRECTS = re.compile(r"\s*(?:non|nan|mais|en fait|pardon|désolée?|je voulais dire|plutôt|pas|"
                       r"je (?:ne )?parl\w+ pas|ce n'est pas|c'est pas)\b", re.IGNORECASE)
_DENIED = re.compile(r"(?:\b(?:ce n['’]est|c['’]est|je (?:ne )?(?:parle|parlais|demande|veux))\s+)?"
                     r"\bpas\b[^,.;!?]*?(?=[,.;!?]|\bmais\b|\bplutôt\b|$)", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:reven(?:ir|ons|ez)|retour\w*|on revient|je reviens|reprendre|reprenons)\b.{0,25}"
    r"\b(?:avant|tout a l heure|premiere?|precedente?|debut|autre|ma question|sujet)\b"
    r"|\b(?:ma|la) (?:premiere question|question d avant|question precedente)\b"
    r"|\bpour (?:le|la) (?:premier|premiere|precedente?) (?:sujet|question|demande|demarche)\b"
    r"|\bce (?:dont|que) (?:on|je|vous) (?:parlai\w+|disai\w+|demandai\w+) (?:avant|au debut|"
    r"tout a l heure)\b")


def subject_terms(text: str, place_words: str = "") -> set[str]:
    """Return the stems that name a subject: neither follow-up words nor words of the place."""
    place = {stem(word) for word in place_words.split()} | LIVING_TERMS if place_words else set()
    found = set(terms(normalise(re.sub(r"\b\d{5}\b", " ", text))))
    return found - FOLLOW_UP_TERMS - EMPTY_TERMS - place


def is_vague(text: str) -> bool:
    """Say whether a message only asks for help, in real words, without a subject."""
    said = set(terms(normalise(text)))
    return bool(said) and said <= GREETING_TERMS | EMPTY_TERMS


def has_follow_up_words(text: str) -> bool:
    """Say whether a message holds at least one word of a follow-up ("et les papiers ?")."""
    folded = re.findall(r"\w+", fold(normalise(text)))
    return any(stem(word) in FOLLOW_UP_TERMS for word in folded)


def corrected(text: str) -> str:
    """Return a correction without what it denies: « non, pas le RSA, la prime d'activité »."""
    if not _CORRECTS.match(text):
        return text
    left = _DENIED.sub(" ", text)
    return left if subject_terms(left) else text


def acknowledges(text: str) -> bool:
    """Say whether the whole message only acknowledges: « ok », « d'accord, je vois »."""
    return bool(_ACKNOWLEDGED.fullmatch(_plain(text)))


def asks_for_help(text: str) -> bool:
    """Say whether a vague message asks for help, beyond its greeting."""
    return bool(_HELP.search(_plain(text)))


def subject_alone(text: str) -> str:
    """Return the words that name the subject, in order, without those of a follow-up."""
    wanted = subject_terms(text)
    return " ".join(word for word in re.findall(r"\w+", text) if set(terms(word)) & wanted)


def is_for_other(text: str) -> bool:
    """Say whether the whole message only says for whom: « non, c'est pour ma fille »."""
    return bool(_FOR_OTHER.fullmatch(_plain(text)))


def returns_to_past(text: str) -> bool:
    """Say whether the message goes back to an earlier subject without naming it."""
    return bool(_BACK.search(_plain(text)))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(normalise(text))))


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
