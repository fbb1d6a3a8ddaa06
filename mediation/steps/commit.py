"""Commit: the turn, its events, its outbox rows and the case, in one transaction."""

import secrets
from datetime import datetime, timedelta

from bot.decision import Kind
from mediation.answer import TurnReply
from mediation.case import Result, priority_of, priority_of_level
from mediation.means import Means
from mediation.outcome import CaseStatus, Holder, Outcome, Speaker
from mediation.pressure import pressure_in
from mediation.reply import Mint, compose, joined_text, speaker_of, without_code
from mediation.store import callbacks, cases, conversations, events, retention, rounds, turns
from mediation.store.conversation_rows import ConversationRow
from mediation.store.database import Db
from mediation.talk import HolderChanged
from mediation.turn import CaseMove, Draft, Move, Turn
from mediation.wanted import carried, to_keep

SEALED_AFTER_CLOSING = timedelta(hours=72)
SEALED_AT_MOST = timedelta(days=30)
CODE_LASTS = timedelta(hours=72)
BEGINNING = 200


async def commit(turn: Turn, draft: Draft, means: Means) -> TurnReply:
    """Write everything once and return the reply.

    Raises HolderChanged when someone took the conversation meanwhile, AlreadyWritten for a
    message answered meanwhile, UnknownConversation when erased, StoreUnavailable.
    """
    mint = Mint()
    draft = carried(draft, turn.talk.needs)
    reply = compose(turn, draft, means, mint)
    async with means.store.writing() as db:
        row = await conversations.lock(db, turn.talk.id)
        if row.holder != turn.talk.holder.value:
            raise HolderChanged(turn.talk.id)
        turns.add(db, turn, without_code(reply), turn.durations_ms)
        await db.flush()
        _add_events(db, row, turn, reply, means)
        _remember(row, turn, reply)
        if draft.answer:
            row.needs = to_keep(draft.wanted)
        _count_round(db, turn)
        turns.add_choices(db, turn.talk.id, mint.minted)
        await _move_case(db, row, turn, draft, means)
        row.holder = reply.holder.value
    return reply


def _add_events(db: Db, row: ConversationRow, turn: Turn, reply: TurnReply, means: Means) -> None:
    words = turn.protected.masked or turn.chosen
    if reply.outcome is Outcome.REFUSED_TOO_LONG and words:
        words = f"{words[:BEGINNING].rstrip()}… {means.sentences.say('not_stored')}"
    is_held = turn.talk.holder is not Holder.ASSISTANT
    clear = turn.protected.clear if is_held else None
    if words:
        events.add(db, row, events.Event(
            Speaker.RESIDENT, words, turn.id, box=means.sealer.seal(clear) if clear else None,
            purge_after=turn.at + SEALED_AT_MOST), turn.at)
    if reply.messages:
        events.add(db, row, events.Event(speaker_of(reply), joined_text(reply), turn.id,
                                         is_reply=True), turn.at)


def _remember(row: ConversationRow, turn: Turn, reply: TurnReply) -> None:
    """Keep what the next turn needs: language, entry, place, the gravest urgency…"""
    row.language = turn.language or row.language
    row.framed_language = turn.framed or row.framed_language
    if reply.answer:
        row.current_entry_id = reply.answer.entry_id
    place = turn.decision.place if turn.decision else None
    if reply.answer and reply.answer.place:
        row.place_insee, row.place_name = reply.answer.place.insee, reply.answer.place.name
    elif place and place.insee:
        row.place_insee, row.place_name = place.insee, place.name
    is_missed = reply.outcome is Outcome.UNANSWERABLE_NOT_UNDERSTOOD and bool(turn.decision)
    if is_missed:
        row.misunderstandings += 1
    elif turn.decision or turn.utterance.choice:
        row.misunderstandings = 0
    row.last_outcome = reply.outcome.value
    urgent = turn.protected.urgent
    if urgent and (row.urgent_level != "danger" or urgent.level == "danger"):
        row.urgent_kind, row.urgent_level = urgent.kind, urgent.level
    elif row.urgent_level is None and (kind := pressure_in(turn)):
        row.urgent_kind, row.urgent_level = kind, "important"


def _count_round(db: Db, turn: Turn) -> None:
    """Count the pair of offices that send the person around, apart from the person."""
    if turn.decision and turn.decision.kind is Kind.BACK_AND_FORTH:
        rounds.add(db, turn.decision.offices, turn.at)


async def _move_case(db: Db, row: ConversationRow, turn: Turn, draft: Draft,
                     means: Means) -> None:
    move, case, urgent = draft.move, turn.talk.case, turn.protected.urgent
    if move is None:
        if turn.is_danger and case and case.status is not CaseStatus.OFFERED:
            await cases.hurry(db, case.id, turn.at)
        return
    match move.move:
        case Move.OFFER:
            entry = means.entry_of(row.current_entry_id) if row.current_entry_id else None
            await cases.offer(db, row, cases.NewCase(
                id=secrets.token_hex(12), cause=move.cause, brief=move.brief,
                priority=priority_of_level(row.urgent_level),
                domain=entry.domain.value if entry else None), turn.at)
        case Move.QUEUE if case and move.code:
            sealed = (means.sealer.seal(move.code), means.sealer.digest(move.code))
            await cases.queue(db, case.id, move.brief, sealed, _code_ends(turn, move), turn.at)
        case Move.CALL_BACK if case and move.callback:
            if not await callbacks.may_change(db, case.id):
                raise HolderChanged(turn.talk.id)
            await callbacks.put(db, move.callback)
            if move.code:
                await callbacks.set_code(db, case.id, (means.sealer.seal(move.code),
                                                       means.sealer.digest(move.code)))
            if move.code_until:
                await callbacks.keep_code(db, case.id, _code_ends(turn, move))
            if urgent:
                await cases.relay(db, case.id, max(case.priority, priority_of(urgent)),
                                  urgent.kind, False, turn.at)
        case Move.RELAY if case:
            await cases.relay(db, case.id, max(case.priority, priority_of(urgent)),
                              urgent.kind if urgent else None, move.tells_position, turn.at)
        case Move.DECLINE | Move.CANCEL:
            result = Result.DECLINED if move.move is Move.DECLINE else Result.CANCELLED
            await cases.close_own(db, row.id, result, turn.at)
            await callbacks.drop(db, row.id)
            await retention.schedule_sealed(db, row.id, turn.at + SEALED_AFTER_CLOSING)


def _code_ends(turn: Turn, move: CaseMove) -> datetime:
    """Return when the code ends: later than usual when the desk opens later."""
    usual = turn.at + CODE_LASTS
    return max(usual, move.code_until) if move.code_until else usual
