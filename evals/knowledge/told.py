"""Where an entry tells a figure, a delay, a phone, a body, a case or a date: one row a mention.

Read straight from the file's text, so that each mention keeps its place in the file.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

NAMES = {  # bodies as sentences name them, by the article they take, so that a swap reads well
    "la": ("Caf", "MSA", "CPAM", "MDPH", "Carsat", "mairie", "préfecture", "mission locale",
           "commission de conciliation", "Banque de France"),
    "le": ("CCAS", "tribunal", "syndicat", "département", "conciliateur", "point-justice",
           "Crous", "Défenseur des droits", "centre des impôts", "notaire"),
    "l'": ("Adil", "Urssaf", "Anah", "Agefiph", "employeur", "Assurance maladie",
           "inspection du travail", "Ofii", "Anef"),
    "": ("France Travail", "France Services", "Cap emploi", "Action Logement", "France Titres"),
}
ALIASES = {"inspection_du_travail": "inspection_travail_ddets",
           "conciliateur": "conciliateur_mediateur",
           "commission_de_conciliation": "commission_conciliation"}
WORDS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
         "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14,
         "quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "quarante": 40, "soixante": 60}
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
          "octobre", "novembre", "décembre")
READ = re.compile(  # the fields of an entry in which the same thing may be told twice
    r"(body|easy|delay|cost|lead|(conditions|documents|steps)\[\d+\]|must_know\[\d+\]\.(fact|says)"
    r"(\[\d+\])?|who\[\d+\]\.(organisation|within|when)|figures\[\d+\]\.value"
    r"|cases\[\d+\]\.(label|lead))")
KEYS = re.compile(r"lead|who\[\d+\]\.organisation|cases\[\d+\]\.lead")
LABELS = re.compile(r"cases\[\d+\]\.label|who\[\d+\]\.when")

_MONTH = "|".join(MONTHS)
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+(?:,\d+)?"
_DATE = re.compile(rf"\b(?:(?:1er|\d\d?)\s+)?(?:{_MONTH})\s+(?:19|20)\d\d\b"
                   rf"|\b(?:1er|\d\d?)\s+(?:{_MONTH})\b"
                   r"|(?<![\d ,])(?<= )(?:19[5-9]|20[0-3])\d\b(?!\s*(?:€|%|euros|-))", re.I)
_PHONE = re.compile(r"\b0[ .]?[1-9](?:[ .]?\d\d){4}\b|\b0 ?8\d\d(?: ?\d\d\d){2}\b|\b116 ?\d{3}\b"
                    r"|\b3\d ?\d\d\b(?!\s*(?:€|%|euros|jours|heures))"
                    r"|\b11[2-9]\b(?!\s*(?:€|%|euros|jours|heures))"
                    r"|(?<=\ble )1[578]\b(?! [a-zà-ÿ])")
_LASTING = re.compile(rf"\b({_NUMBER}|{'|'.join(WORDS)})\s+"
                      r"(jours?|semaines?|mois|ans?|années?|heures?)\b", re.I)
_AMOUNT = re.compile(rf"(?<![\d,])({_NUMBER})\s*(€|euros?|%|[a-zà-ÿ]{{4,}})", re.I)
_BODY = re.compile(r"(?<![\w-])(" + "|".join(n for group in NAMES.values() for n in group)
                   + r")(?![\w-])")


@dataclass(frozen=True)
class Told:
    """One mention: `key` is the same wherever the same thing is told; start and end in the file."""

    kind: str
    key: str
    field: str
    start: int
    end: int


def key_of(name: str) -> str:
    """Return the organisation key a name most likely has."""
    plain = unicodedata.normalize("NFD", name.lower())
    slug = re.sub(r"[^a-z]+", "_", "".join(c for c in plain if not unicodedata.combining(c)))
    return ALIASES.get(slug, slug)


def leaves(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the path, start and end of each written value, and of the body."""
    close = text.index("\n---", 4)
    root = yaml.compose(text[4:close + 1], Loader=yaml.SafeLoader)
    yield from _walk(root, "", 4)
    yield "body", close + 4, len(text)


def _walk(node: yaml.Node | None, path: str, shift: int) -> Iterator[tuple[str, int, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(value, f"{path}.{key.value}" if path else str(key.value), shift)
    elif isinstance(node, yaml.SequenceNode):
        for rank, value in enumerate(node.value):
            yield from _walk(value, f"{path}[{rank}]", shift)
    elif isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:null":
        yield path, node.start_mark.index + shift, node.end_mark.index + shift


def flat(raw: str) -> str:
    """Return a raw value on one line, without its YAML quotes."""
    return re.sub(r"\s+", " ", raw).strip().strip("'\"").replace("''", "'")


def told(text: str) -> list[Told]:
    """Return every mention of an entry, in the order of the file."""
    spans = [leaf for leaf in leaves(text) if READ.fullmatch(leaf[0])]
    labels = {flat(text[a:b]) for field, a, b in spans if field.endswith(".label")}
    found: list[Told] = []
    for field, start, end in spans:
        raw = text[start:end]
        if KEYS.fullmatch(field):
            found.append(Told("body", flat(raw), field, start, end))
            continue
        for label in sorted(labels):
            if LABELS.fullmatch(field) and flat(raw) != label:
                continue
            shape = r"\s+".join(re.escape(w).replace("'", "''?") for w in label.split())
            found += [Told("case", label.lower(), field, start + m.start(), start + m.end())
                      for m in re.finditer(shape, raw, re.I)]
        found += [Told(kind, key, field, start + a, start + b)
                  for kind, key, a, b in _mentions(raw)]
    return found


def _mentions(raw: str) -> list[tuple[str, str, int, int]]:
    """Return kind, key and span of what one raw value tells, the first reading of a span wins."""
    rows = [("date", flat(m.group()).lower(), *m.span()) for m in _DATE.finditer(raw)]
    rows += [("phone", re.sub(r"\D", "", m.group()), *m.span()) for m in _PHONE.finditer(raw)]
    for m in _LASTING.finditer(raw):
        count = WORDS.get(m[1].lower()) or float(re.sub(r"\s", "", m[1]).replace(",", "."))
        unit = m[2].lower() if m[2].lower() == "mois" else m[2].lower().rstrip("s")
        age = (unit == "an" and count >= 14) or (unit == "heure" and count > 72)
        rows.append(("figure" if age else "delay", f"{count:g} {unit}", *m.span()))
    for m in _AMOUNT.finditer(raw):
        number = re.sub(r"\s", "", m[1])
        rows.append(("figure", f"{number} {m[2].lower()[:4]}", *m.span()))
    rows += [("body", key_of(m[1]), *m.span()) for m in _BODY.finditer(raw)]
    kept: list[tuple[str, str, int, int]] = []
    for row in rows:
        if not any(row[2] < end and start < row[3] for _, _, start, end in kept):
            kept.append(row)
    return kept
