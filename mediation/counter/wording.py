"""Desk words made searchable: « elle a perdu son travail, et le loyer » in first-person parts."""

import re

from bot.actions.needs import clauses
from retrieval.french import terms

MOST_PARTS = 6
_CUT = re.compile(r"\s*[,;:+/]\s*|\s+(?:et|puis)\s+", re.IGNORECASE)
_SAID_OF_ANOTHER = tuple((re.compile(pattern, re.IGNORECASE), word) for pattern, word in (
    (r"\b(?:il|elle) (?=faut\b|y a\b)", "il "),
    (r"\bchez (?:lui|elle|eux)\b", "chez moi"), (r"\b(?:il|elle) n'a\b", "je n'ai"),
    (r"\b(?:il|elle) a\b", "j'ai"),
    (r"\b(?:il|elle) n'est\b", "je ne suis"), (r"\b(?:il|elle) est\b", "je suis"),
    (r"\b(?:il|elle) s'est\b", "je me suis"), (r"\b(?:il|elle) vient\b", "je viens"),
    (r"\b(?:il|elle) veut\b", "je veux"), (r"\b(?:il|elle) peut\b", "je peux"),
    (r"\b(?:il|elle) doit\b", "je dois"), (r"\b(?:il|elle) va\b", "je vais"),
    (r"\b(?:ils|elles) ont\b", "nous avons"), (r"\b(?:ils|elles) sont\b", "nous sommes"),
    (r"\b(?:il|elle)\b(?! faut| y a)", "je"), (r"\bse\b", "me"),
    (r"\blui\b(?=\s\w+e\b)", "me"), (r"\b(?:ils|elles) viennent\b", "nous venons"),
    (r"\bson\b", "mon"), (r"\bsa\b", "ma"), (r"\bses\b", "mes"), (r"\bleurs\b", "nos"),
    (r"\bleur\b", "notre")))


def as_said_by_the_person(words: str) -> str:
    """Return the words as the person would say them: the wordings of the base are theirs."""
    for pattern, word in _SAID_OF_ANOTHER:
        words = pattern.sub(word, words)
    return words


def parts_of(words: str) -> tuple[str, ...]:
    """Return the parts that may each be a need; () for a single one."""
    small = [each.strip(" .!?") for each in _CUT.split(words)]
    found = [*clauses(words), *(each for each in small if terms(each))]
    parts = tuple(dict.fromkeys(each for each in found if each != words.strip()))
    return parts[:MOST_PARTS] if len(parts) > 1 else ()
