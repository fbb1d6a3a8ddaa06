"""Shows an imported text under today's names, marked « à confirmer »."""

import re
import unicodedata
from functools import cache

from knowledge.checks.names import stale_names

TO_CONFIRM = "(à confirmer)"
_NOTHING_NOW = re.compile(r"\brien\b")  # the rule is gone: there is no new name to write


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str | None], ...]:
    return tuple((re.compile(each.pattern),
                  None if _NOTHING_NOW.search(each.now) else each.now)
                 for each in stale_names())


def todays(text: str) -> str:
    """Return the text with today's names; a name that replaces another is « à confirmer », once.

    A rule that is gone keeps its words, marked too.
    """
    for rule, now in _rules():
        folded, pieces, at, is_first = _folded(text), [], 0, True
        for found in rule.finditer(folded):
            start, end = found.span()
            shown = text[start:end] if now is None else _cased(now, text[start:end])
            end += _overlap(shown, folded[end:])
            pieces += [text[at:start], shown, f" {TO_CONFIRM}" if is_first else ""]
            at, is_first = end, False
        if at:
            text = "".join((*pieces, text[at:])).replace(f"{TO_CONFIRM} ({now})", TO_CONFIRM)
    return text


def is_stale(text: str) -> bool:
    """Say whether a text speaks of a former name or of a rule that is gone."""
    folded = _folded(text)
    return any(rule.search(folded) for rule, _ in _rules())


def _folded(text: str) -> str:
    """Lower-case without accents, one character for one, so that places stay the same."""
    plain = (unicodedata.normalize("NFD", each)[0].lower()[0] for each in text)
    return "".join("'" if each == "’" else " " if each == "\u00a0" else each for each in plain)


def _cased(name: str, former: str) -> str:
    """Keep the capital of a sentence's first word; an acronym's capitals say nothing."""
    is_capital = former[:1].isupper() and not former.isupper() and "-" not in former
    return name[0].upper() + name[1:] if is_capital else name


def _overlap(shown: str, after: str) -> int:
    """Return how much of what follows the new name already says (« … de justice »)."""
    words = _folded(shown).split()
    for count in (3, 2, 1):
        tail = " " + " ".join(words[-count:])
        if len(words) > count and after.startswith(tail):
            return len(tail)
    return 0
