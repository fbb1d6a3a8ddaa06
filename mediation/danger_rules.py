"""The written rules of `urgency.yml`, compiled: which kind of danger the words of a text tell."""

import re
from dataclasses import dataclass
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from knowledge.places import fold

LEVELS = ("danger", "days", "important")
GRAM = 4
_SMS = {
    "jsui": "je suis", "jsuis": "je suis", "chui": "je suis", "chuis": "je suis", "jai": "j ai",
    "jvai": "je vais", "jvais": "je vais", "jveux": "je veux", "jve": "je veux", "g": "j ai",
    "pa": "pas", "ms": "mais", "ki": "qui", "ke": "que", "koi": "quoi", "c": "c est",
    "ya": "il y a",
    "svp": "s il vous plait", "tt": "tout", "ds": "dans", "pr": "pour", "bcp": "beaucoup",
    "jpeu": "je peux", "jpeux": "je peux", "jme": "je me", "jen": "j en", "toujour": "toujours",
    "dor": "dors", "mn": "mon", "cc": "coucou", "tjs": "toujours", "dehor": "dehors", "ss": "suis",
    "bb": "bebe", "jé": "j ai", "avc": "avec", "pu": "plus", "plu": "plus",
}


@dataclass(frozen=True)
class Rule:
    """One pattern, and pieces of which one must be in a text for it to be found; empty: unknown."""

    pattern: re.Pattern[str]
    pieces: frozenset[str]

    def may_be_in(self, grams: set[str]) -> bool:
        """Say whether it is worth looking for."""
        return not self.pieces or not self.pieces.isdisjoint(grams)


@dataclass(frozen=True)
class Kind:
    """One kind of danger, compiled. `is_discreet`: someone may be reading over a shoulder.

    `is_sure`: its rules are almost never wrong.
    `right`: the numbers any of which answers it; the first of `numbers` unless the file says more.
    """

    name: str
    level: str
    label: str
    numbers: tuple[str, ...]
    right: tuple[str, ...]
    calm: str
    is_discreet: bool
    is_sure: bool
    rules: tuple[Rule, ...]
    unless: tuple[Rule, ...]

    def is_in(self, text: str, grams: set[str]) -> bool:
        """Say whether a pattern is found once every `unless` phrase is taken out."""
        likely = [each for each in self.rules if each.may_be_in(grams)]
        if not any(each.pattern.search(text) for each in likely):
            return False
        for each in self.unless:
            if each.may_be_in(grams):
                text = each.pattern.sub(" ", text)
        return any(each.pattern.search(text) for each in likely)


def grams_of(text: str) -> set[str]:
    """Return every run of a few letters in the text."""
    return {text[at:at + GRAM] for at in range(len(text) - GRAM + 1)}


def normalise(text: str) -> str:
    """Fold accents, case and SMS spellings; repeated letters are reduced to two."""
    squeezed = re.sub(r"(.)\1{2,}", r"\1\1", text)
    return " ".join(_SMS.get(word, word) for word in fold(squeezed).split(" "))


def other_scripts(text: str) -> str:
    """Keep only the words outside the Latin alphabet (Arabic, Cyrillic), which folding drops."""
    return " ".join(re.sub(r"[\x00-\u024f\u2000-\u206f]+", " ", text.lower()).split())


def read_kind(name: str, fields: dict[str, Any]) -> Kind:
    """Return one kind of the file. Raises re.error on a pattern that does not compile."""
    numbers = tuple(str(each) for each in fields.get("numbers", ()))
    return Kind(
        name=name,
        level=fields["level"],
        label=fields["label"],
        numbers=numbers,
        right=tuple(str(each) for each in fields.get("right", numbers[:1])),
        calm=fields.get("calm", ""),
        is_discreet=bool(fields.get("is_discreet", False)),
        is_sure=bool(fields.get("is_sure", False)),
        rules=tuple(_rule(each) for each in fields["patterns"]),
        unless=tuple(_rule(each) for each in fields.get("unless") or ()),
    )


def _rule(pattern: str) -> Rule:
    compiled = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
    found = _pieces(_parser.parse(pattern))
    return Rule(compiled, frozenset(each[:GRAM] for each in found or ()))


def _pieces(parsed: Any) -> frozenset[str] | None:
    """Return pieces of which one is in every match, the longest found; None when unsure."""
    best: frozenset[str] | None = None
    run = ""
    for code, value in [*parsed, (None, None)]:
        if code is _parser.LITERAL:
            run += chr(value)
            continue
        best, run = _better(best, frozenset({run})), ""
        if code is _parser.SUBPATTERN:
            best = _better(best, _pieces(value[3]))
        elif code is _parser.BRANCH:
            parts = [_pieces(each) for each in value[1]]
            if all(part is not None for part in parts):
                best = _better(best, frozenset().union(*(part or () for part in parts)))
        elif code is _parser.MAX_REPEAT and value[0] > 0:
            best = _better(best, _pieces(value[2]))
    return best


def _better(held: frozenset[str] | None, found: frozenset[str] | None) -> frozenset[str] | None:
    """Keep the set whose shortest piece is longest; pieces under GRAM letters tell nothing."""
    if not found or min(map(len, found)) < GRAM:
        return held
    return found if held is None or len(found) < len(held) else held
