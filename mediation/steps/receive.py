"""Receive: a repeated message gets its stored reply; text is cleaned; limits are kind."""

from dataclasses import replace

from mediation.answer import TurnReply
from mediation.cleaning import heard, is_wordless
from mediation.means import Means
from mediation.outcome import Holder, Outcome, Speaker
from mediation.said import Offer
from mediation.store import conversations
from mediation.turn import Bubble, CaseMove, Draft, Move, Turn


async def receive(turn: Turn, means: Means) -> Turn:
    """Settle at once what needs no understanding: repeated, too long, nothing to read."""
    repeated = await _already_answered(turn, means)
    if repeated is not None:
        return replace(turn, repeated=repeated)
    if turn.utterance.choice is not None:
        return turn
    text, rest = heard(turn.utterance.text or "")
    turn = replace(turn, text=text, rest=rest)
    if rest:
        return _kindly(turn, means, Outcome.REFUSED_TOO_LONG)
    if turn.talk.holder is Holder.ASSISTANT and is_wordless(turn.text):
        return _kindly(turn, means, Outcome.UNANSWERABLE_NOT_UNDERSTOOD)
    return turn


async def _already_answered(turn: Turn, means: Means) -> TurnReply | None:
    message_id = turn.utterance.channel_message_id
    if message_id is None:
        return None
    async with means.store.reading() as db:
        stored = await conversations.reply_to(db, turn.talk.id, turn.utterance.channel,
                                              message_id[:200])
    return TurnReply.model_validate(stored) if stored else None


def _kindly(turn: Turn, means: Means, outcome: Outcome) -> Turn:
    """Say the outcome's sentence: by the assistant, or by the system while a person holds."""
    if turn.talk.holder is not Holder.ASSISTANT:
        bubble = Bubble(means.voice.sentence(outcome), Speaker.SYSTEM)
        return turn.settled(Draft(outcome, (bubble,), move=CaseMove(Move.RELAY)))
    person = Offer(means.sentences.say("person"), "handoff:offer")
    bubble = Bubble(means.voice.sentence(outcome), offers=(person,))
    return turn.settled(Draft(outcome, (bubble,)))
