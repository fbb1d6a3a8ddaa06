"""For whom the person asks: themselves, a relative, someone they accompany; from their words."""

import re
from collections.abc import Iterable
from enum import StrEnum

from knowledge.places import fold

_KIN = (r"(?:mere|pere|maman|papa|parents?|fille|fils|enfants?|gamine?s?|mari|femme|epouse?|"
        r"conjointe?|compagne|compagnon|soeur|frere|grand (?:mere|pere)|mamie|papi|tante|oncle|"
        r"niece|neveu|petite? (?:fille|fils)|cousine?|belle (?:mere|fille|soeur)|"
        r"beau (?:pere|fils|frere)|voisine?|amie?|copine?|copain|proche)")
_RELATIVE = re.compile(
    rf"\b(?:c est|cest|je (?:demande|pose|viens|cherche)(?: \w+){{0,3}}|plutot) pour (?:ma|mon|mes|"
    rf"une?) {_KIN}\b|\bpour le compte de (?:ma|mon|mes) {_KIN}\b")
_ACCOMPANIED = re.compile(
    r"\b(?:j accompagne|que j accompagne|que nous accompagnons|que je suis comme|"
    r"je suis (?:l |son |sa |le |la |une? )?(?:assistante? sociale?|travailleu\w+ sociale?|"
    r"educat\w+|tut\w+ de|curat\w+|mandataire|aide a domicile|auxiliaire de vie|benevole|"
    r"secretaire de mairie|conseill\w+ france services)|"
    r"pour (?:une?|mon|ma|l) (?:usager|usagere|beneficiaire|patiente?|majeure? protegee?|"
    r"residente?|administree?))\b")


class ForWhom(StrEnum):
    """Whom the request is for."""

    SELF = "self"
    RELATIVE = "relative"
    ACCOMPANIED = "accompanied"


def for_whom_in(texts: Iterable[str]) -> ForWhom | None:
    """Return the last thing said of it; None when nothing says it plainly."""
    for text in reversed(list(texts)):
        plain = fold(text)
        if _ACCOMPANIED.search(plain):
            return ForWhom.ACCOMPANIED
        if _RELATIVE.search(plain):
            return ForWhom.RELATIVE
    return None
