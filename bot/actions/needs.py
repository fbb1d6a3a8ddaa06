"""Splits a message that holds several needs into clauses, by plain connectors."""

import re

from retrieval.french import terms

MOST = 5
FEWEST_TERMS = 2
_BREAK = re.compile(
    r"[.!?;\n]+"
    r"|,?\s+(?:et\s+)?(?:puis|aussi|en plus|également|ensuite|par ailleurs)\s+"
    r"|,?\s+et\s+(?=(?:je|j'|j’|on|il|elle|mon|ma|mes|nous|comment|que|qui|où|quel|le|la|les|l')\b)"
    r"|,\s+(?=(?:je|j'|j’|on|mon|ma|mes|nous|comment)\b)",
    re.IGNORECASE,
)


def clauses(text: str) -> tuple[str, ...]:
    """Return the clauses that hold a subject, in order, at most five; () for a single need."""
    parts = [part.strip() for part in _BREAK.split(text) if part and part.strip()]
    full = [part for part in parts if len(set(terms(part))) >= FEWEST_TERMS]
    return tuple(full[:MOST]) if len(full) > 1 else ()
