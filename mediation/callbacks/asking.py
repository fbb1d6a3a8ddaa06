"""Asks how to reach the person, and keeps their number out of the history and the dialogue."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from mediation import minors
from mediation.callbacks import saying
from mediation.callbacks.due import next_day
from mediation.callbacks.reading import contact_in, is_attempt, is_bare, moment_in
from mediation.callbacks.shapes import (
    WITH_CONTACT,
    Callback,
    Contact,
    Moment,
    State,
    Way,
    end_of,
)
from mediation.case import OpenCase
from mediation.case_view import view
from mediation.consent import asks_to_cancel, is_no
from mediation.desk_code import free_code
from mediation.means import Means
from mediation.outcome import Holder, Outcome
from mediation.presence import Look
from mediation.protection import Protected
from mediation.store import turns
from mediation.turn import Bubble, CaseMove, Draft, Move, Turn

CODE_AFTER_DESK = timedelta(hours=48)


async def look_for(turn: Turn, means: Means) -> Look:
    """Return who is there, at the desk that serves this conversation."""
    entry = means.entry_of(turn.talk.current_entry_id) if turn.talk.current_entry_id else None
    return await means.presence.look(turn.talk.place_insee, entry.domain.value if entry else None)


async def was_child(turn: Turn, means: Means) -> bool:
    """Say whether a child writes: only a number to call back is then kept."""
    async with means.store.reading() as db:
        past = await turns.recent(db, turn.talk.id)
    return minors.was_child([*(each.text for each in past), turn.text])


async def pressed(turn: Turn, means: Means, payload: str, case: OpenCase,
                  asked: Callback | None) -> Turn:
    """Answer a button: a way, a moment, another way, a correction."""
    look = await look_for(turn, means)
    match payload.split(":")[1:]:
        case ["way", way]:
            return await _chosen(turn, means, Way(way), case, asked)
        case ["moment", moment] if asked and asked.state is State.OPEN:
            return _at(turn, means, Moment(moment), case, asked, look)
        case ["contact"] if asked:
            is_child = await was_child(turn, means)
            bubble = saying.ask_contact(means.sentences, asked.way, is_child, asked.ends_at)
            return _said(turn, means, bubble, case, look, asked, "contact")
    ways = saying.ways_for(turn.talk.channel, await was_child(turn, means))
    bubble = saying.how(means.sentences, ways, "reach_how_again")
    return _said(turn, means, bubble, case, look, asked, "how")


async def heard(turn: Turn, means: Means, case: OpenCase, asked: Callback) -> Turn | None:
    """Read a contact or a moment where one is awaited; None when the words are something else."""
    contact = contact_in(turn.text)
    awaits = asked.way in WITH_CONTACT and (
        asked.state is State.ASKING or turn.talk.last_outcome is Outcome.HANDOFF_QUEUED)
    if contact and contact.way is Way.EMAIL and asked.is_child:
        contact = None
    if contact and asked.way in WITH_CONTACT and (awaits or is_bare(contact)):
        return await _noted(turn, means, contact, case, asked)
    look = await look_for(turn, means)
    if awaits and is_attempt(turn.text):
        attempt = await _kept_out(turn, means, means.sentences.say("contact_attempt"))
        return _said(attempt, means, saying.incomplete(means.sentences, asked.way), case, look,
                     asked, "contact")
    if asked.state is State.ASKING and is_no(turn.text):
        return await pressed(turn, means, saying.HOW, case, asked)
    moment = moment_in(turn.text)
    if moment and asked.state is State.OPEN and asked.way is Way.PHONE and (
            turn.talk.last_outcome is Outcome.HANDOFF_QUEUED):
        return _at(turn, means, moment, case, asked, look)
    return None


def wants_out(turn: Turn) -> bool:
    """Say whether the words take the request back."""
    return bool(turn.text) and asks_to_cancel(turn.text)


async def standing(turn: Turn, means: Means, case: OpenCase, asked: Callback | None) -> Turn:
    """Say where the request stands, instead of making a second one."""
    look, is_child = await look_for(turn, means), await was_child(turn, means)
    live = asked if asked and asked.state is State.OPEN else None
    bubble = saying.standing(means, live, look, case.status.value != "waiting",
                             turn.talk.channel, is_child)
    return _said(turn, means, bubble, case, look, live, "set" if live else "how")


async def _chosen(turn: Turn, means: Means, way: Way, case: OpenCase,
                  asked: Callback | None) -> Turn:
    look, is_child = await look_for(turn, means), await was_child(turn, means)
    callback = Callback(way, State.ASKING, turn.at, end_of(is_child, turn.at), is_child=is_child,
                        case_id=case.id, conversation_id=turn.talk.id)
    if way in WITH_CONTACT:
        bubble = saying.ask_contact(means.sentences, way, is_child, callback.ends_at)
        if asked and asked.state is State.OPEN and asked.contact:  # kept until the other comes
            return _said(turn, means, bubble, case, look, replace(asked, way=way), "contact")
        return _said(turn, means, bubble, case, look, callback, "contact", writes=True)
    day = next_day(look, turn.at)
    callback = replace(callback, state=State.OPEN, due_at=day.ends_at if day else None)
    until = code_end(turn.at, look) if way is Way.DESK else None
    bubble = saying.settled(means, callback, look, turn.talk.channel, turn.at, until)
    turn = _said(turn, means, bubble, case, look, callback, "set", writes=True,
                 holder=Holder.ASSISTANT, code_until=until)
    if way is Way.DESK and case.sealed_code is None:  # the former code ended
        return await _with_new_code(turn, means)
    return turn


async def _with_new_code(turn: Turn, means: Means) -> Turn:
    draft, code = turn.draft, await free_code(means, turn.at)
    if draft is None or draft.move is None or draft.case is None:
        return turn
    shown = draft.case.model_copy(update={"code": code})
    return turn.settled(replace(draft, case=shown, move=replace(draft.move, code=code)))


async def _noted(turn: Turn, means: Means, contact: Contact, case: OpenCase,
                 asked: Callback) -> Turn:
    """Seal the contact and say its end only; the clear words go nowhere else."""
    look = await look_for(turn, means)
    is_child = asked.is_child or await was_child(turn, means)
    if is_child:
        contact = replace(contact, note="")
    day = next_day(look, turn.at, asked.moment)
    callback = replace(
        asked, way=contact.way, state=State.OPEN, contact=means.sealer.seal(contact.packed()),
        is_child=is_child, ends_at=end_of(is_child, turn.at), due_at=day.ends_at if day else None,
        case_id=case.id, conversation_id=turn.talk.id)
    shown = saying.label_of(means.sentences, contact)
    turn = await _kept_out(turn, means, shown[:1].upper() + shown[1:])
    is_call = contact.way is Way.PHONE and asked.moment is None
    bubble = saying.noted(means.sentences, contact) if is_call else saying.settled(
        means, callback, look, turn.talk.channel, turn.at)
    return _said(turn, means, bubble, case, look, callback, "moment" if is_call else "set",
                 writes=True, holder=_after(turn))


def _at(turn: Turn, means: Means, moment: Moment, case: OpenCase, asked: Callback,
        look: Look) -> Turn:
    day = next_day(look, turn.at, moment)
    callback = replace(asked, moment=moment, due_at=day.ends_at if day else None)
    bubble = saying.settled(means, callback, look, turn.talk.channel, turn.at)
    return _said(turn, means, bubble, case, look, callback, "set", writes=True)


async def _kept_out(turn: Turn, means: Means, label: str) -> Turn:
    """Put a label in the place of the words; a danger told beside a number is still heard."""
    urgent, calm = await asyncio.to_thread(means.protector.watch, turn.text)
    return replace(turn, text="", chosen=label,
                   protected=Protected(masked="", urgent=urgent, calm=calm))


def code_end(now: datetime, look: Look) -> datetime | None:
    """Return when the code of the desk ends: some days after the next opening."""
    day = next_day(look, now)
    return day.ends_at + CODE_AFTER_DESK if day else None


def _after(turn: Turn) -> Holder | None:
    """Give the conversation back to the assistant, unless a mediator is writing in it."""
    return None if turn.talk.holder is Holder.MEDIATOR else Holder.ASSISTANT


def _said(turn: Turn, means: Means, bubble: Bubble, case: OpenCase, look: Look,
          callback: Callback | None, stage: str, writes: bool = False,
          holder: Holder | None = None, code_until: datetime | None = None) -> Turn:
    code = means.sealer.open(case.sealed_code)
    shown = view(case.status, look, case.brief, None, code,
                 saying.reach_view(means, callback, stage))
    move = CaseMove(Move.CALL_BACK, callback=callback, code_until=code_until) if writes else None
    return turn.settled(Draft(Outcome.HANDOFF_QUEUED, (bubble,), holder=holder, case=shown,
                              move=move))
