"""Relay: a conversation held by the queue or a mediator goes to them; the robot is silent."""

from dataclasses import replace

from mediation import handoff
from mediation.case import OpenCase
from mediation.means import Means
from mediation.outcome import CaseStatus, Holder, Outcome, Speaker
from mediation.said import Offer
from mediation.steps.choose import unknown_choice
from mediation.store import conversations
from mediation.turn import Bubble, CaseMove, Draft, Move, Turn


async def relay(turn: Turn, means: Means) -> Turn:
    """Pass the message on when a person holds; otherwise leave the turn as it is."""
    if turn.talk.holder is Holder.ASSISTANT or turn.talk.case is None:
        return turn
    case = turn.talk.case
    choice = turn.utterance.choice
    if choice in handoff.LITERALS:
        return await _at_the_queue(turn, means, case, choice)
    if choice is not None:
        async with means.store.reading() as db:
            known = await conversations.choice(db, turn.talk.id, choice)
        turn = replace(turn, chosen=known.label) if known else unknown_choice(turn)
    view = await handoff.waiting_view(turn, means, case)
    says_something = bool(turn.text or turn.chosen)
    tells = case.status is CaseStatus.WAITING and not case.is_position_told and says_something
    bubbles = await _joined(turn, means) if tells else ()
    return turn.settled(Draft(Outcome.HANDOFF_RELAYED, bubbles, case=view,
                              move=CaseMove(Move.RELAY, tells_position=tells)))


async def _joined(turn: Turn, means: Means) -> tuple[Bubble, ...]:
    """Say that the words are joined, once, and ask again how to reach the person."""
    ways = await handoff.waiting_ways(turn, means)
    offers = ways.offers if ways else ()
    return (Bubble(means.sentences.say("joined_to_case"), Speaker.SYSTEM, offers),)


async def _at_the_queue(turn: Turn, means: Means, case: OpenCase, choice: str | None) -> Turn:
    """Answer the hand-over's own buttons: leave the queue, or hear where one stands."""
    if turn.talk.holder is Holder.MEDIATOR:
        return turn.settled(Draft(Outcome.HANDOFF_RELAYED,
                                  case=await handoff.waiting_view(turn, means, case)))
    if choice == handoff.DECLINE:
        return handoff.cancel(turn, means)
    ways = await handoff.waiting_ways(turn, means)
    offers = ways.offers if ways else (Offer(means.sentences.say("cancel"), handoff.DECLINE),)
    bubble = Bubble(means.sentences.say("still_waiting"), Speaker.SYSTEM, offers)
    return turn.settled(Draft(Outcome.HANDOFF_QUEUED, (bubble,),
                              case=await handoff.waiting_view(turn, means, case)))
