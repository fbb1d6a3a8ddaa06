"""One resident's message, from its reception to its writing: the file to read first."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import structlog

from mediation.answer import Button, Message, TurnReply
from mediation.cleaning import heard
from mediation.means import Means
from mediation.outcome import Holder, Outcome, Speaker
from mediation.presence import way_out
from mediation.reply import with_code
from mediation.said import Offer
from mediation.steps.choose import choose
from mediation.steps.commit import commit
from mediation.steps.hear_language import hear_language
from mediation.steps.meet_language import meet_language
from mediation.steps.protect import protect
from mediation.steps.reach import reach
from mediation.steps.receive import receive
from mediation.steps.relay import relay
from mediation.steps.require_sources import require_sources
from mediation.steps.tell_hidden import tell_hidden
from mediation.steps.understand import forget, understand
from mediation.store import conversations
from mediation.store.database import AlreadyWritten
from mediation.talk import HolderChanged, UnknownConversation
from mediation.turn import Bubble, Draft, Move, Turn

log = structlog.get_logger("mediation.pipeline")


@dataclass(frozen=True)
class Step:
    """One step. Once a turn is settled, only the steps `even_settled` still run."""

    run: Callable[[Turn, Means], Awaitable[Turn]]
    even_settled: bool = False


STEPS = (
    Step(receive),
    Step(reach),
    Step(protect, even_settled=True),
    Step(hear_language),
    Step(relay),
    Step(choose),
    Step(understand),
    Step(require_sources, even_settled=True),
    Step(tell_hidden, even_settled=True),
    Step(meet_language, even_settled=True),
)  # then commit, which writes the turn once
TRIES = 3


async def answer(turn: Turn, means: Means) -> TurnReply:
    """Return the reply to a turn. Raises UnknownConversation, or StoreUnavailable on reading."""
    for _ in range(TRIES):
        settled = await _through_steps(turn, means)
        if settled.repeated is not None:
            case = turn.talk.case
            return with_code(settled.repeated,
                             means.sealer.open(case.sealed_code) if case else None)
        try:
            return await _written(settled, means)
        except (HolderChanged, AlreadyWritten) as fault:
            log.info("turn.restarted", turn_id=turn.id, cause=type(fault).__name__)
            async with means.store.reading() as db:
                turn = replace(turn, talk=await conversations.load(db, turn.talk.id))
        except UnknownConversation:
            raise
        except Exception as fault:  # the database is locked or gone: say so, keep nothing
            return unsaved(settled, means, fault)
    return unsaved(settled, means, HolderChanged(turn.talk.id))


async def _through_steps(turn: Turn, means: Means) -> Turn:
    for step in STEPS:
        if turn.repeated is not None or (turn.draft is not None and not step.even_settled):
            continue
        started = time.perf_counter()
        try:
            turn = await step.run(turn, means)
        except Exception as fault:  # logged by its type only: a message may quote people
            log.error("turn.failed", turn_id=turn.id, step=step.run.__name__,
                      cause=type(fault).__name__)
            await forget(means, turn.talk.id)
            turn = replace(turn, fault=type(fault).__name__).settled(_unexpected(turn, means))
        took = round((time.perf_counter() - started) * 1000, 2)
        turn = replace(turn, durations_ms={**turn.durations_ms, step.run.__name__: took})
    return turn


async def _written(turn: Turn, means: Means) -> TurnReply:
    draft = turn.draft or _unexpected(turn, means)
    if draft.outcome is Outcome.ERROR_UNEXPECTED:  # sent again, the message is tried again
        turn = replace(turn, utterance=replace(turn.utterance, channel_message_id=None))
    reply = await commit(turn, draft, means)
    _tell_desk(turn, draft, means)
    log.info("turn.committed", turn_id=turn.id, outcome=reply.outcome.value,
             holder=reply.holder.value, is_reduced=turn.is_reduced, **turn.durations_ms)
    return reply


def _tell_desk(turn: Turn, draft: Draft, means: Means) -> None:
    """Tell the mediators that someone waits, or asks to be called; after the writing."""
    case, move = turn.talk.case, draft.move
    if case is None or move is None:
        return
    if move.move is Move.QUEUE:
        means.notices.tell("case.waiting", case.id)
    elif move.move is Move.RELAY and case.claimed_by:
        means.notices.tell("case.answered", case.id, case.claimed_by)
    elif draft.asks_callback:
        means.notices.tell("callback.asked", case.id)


async def unread(turn: Turn, means: Means, fault: Exception) -> TurnReply:
    """Answer when not even the conversation could be read."""
    try:
        text, rest = heard(turn.utterance.text or "")
        turn = await protect(replace(turn, text=text, rest=rest), means)
    except Exception as blind:
        log.error("turn.not_protected", turn_id=turn.id, cause=type(blind).__name__)
    return unsaved(turn, means, fault)


def unsaved(turn: Turn, means: Means, fault: Exception) -> TurnReply:
    """Return the sentence of an incident that could not even be written; danger still first."""
    log.error("turn.not_written", turn_id=turn.id, cause=type(fault).__name__)
    messages = [
        Message(speaker=bubble.speaker, text=bubble.text, buttons=tuple(
            Button(label=each.label, choice=each.payload) for each in bubble.offers))
        for bubble in _unexpected(turn, means).bubbles]
    if turn.is_danger and turn.protected.calm:
        messages.insert(0, Message(speaker=Speaker.SYSTEM, text=turn.protected.calm))
    return TurnReply(turn_id=turn.id, outcome=Outcome.ERROR_UNEXPECTED, holder=turn.talk.holder,
                     messages=tuple(messages), urgent=turn.protected.urgent, is_stored=False)


def _unexpected(turn: Turn, means: Means) -> Draft:
    """Say that something went wrong here, and who can help."""
    try:
        text = means.voice.sentence(Outcome.ERROR_UNEXPECTED)
    except Exception:  # the voice itself may be what broke
        text = means.sentences.say("unexpected")
    if means.presence.place.phone:
        text = f"{text} {way_out(means.presence.place, means.sentences)}"
    is_assistant = turn.talk.holder is Holder.ASSISTANT
    offers = (Offer(means.sentences.say("person"), "handoff:offer"),) if is_assistant else ()
    speaker = Speaker.ASSISTANT if is_assistant else Speaker.SYSTEM
    return Draft(Outcome.ERROR_UNEXPECTED, (Bubble(text, speaker, offers),))
