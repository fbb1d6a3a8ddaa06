"""The hand-over, in two turns: an honest offer with its brief, then the queue, or back."""

import secrets
from dataclasses import replace

from bot.decision import PersonCause
from mediation.answer import BriefLine, CaseView
from mediation.brief import build_brief, strike
from mediation.case import OpenCase, priority_of
from mediation.means import Means
from mediation.outcome import CaseStatus, Holder, Outcome, Speaker
from mediation.presence import Look, presence_text
from mediation.pressure import SENT_AROUND
from mediation.said import Offer
from mediation.store import cases, turns
from mediation.turn import Bubble, CaseMove, Draft, Move, Turn

OFFER, ACCEPT, DECLINE = "handoff:offer", "handoff:accept", "handoff:decline"
LITERALS = frozenset({OFFER, ACCEPT, DECLINE})


async def offer(turn: Turn, means: Means, cause: str, first: str = "") -> Turn:
    """Offer a person: who is there, the brief, and two buttons. Nothing is passed on yet."""
    look = await means.presence.look()
    async with means.store.reading() as db:
        past = await turns.recent(db, turn.talk.id)
    urgent = turn.protected.urgent
    talk = replace(turn.talk, urgent_level=urgent.level) if urgent else turn.talk
    if cause == PersonCause.ASKED.value and talk.urgent_kind == SENT_AROUND:
        cause = PersonCause.SENT_AROUND.value
    brief = build_brief(talk, past, cause, means.sentences, means.entry_of)
    honest = presence_text(look, means.presence.place, means.sentences)
    buttons = (Offer(means.sentences.say("agree"), ACCEPT),
               Offer(means.sentences.say("refuse"), DECLINE))
    texts = [first, honest] if first else [honest]
    bubbles = (*map(Bubble, texts),
               Bubble(means.voice.sentence(Outcome.HANDOFF_OFFERED), offers=buttons))
    return turn.settled(Draft(
        Outcome.HANDOFF_OFFERED, bubbles, case=view(CaseStatus.OFFERED, look, brief),
        move=CaseMove(Move.OFFER, cause, brief)))


async def accept(turn: Turn, means: Means, offered: OpenCase) -> Turn:
    """Put the case in the queue with the brief agreed to, and a code to say at the desk."""
    look = await means.presence.look()
    brief = strike(offered.brief, turn.utterance.strike)
    priority = max(offered.priority, priority_of(turn.protected.urgent))
    async with means.store.reading() as db:
        position = await cases.ahead(db, priority) + 1
    code = await _free_code(means, turn)
    honest = presence_text(look, means.presence.place, means.sentences)
    text = f"{means.voice.sentence(Outcome.HANDOFF_QUEUED)} {honest}"
    cancel = Offer(means.sentences.say("cancel"), DECLINE)
    return turn.settled(Draft(
        Outcome.HANDOFF_QUEUED, (Bubble(text, offers=(cancel,)),), holder=Holder.QUEUE,
        case=view(CaseStatus.WAITING, look, brief, position, code),
        move=CaseMove(Move.QUEUE, brief=brief, code=code)))


def decline(turn: Turn, means: Means) -> Turn:
    """Go on with the assistant; an offered case is closed as declined."""
    if turn.talk.offer is None:
        return turn.settled(Draft(Outcome.SMALL_TALK, (
            Bubble(means.sentences.say("nothing_to_decline")),)))
    return turn.settled(Draft(Outcome.SMALL_TALK, (Bubble(means.sentences.say("declined")),),
                              move=CaseMove(Move.DECLINE)))


def cancel(turn: Turn, means: Means) -> Turn:
    """Leave the queue: the case is closed and the assistant answers again."""
    text = means.sentences.say("cancelled")
    return turn.settled(Draft(Outcome.SMALL_TALK, (Bubble(text, Speaker.SYSTEM),),
                              holder=Holder.ASSISTANT, move=CaseMove(Move.CANCEL)))


async def waiting_view(turn: Turn, means: Means, case: OpenCase) -> CaseView:
    """Return where an agreed case stands now, its code included."""
    look = await means.presence.look()
    position = None
    if case.status is CaseStatus.WAITING:
        priority = max(case.priority, priority_of(turn.protected.urgent))
        async with means.store.reading() as db:
            position = await cases.ahead(db, priority, case) + 1
    return view(case.status, look, case.brief, position, means.sealer.open(case.sealed_code))


def view(status: CaseStatus, look: Look, brief: tuple[BriefLine, ...],
         position: int | None = None, code: str | None = None) -> CaseView:
    """Return what the resident sees of the case. `open_now`: a mediator is connected."""
    return CaseView(status=status, position=position, open_now=look.present > 0,
                    opens_at=look.opens_at, opens_text=look.opens_text, brief=brief, code=code)


async def _free_code(means: Means, turn: Turn) -> str:
    """Return six digits that no open case uses."""
    while True:
        code = f"{secrets.randbelow(1_000_000):06d}"
        async with means.store.reading() as db:
            if await cases.of_code(db, means.sealer.digest(code), turn.at) is None:
                return code
