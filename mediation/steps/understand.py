"""Understand: ask the dialogue layer; without it, answer by retrieval alone and say so."""

import asyncio
from dataclasses import replace

import structlog

from bot.decision import Decision, Kind, PersonCause
from bot.situations.person import asks_for_person as wants_person
from mediation import handoff
from mediation.consent import asks_for_person, is_no, is_yes
from mediation.means import Means
from mediation.outcome import Outcome
from mediation.said import Said
from mediation.steps.choose import decision_of
from mediation.turn import Turn, draft_of
from mediation.wanted import asks_for_next, following_of

LIMIT_SECONDS = 10.0
DANGER_SECONDS = 3.0  # the numbers wait for nothing longer
FORGET_SECONDS = 1.0
NOTHING_FOUND = frozenset({Outcome.UNANSWERABLE_NO_SOURCE, Outcome.UNANSWERABLE_NOT_UNDERSTOOD})
log = structlog.get_logger("mediation.understand")


async def understand(turn: Turn, means: Means) -> Turn:
    """Answer a text: agreed or refused offers first, then what the dialogue layer decides."""
    agreed = await _to_the_offer(turn, means) or await _to_the_next_need(turn, means)
    if agreed is not None:
        return agreed
    try:
        async with asyncio.timeout(DANGER_SECONDS if turn.is_danger else LIMIT_SECONDS):
            reply = await means.bot.ask(turn.talk.id, turn.protected.masked, turn.id)
    except Exception as fault:  # BotUnavailable or anything else: the resident gets an answer
        return await _without_bot(turn, means, fault)
    return await _decided(replace(turn, decision=reply.decision), means, reply.decision,
                          reply.texts)


async def _to_the_offer(turn: Turn, means: Means) -> Turn | None:
    """Read a bare « oui » or « non » right after an offer, as the buttons would say it."""
    last, offered = turn.talk.last_outcome, turn.talk.offer
    if last is Outcome.HANDOFF_OFFERED and offered:
        if is_yes(turn.text):
            return await handoff.accept(turn, means, offered)
        if is_no(turn.text):
            return handoff.decline(turn, means)
    if last is Outcome.URGENT_SIGNPOSTED and is_yes(turn.text):
        return await handoff.offer(turn, means, PersonCause.URGENT.value)
    return None


async def _to_the_next_need(turn: Turn, means: Means) -> Turn | None:
    """Read « oui » or « passons à l'autre » after an answer, when another need was told."""
    following = following_of(turn.talk.needs)
    is_yes_to_it = turn.talk.last_outcome is Outcome.ANSWERED and is_yes(turn.text)
    if following is None or turn.is_danger or not (asks_for_next(turn.text) or is_yes_to_it):
        return None
    decision = decision_of(following.payload or "", turn)
    if decision is None:
        return None
    turn = replace(turn, decision=decision).settled(
        draft_of(means.voice.say(decision, (), turn.protected.urgent)))
    answer = turn.draft.answer if turn.draft else None
    if answer:
        await note(means, turn, answer.entry_id, answer.case_id)
    return turn


async def note(means: Means, turn: Turn, entry_id: str, case_id: str | None) -> None:
    """Tell the dialogue which entry is now the current one; a failure is only logged."""
    try:
        async with asyncio.timeout(FORGET_SECONDS):
            await means.bot.note_choice(turn.talk.id, entry_id, case_id)
    except Exception as fault:
        log.info("bot.choice_not_noted", turn_id=turn.id, cause=type(fault).__name__)


async def _decided(turn: Turn, means: Means, decision: Decision, texts: tuple[str, ...]) -> Turn:
    cause = (decision.cause or PersonCause.ASKED).value
    if decision.kind is Kind.ACCEPT_PERSON and turn.talk.offer:
        return await handoff.accept(turn, means, turn.talk.offer)
    is_offer = decision.kind is Kind.OFFER_PERSON and cause != PersonCause.ASKED.value
    if turn.is_danger and is_offer:
        # The numbers are the answer; a person stays one button away.
        return turn.settled(draft_of(means.voice.say(
            decision.model_copy(update={"kind": Kind.NO_SOURCE}), (), turn.protected.urgent)))
    if decision.kind in (Kind.OFFER_PERSON, Kind.ACCEPT_PERSON):
        first = ""
        if decision.cause is PersonCause.TWO_MISUNDERSTANDINGS:
            first = means.sentences.say("offer_twice_not_understood")
        return await handoff.offer(turn, means, cause, first)
    if decision.kind is Kind.DECLINE_PERSON:
        return handoff.decline(turn, means)
    is_second = decision.kind is Kind.NOT_UNDERSTOOD and turn.talk.misunderstandings >= 1
    if is_second and not turn.is_danger:
        return await handoff.offer(turn, means, PersonCause.TWO_MISUNDERSTANDINGS.value,
                                   means.sentences.say("offer_twice_not_understood"))
    said = means.voice.say(decision, texts, turn.protected.urgent)
    if said.outcome is Outcome.UNANSWERABLE_NO_SOURCE:
        said = await _official(turn, means, decision) or said
    return turn.settled(draft_of(said))


async def _official(turn: Turn, means: Means, decision: Decision) -> Said | None:
    """Return the card of an official fiche, when that tier is on and one is near enough.

    Only when our own fiches were searched (the decision says in which version): a missing index
    does not mean that they have no answer.
    """
    if means.official is None or not decision.versions:
        return None
    return await asyncio.to_thread(means.official.answer, turn.protected.masked)


async def _without_bot(turn: Turn, means: Means, fault: Exception) -> Turn:
    """Answer in reduced mode; the dialogue of this conversation is reset."""
    log.warning("bot.failed", turn_id=turn.id, cause=type(fault).__name__)
    await forget(means, turn.talk.id)
    turn = replace(turn, is_reduced=True, fault=type(fault).__name__)
    if asks_for_person(turn.text) or wants_person(turn.text):
        return await handoff.offer(turn, means, PersonCause.ASKED.value)
    decision, said = await asyncio.to_thread(
        means.voice.say_without_bot, turn.protected.masked, turn.talk.current_entry_id,
        turn.talk.place_insee)
    if decision.kind is Kind.NO_SOURCE:
        said = await _official(turn, means, decision) or said
    draft = draft_of(said)
    if said.outcome in NOTHING_FOUND:
        draft = replace(draft, outcome=Outcome.ERROR_BOT_UNAVAILABLE)
    return replace(turn, decision=decision).settled(draft)


async def forget(means: Means, conversation_id: str) -> None:
    """Reset the dialogue of a conversation; a failure is only logged."""
    try:
        async with asyncio.timeout(FORGET_SECONDS):
            await means.bot.forget(conversation_id)
    except Exception as fault:
        log.info("bot.not_forgotten", cause=type(fault).__name__)
