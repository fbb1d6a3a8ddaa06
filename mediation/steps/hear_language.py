"""Hear the language: the words of this message, or what the conversation remembers."""

from dataclasses import replace

from knowledge.languages import FRENCH
from mediation.means import Means
from mediation.turn import Turn


async def hear_language(turn: Turn, means: Means) -> Turn:
    """Note the language of the turn when it is not French; after « Continuer en français », none.

    Words surely French are answered as French, and change nothing to what is remembered.
    """
    known = turn.talk.language
    if means.framing is None or known == FRENCH:
        return turn
    language = (means.framing.heard(turn.text) if turn.text else None) or known
    if language is None or language == FRENCH:
        return turn
    return replace(turn, language=language, talk=replace(turn.talk, language=language))
