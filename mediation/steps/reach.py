"""Reach: how the person wants an answer; a number typed for it never goes any further."""

from dataclasses import replace

from mediation import handoff
from mediation.callbacks import asking
from mediation.callbacks.saying import REACH
from mediation.means import Means
from mediation.outcome import CaseStatus, Holder
from mediation.store import callbacks, conversations
from mediation.turn import Turn


async def reach(turn: Turn, means: Means) -> Turn:
    """Settle what is about being called back; leave everything else as it is."""
    case = turn.talk.case
    if case is None or case.status is CaseStatus.OFFERED:
        return turn
    choice = turn.utterance.choice
    async with means.store.reading() as db:
        asked = await callbacks.of_case(db, case.id)
        known = await conversations.choice(db, turn.talk.id, choice) if choice else None
    if known and known.payload.startswith(REACH) and turn.talk.holder is not Holder.MEDIATOR:
        return await asking.pressed(replace(turn, chosen=known.label), means, known.payload,
                                    case, asked)
    if choice in handoff.LITERALS and turn.talk.holder is Holder.ASSISTANT:
        label = "reach_cancel" if choice == handoff.DECLINE else "person"
        turn = replace(turn, chosen=means.sentences.say(label))
        if choice == handoff.DECLINE:
            return handoff.cancel(turn, means)
        return await asking.standing(turn, means, case, asked)
    if choice or asked is None or turn.talk.holder is Holder.MEDIATOR:
        return turn
    if asked.is_awaited and asking.wants_out(turn):
        return handoff.cancel(turn, means)
    return (await asking.heard(turn, means, case, asked) or turn) if asked.is_awaited else turn
