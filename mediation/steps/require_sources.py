"""Require sources: nothing is said that no source supports."""

import structlog

from mediation import handoff
from mediation.means import Means
from mediation.outcome import Outcome
from mediation.said import Offer
from mediation.turn import Bubble, Draft, Turn

log = structlog.get_logger("mediation.require_sources")


async def require_sources(turn: Turn, means: Means) -> Turn:
    """Withdraw an answer that came without a source, and say so."""
    answer = turn.draft.answer if turn.draft else None
    if answer is None or answer.sources:
        return turn
    log.error("answer.withheld", turn_id=turn.id, entry_id=answer.entry_id)
    person = Offer(means.sentences.say("person"), handoff.OFFER)
    text = means.voice.sentence(Outcome.UNANSWERABLE_NO_SOURCE)
    return turn.settled(Draft(Outcome.UNANSWERABLE_NO_SOURCE, (Bubble(text, offers=(person,)),)))
