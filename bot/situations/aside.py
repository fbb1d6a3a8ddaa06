"""Sets aside what a message says of the person, to search for what is asked."""

import re

from bot.situations.known import heard_words, situations_in
from retrieval.french import terms

FEWEST_TERMS = 2
_CUT = re.compile(r"[.!?;,\n]+|\s+(?:et|mais|donc|puis)\s+", re.IGNORECASE)


def question_alone(text: str) -> str | None:
    """Return the message without the clauses that tell a situation.

    None when no clause tells one, or when too little is left to search for.
    """
    clauses = [each.strip() for each in _CUT.split(text) if each and each.strip()]
    asked = [each for each in clauses if not situations_in(heard_words(each))]
    left = ", ".join(asked)
    if len(asked) == len(clauses) or len(set(terms(left))) < FEWEST_TERMS:
        return None
    return left
