"""Reads a phone number or an e-mail address as people type them, and a preferred moment."""

import re

from knowledge.places import fold
from mediation.callbacks.shapes import Contact, Moment, Way

LONGEST_NOTE = 200
_BETWEEN = r"[\s.\-/_,()]{0,3}"
_NUMBER = re.compile(rf"(?:\+|\b00){_BETWEEN}\d(?:{_BETWEEN}\d){{7,14}}(?!\d)"
                     rf"|(?<!\d)0{_BETWEEN}[1-79](?:{_BETWEEN}\d){{8}}(?!{_BETWEEN}\d)"
                     rf"|(?<!\d)[67](?:{_BETWEEN}\d){{8}}(?!{_BETWEEN}\d)"
                     rf"|(?<!\d)33{_BETWEEN}[1-79](?:{_BETWEEN}\d){{8}}(?!{_BETWEEN}\d)")
_LETTER_O = re.compile(r"(?:(?<=\d)|(?<=^)|(?<=\s))[oO](?=[\s.\-]?\d)")
_AT = re.compile(r"\s*(?:@|[(\[]\s*(?:at|arobase?)\s*[)\]]|\barr?oba(?:se|ze|s)\b)\s*", re.I)
_DOT = re.compile(r"\s+point\s+|\s*,\s*(?=(?:fr|com|net|org)\b)|(?<=[\w])\s*\.\s+(?=\w{2,4}\b)",
                  re.I)
_ADDRESS = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_ATTEMPT = re.compile(r"\d(?:[\s.\-/_]{0,2}\d){4,}|@|[(\[]\s*at\s*[)\]]|\barr?oba(?:se|ze|s)\b",
                      re.I)
_FILLER = re.compile(
    r"\b(?:mon|ma|mes|le|la|c|est|cest|voici|numero|num|tel|telephone|portable|fixe|adresse|mail|"
    r"e|email|courriel|appelez|moi|au|sur|svp|stp|s|il|vous|plait|merci|oui|ok|bonjour|a|je|suis|"
    r"joignable|rappelez|beaucoup|contact|pour|me|joindre|et|donc|alors|voila|euh|ecrivez)\b")
_MORNING = re.compile(r"\b(?:le |au |dans la )?(?:matin|matinee)\b")
_AFTERNOON = re.compile(r"\bapres ?midi?\b|\baprem\b|\bdans l apres")
_ANY = re.compile(r"\b(?:indifferent|peu importe|n importe quand|quand vous (?:voulez|pouvez)|"
                  r"les deux|egal|importe)\b")
_NOT_A_MOMENT = re.compile(r"\b(?:demain|hier|ce matin|comment|combien|quel\w*|pourquoi)\b")


def contact_in(text: str) -> Contact | None:
    """Return the first number or address of a message; None when there is none that is whole."""
    return _email(text) or _phone(text)


def is_attempt(text: str) -> bool:
    """Say whether a message looks like a number or an address, even one that lacks something."""
    return bool(_ATTEMPT.search(text))


def is_bare(contact: Contact) -> bool:
    """Say whether nothing was said around the contact."""
    return not contact.note


def moment_in(text: str) -> Moment | None:
    """Return the moment that a short message prefers; None for anything longer or else."""
    plain = fold(text)
    if len(plain.split()) > 9 or _NOT_A_MOMENT.search(plain):
        return None
    has_morning, has_afternoon = bool(_MORNING.search(plain)), bool(_AFTERNOON.search(plain))
    if _ANY.search(plain) or (has_morning and has_afternoon):
        return Moment.ANY
    if has_morning:
        return Moment.MORNING
    return Moment.AFTERNOON if has_afternoon else None


def _phone(text: str) -> Contact | None:
    plain = _LETTER_O.sub("0", text)
    for found in _NUMBER.finditer(plain):
        value = _number(found[0])
        if value:
            return Contact(Way.PHONE, value, _around(plain, *found.span()))
    return None


def _number(typed: str) -> str | None:
    """Return ten digits for a French number, « + » and digits for another; None otherwise."""
    digits = re.sub(r"\D", "", typed)
    is_foreign = typed.lstrip().startswith("+") or digits.startswith("00")
    if digits.startswith("00"):
        digits = digits[2:]
    if digits.startswith("33") and (is_foreign or len(digits) == 11):
        rest = digits[2:].lstrip("0")
        return f"0{rest}" if len(rest) == 9 and rest[0] != "8" else None
    if is_foreign:
        return f"+{digits}" if 8 <= len(digits) <= 15 else None
    if len(digits) == 9 and digits[0] in "67":
        return f"0{digits}"
    return digits if len(digits) == 10 and digits[0] == "0" else None


def _email(text: str) -> Contact | None:
    plain = _DOT.sub(".", _AT.sub("@", text)) if is_attempt(text) else text
    found = _ADDRESS.search(plain)
    if found is None:
        return None
    value = found[0].strip(".-").lower()
    return Contact(Way.EMAIL, value, _around(plain, *found.span()))


def _around(text: str, start: int, end: int) -> str:
    """Return what was said around a contact, when it says something."""
    rest = " ".join(f"{text[:start]} {text[end:]}".split()).strip(" ,.;:-")
    said = _FILLER.sub(" ", fold(rest))
    return rest[:LONGEST_NOTE] if re.search(r"[a-z0-9]{2,}", said) else ""
