"""Reads a plain « oui », « non » or « une personne » where no dialogue layer is needed."""

import re
import unicodedata

_YES = re.compile(r"(oui+|ouais|ouai|ok|okay|d accord|je veux bien|volontiers|bien sur|vas y|"
                  r"allez y|c est bon|je suis d accord)( (oui|merci|s il vous plait|svp|stp|"
                  r"d accord|je veux bien|allez y|bien sur|transmettez))*")
_NO = re.compile(r"(non+|nan|no|pas maintenant|pas la peine|laissez tomber|annuler|annulez)"
                 r"( (non|merci|pas maintenant|c est bon|ca ira|je ne veux pas))*")
_CANCEL = re.compile(
    r"\b(?:annule[rz]?|supprime[rz]?|retire[rz]?|arrete[rz]?|enleve[rz]?) "
    r"(?:le |mon |ma |la |ce |cette |tout )?(?:rappel|demande|rendez vous|rdv|numero|appel)\b"
    r"|\bne (?:me |m )?(?:rappelez|appelez|contactez) (?:pas|plus)\b"
    r"|\b(?:je ne|j) veux plus (?:etre rappele\w*|de rappel|qu on m appelle)\b")
LONGEST_CANCEL = 80
_ABOUT_US = re.compile(r"(vous etes|etes vous|tu es|t es|es tu|est ce que|c est|qui)\b")
_PERSON = re.compile(
    r"\b(parler|discuter|echanger|joindre|avoir|voir|contacter|appeler)\b.{0,25}"
    r"\b(quelqu un|qqn|une personne|un humain|un conseiller|une conseillere|un mediateur|"
    r"une mediatrice|un agent|vraie personne)\b"
    r"|\b(mediateur|mediatrice|un humain|vraie personne)\b.{0,15}(svp|s il vous plait)?$")


def is_yes(text: str) -> bool:
    """Say whether the whole message agrees."""
    return bool(_YES.fullmatch(_folded(text)))


def is_no(text: str) -> bool:
    """Say whether the whole message refuses."""
    return bool(_NO.fullmatch(_folded(text)))


def asks_to_cancel(text: str) -> bool:
    """Say whether a short message takes back a request to be called."""
    return len(text) <= LONGEST_CANCEL and bool(_CANCEL.search(_folded(text)))


def asks_for_person(text: str) -> bool:
    """Say whether the message asks for a person; used only when the dialogue layer is down."""
    folded = _folded(text)
    return bool(_PERSON.search(folded)) and not _ABOUT_US.match(folded)


def _folded(text: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.lower())
                    if unicodedata.category(sign) != "Mn")
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()
