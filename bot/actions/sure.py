"""When retrieval is sure enough to answer although the intent says otherwise."""

from bot.actions.turn import Turn
from retrieval.query import Band, Found

SURE_CONFIDENCE = 0.85
WEAK_INTENT = 0.35


def overrules(found: Found | None, turn: Turn) -> bool:
    """Say whether what was found overrules the intent: very sure, or the intent was weak."""
    if found is None or found.best is None or found.band is not Band.ANSWER:
        return False
    return found.confidence >= SURE_CONFIDENCE or turn.scores.get(turn.intent, 0.0) < WEAK_INTENT
