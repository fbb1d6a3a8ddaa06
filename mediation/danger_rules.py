"""The written rules of `urgency.yml`, compiled: which kind of danger the words of a text tell."""

import re
from dataclasses import dataclass
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from knowledge.places import fold

LEVELS = ("danger", "days", "important")
GRAM, LONG_GRAM = 4, 6
STROKE = "avc"  # also « avec » in an SMS
BEFORE_STROKE = {"un", "1", "l", "d", "son", "mon", "ton", "cet", "fait", "fais", "mini"}
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
    """One pattern. `needs`: from each set, one piece must be in a text for it to be found."""

    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]

    def may_be_in(self, grams: set[str]) -> bool:
        """Say whether it is worth looking for."""
        return not any(map(grams.isdisjoint, self.needs))


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
        text = f" {text}"
        likely = [each for each in self.rules if each.may_be_in(grams)]
        if not any(each.pattern.search(text) for each in likely):
            return False
        for each in self.unless:
            if each.may_be_in(grams):
                text = each.pattern.sub(" ", text)
        return any(each.pattern.search(text) for each in likely)


@dataclass(frozen=True)
class Unable:
    """Says whether the one who writes cannot speak: `number` then comes before the rescuers'.

    `near` holds where somebody is dangerous only: elsewhere « il est à côté » is a patient.
    """

    number: str
    before: tuple[str, ...]
    rules: tuple[Rule, ...]
    near: tuple[Rule, ...]

    def first(self, numbers: tuple[str, ...], text: str, is_discreet: bool) -> tuple[str, ...]:
        """Return as many numbers, the one that is written to first when the text asks for it."""
        if not numbers or numbers[0] not in self.before:
            return numbers
        plain = normalise(text)
        grams = grams_of(plain)
        rules = (*self.rules, *self.near) if is_discreet else self.rules
        if any(each.may_be_in(grams) and each.pattern.search(f" {plain}") for each in rules):
            return tuple(dict.fromkeys([self.number, *numbers]))[:len(numbers)]
        return numbers


def grams_of(text: str) -> set[str]:
    """Return every run of four and of six letters in the text."""
    return {text[at:at + size] for size in (GRAM, LONG_GRAM) for at in range(len(text) - size + 1)}


def normalise(text: str) -> str:
    """Fold accents, case and SMS spellings; repeated letters are reduced to two."""
    squeezed = re.sub(r"(.)\1{2,}", r"\1\1", text)
    told = fold(squeezed).split(" ")
    return " ".join(
        word if word == STROKE and before in BEFORE_STROKE else _SMS.get(word, word)
        for before, word in zip(["", *told], told, strict=False))


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
        rules=tuple(_rule(part) for each in fields["patterns"] for part in _choices(each)),
        unless=tuple(_rule(each) for each in fields.get("unless") or ()),
    )


def read_unable(fields: dict[str, Any]) -> Unable:
    """Return who cannot speak. Raises re.error on a pattern that does not compile."""
    rules, near = (tuple(_rule(part) for each in fields.get(key, ()) for part in _choices(each))
                   for key in ("patterns", "near"))
    return Unable(str(fields.get("number", "")), tuple(map(str, fields.get("before", ()))),
                  rules, near)


def _rule(pattern: str) -> Rule:
    compiled = re.compile(rf" (?:{pattern})(?!\w)")
    needs = {frozenset(each[:LONG_GRAM] if len(each) >= LONG_GRAM else each[:GRAM] for each in need)
             for need in _needs(_parser.parse(pattern))}
    return Rule(compiled, tuple(sorted(needs, key=len)))


def _choices(pattern: str) -> list[str]:
    """Return the alternatives of a pattern, each of which is then looked for on its own."""
    depth, parts = 0, [""]
    for sign in re.findall(r"\\.|\[[^]]*\]|.", pattern):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _needs(parsed: Any) -> list[frozenset[str]]:
    """Return sets of pieces; every match holds one piece of each set."""
    found: list[frozenset[str]] = []
    run = ""
    for code, value in [*parsed, (None, None)]:
        if code is _parser.LITERAL:
            run += chr(value)
            continue
        if len(run) >= GRAM:
            found.append(frozenset({run}))
        run = ""
        if code is _parser.SUBPATTERN:
            found += _needs(value[3])
        elif code is _parser.BRANCH:
            parts = [_needs(each) for each in value[1]]
            if all(parts):
                found.append(frozenset().union(*(min(part, key=len) for part in parts)))
        elif code is _parser.MAX_REPEAT and value[0] > 0:
            found += _needs(value[2])
    return found
