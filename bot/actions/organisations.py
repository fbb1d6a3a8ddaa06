"""Finds the organisation that a message names, by its names and aliases."""

import re

from bot.actions.parts import ActionParts
from retrieval.french import fold
from retrieval.normalise import normalise


def organisation_in(parts: ActionParts, text: str) -> str | None:
    """Return the key of the organisation with the longest name found in the words, or None."""
    words = _spaced(normalise(text))
    named = [
        (len(name), each.key)
        for each in parts.knowledge().repository.organisations.all()
        for name in (_spaced(each.short_name), _spaced(each.name), *map(_spaced, each.aliases))
        if name in words
    ]
    return max(named)[1] if named else None


def _spaced(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "
