"""Masks personal data in a message: tolerant of separators, deaf to service numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

_SEP = r"[\s.\-/_]*"
_ONE_SIGN = r"(?P<sign>\s*[,:|·•‐‑‒–—]\s*)"  # the same between all the pairs of a number
_MONTH = (r"(?:janv(?:ier)?|f[ée]vr(?:ier)?|mars|avril|mai|juin|juil(?:let)?|ao[uû]t|"
          r"sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?)")
_DATE = rf"\d{{1,2}}(?:er)?\s*[/.\-\s]\s*(?:\d{{1,2}}|{_MONTH})\s*[/.\-\s]\s*(?:19|20)?\d{{2}}"
_STREET = (r"(?:rue|r\.|avenue|av\.?|boulevard|bd|bld|chemin|impasse|all[ée]es?|place|quai|route|"
           r"cours|square|r[ée]sidence|lotissement|faubourg|fg|cit[ée]|mont[ée]e|passage|hameau|"
           r"lieu[- ]dit|sentier|ruelle|esplanade|villa)")
_NAME = r"[A-ZÀ-Ý][\w'’]+(?:[-\s]+(?:(?:de|du|des|le|la|el|ben|al)\s+)?[A-ZÀ-Ý][\w'’]+){0,3}"
_FIRST_LAST = r"[A-ZÀ-Ý][\w'’\-]+\s+[A-ZÀ-Ý][\w'’\-]+"
_LOWER_NAME = r"[a-zà-ÿ'’\-]{2,}(?:\s+[a-zà-ÿ'’\-]{2,})?"

# kind, placeholder, pattern. The order matters: the longest and surest first.
_RULES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("email", "[e-mail]", re.compile(
        r"[\w.+\-]+\s?(?:@|＠|\(at\)|\[at\]|\s(?:arobase|arobas|at)\s)\s?[\w\-]+"
        r"\s?(?:\.|\spoint\s)\s?[a-z]{2,}(?:\.[a-z]{2,})?", re.I)),
    ("iban", "[IBAN]", re.compile(rf"\b[A-Z]{{2}}\d{{2}}(?:{_SEP}[A-Z0-9]){{11,30}}\b", re.I)),
    ("nir", "[numéro de sécurité sociale]", re.compile(
        rf"(?<!\d)[1-478]{_SEP}\d{{2}}{_SEP}(?:0[1-9]|1[0-2]|[2-9]\d){_SEP}(?:\d{{2}}|2[ABab])"
        rf"{_SEP}\d{{3}}{_SEP}\d{{3}}(?:{_SEP}\d{{2}})?(?!\d)")),
    ("card", "[carte bancaire]", re.compile(r"(?<!\d)(?:\d{4}[\s.\-]?){3}\d{4}(?!\d)")),
    ("phone", "[téléphone]", re.compile(
        rf"(?<!\d)(?:(?:\+|00){_SEP}33{_SEP}\(?0?\)?{_SEP}|0){_SEP}[1-9]"
        rf"(?:{_SEP}\d{{2}}){{4}}(?!\d)|"
        rf"(?<!\d)0[1-9]{_ONE_SIGN}\d{{2}}(?:(?P=sign)\d{{2}}){{3}}(?!\d)")),
    ("paper", "[numéro de pièce]", re.compile(
        r"(?:passeport|carte\s+(?:nationale\s+)?d['’\s]?identit[ée]|cni|titre\s+de\s+s[ée]jour)"
        r"(?:\s+(?:n[°o]|num[ée]ro|est|le))*\s*:?\s+(?P<keep>(?=(?:[a-z]*\d){2})[a-z\d]{7,12})\b",
        re.I)),
    ("birth", "[date de naissance]", re.compile(
        r"(?:n[ée]e?s?\s+(?:en\s+|le\s+)?|date\s+de\s+naissance\s*:?\s*(?:le\s+)?|"
        r"naissance\s*:?\s*)"
        rf"(?:{_DATE})", re.I)),
    ("foreigner", "[numéro étranger]", re.compile(
        r"(?<!\d)(?:agdref|(?:n[°o]|num[ée]ro)\s*(?:d['’])?[ée]tranger)"
        r"\D{0,12}\d[\d\s]{8,13}", re.I)),
    ("file", "[numéro de dossier]", re.compile(
        r"(?:allocataire|fiscal|dossier|identifiant|demandeur|matricule|num[ée]ro|n[°o])"
        r"[^\d\n]{0,25}?(?P<keep>\d[\d\s.\-]{4,17}\d\s?[A-Za-z]?)\b", re.I)),
    ("address", "[adresse]", re.compile(
        rf"\b\d{{1,4}}\s*(?:bis|ter|quater|[a-d])?\s*,?\s+{_STREET}(?:\s+[\wÀ-ÿ'’\-]+){{1,5}}?"
        r"(?=[,.;!?\n]|\s+(?:à|a|et|je|j['’]|mais|dans|\d{5})(?!\w)|\s*$)", re.I)),
    ("digits", "[numéro]", re.compile(r"(?<![\d,])\d(?:[\s.\-]?\d){6,}\s?[A-Z]?(?![\d])")),
    ("name", "[nom]", re.compile(
        r"(?:(?i:\b(?:je m|il s|elle s|s)['’ ]?appel+e?s?|my name is|"
        r"mon (?:pr[ée])?nom (?:de famille )?(?:est|c['’]est)|sign[ée]\s*:?|"
        r"je suis (?:m\.|mr|mme|monsieur|madame)|"
        r"moi c['’]est|nom\s*:|pr[ée]nom\s*:|\bmme|\bmlle|\bmonsieur|\bmadame|\bmr\b|\bM\.))"
        rf"\s+(?P<keep>{_NAME})")),
    ("name", "[nom]", re.compile(
        r"\b(?i:(?:mon|ma|mes|notre|nos|son|sa) (?:fils|filles?|enfants?|maris?|femme|fr[èe]re|"
        r"s(?:œ|oe)ur|p[èe]re|m[èe]re|conjointe?|compagnon|compagne|ex|voisine?))"
        rf"\s+(?P<keep>{_FIRST_LAST})")),
    ("name", "[nom]", re.compile(
        rf"\b[Cc]['’]est\s+(?P<keep>{_FIRST_LAST})(?=\s+(?:à|au) (?:l['’]appareil|téléphone))")),
    ("name", "[nom]", re.compile(
        rf"(?i:je m['’ ]?appel+e?s?|mon nom (?:est|c['’]est))\s+(?P<keep>{_LOWER_NAME})")),
)
_AMOUNT = re.compile(r"^\s?(?:€|euros?\b|eur\b|km\b|m2\b|m²|ans\b|h\b)", re.I)
_NOT_A_NAME = {"le", "la", "les", "un", "une", "maire", "préfet", "président", "directeur",
               "inspecteur", "propriétaire", "bonjour"}


@dataclass(frozen=True)
class Masked:
    """The masked text and the kinds found, in order."""

    text: str
    kinds: tuple[str, ...]


class Masker:
    """Masks what looks personal. `kept_numbers` are public service numbers, digits only."""

    def __init__(self, kept_numbers: Iterable[str]) -> None:
        self._kept = {re.sub(r"\D", "", each) for each in kept_numbers}

    def mask(self, text: str) -> Masked:
        """Return the text without personal data; checksums are never a condition."""
        kinds: list[str] = []
        for kind, placeholder, pattern in _RULES:
            text = pattern.sub(partial(self._swap, kind, placeholder, kinds), text)
        return Masked(text, tuple(kinds))

    def _swap(self, kind: str, placeholder: str, kinds: list[str],
              match: re.Match[str]) -> str:
        whole = match.group(0)
        part = match.groupdict().get("keep") or whole
        if self._stays(kind, part, match.string[match.end():]):
            return whole
        kinds.append(kind)
        tail = " " if part != part.rstrip() else ""
        return whole.replace(part, placeholder) + tail

    def _stays(self, kind: str, part: str, after: str) -> bool:
        digits = re.sub(r"\D", "", part)
        if kind in {"phone", "digits", "file"} and digits in self._kept:
            return True
        if kind == "iban":
            return len(digits) < 10
        if kind == "name":
            return part.split()[0].lower() in _NOT_A_NAME or part.startswith("[")
        if kind in {"digits", "file"}:
            return bool(_AMOUNT.match(after)) or len(digits) < 6
        return False
