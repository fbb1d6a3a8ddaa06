"""The hand-over, in two turns: an honest offer with its brief, then the queue, or back.

Without live chat, agreeing also asks how to reach the person (mediation/callbacks).
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.decision import PersonCause
from mediation import minors
from mediation.answer import CaseView
from mediation.brief import FOR_WHOM, build_brief, strike
from mediation.callbacks import asking, saying
from mediation.case import OpenCase, priority_of
from mediation.case_view import view
from mediation.desk_code import free_code
from mediation.for_whom import ForWhom
from mediation.means import Means
from mediation.outcome import CaseStatus, Holder, Outcome, Speaker
from mediation.presence import Look, presence_text
from mediation.pressure import SENT_AROUND
from mediation.said import Offer
from mediation.store import callbacks, cases, turns
from mediation.store.turns import PastTurn
from mediation.turn import Bubble, CaseMove, Draft, Move, Turn

OFFER, ACCEPT, DECLINE = "handoff:offer", "handoff:accept", "handoff:decline"
LITERALS = frozenset({OFFER, ACCEPT, DECLINE})
WHOM = "whom:"


async def offer(turn: Turn, means: Means, cause: str, first: str = "",
                for_whom: ForWhom | None = None) -> Turn:
    """Offer a person: who is there, the brief, and two buttons. Nothing is passed on yet.

    A request that already waits is said again instead: nobody asks twice.
    """
    case = turn.talk.case
    if case and case.status is not CaseStatus.OFFERED:
        async with means.store.reading() as db:
            asked = await callbacks.of_case(db, case.id)
        return await asking.standing(turn, means, case, asked)
    look = await asking.look_for(turn, means)
    async with means.store.reading() as db:
        past = await turns.recent(db, turn.talk.id)
    urgent = turn.protected.urgent
    talk = replace(turn.talk, urgent_level=urgent.level) if urgent else turn.talk
    if cause == PersonCause.ASKED.value and talk.urgent_kind == SENT_AROUND:
        cause = PersonCause.SENT_AROUND.value
    brief = build_brief(talk, past, cause, means.sentences, means.entry_of, for_whom)
    if for_whom:
        brief = strike(brief, turn.utterance.strike)
    texts = [first] if first else []
    bubbles = [Bubble(text) for text in (*texts, presence_text(look, look.place, means.sentences))]
    if all(line.line_id != FOR_WHOM for line in brief):
        bubbles.append(_whom_question(means, cause))
    buttons = (Offer(means.sentences.say("agree"), ACCEPT),
               Offer(means.sentences.say("refuse"), DECLINE))
    bubbles.append(Bubble(means.voice.sentence(Outcome.HANDOFF_OFFERED), offers=buttons))
    return turn.settled(Draft(
        Outcome.HANDOFF_OFFERED, tuple(bubbles), case=view(CaseStatus.OFFERED, look, brief),
        move=CaseMove(Move.OFFER, cause, brief)))


async def say_for_whom(turn: Turn, means: Means, payload: str) -> Turn:
    """Offer again, with the line that says for whom; what was struck stays struck."""
    whom, _, cause = payload.removeprefix(WHOM).partition(":")
    return await offer(turn, means, cause, for_whom=ForWhom(whom))


async def accept(turn: Turn, means: Means, offered: OpenCase) -> Turn:
    """Put the case in the queue with the brief agreed to, and a code to say at the desk."""
    look = await asking.look_for(turn, means)
    brief = strike(offered.brief, turn.utterance.strike)
    priority = max(offered.priority, priority_of(turn.protected.urgent))
    async with means.store.reading() as db:
        position = await cases.ahead(db, priority) + 1
        past = await turns.recent(db, turn.talk.id)
    code = await free_code(means, turn.at)
    honest = presence_text(look, look.place, means.sentences)
    text = f"{means.voice.sentence(Outcome.HANDOFF_QUEUED)} {honest}"
    if look.is_live:
        bubbles = [Bubble(text, offers=(Offer(means.sentences.say("cancel"), DECLINE),))]
    else:
        is_child = minors.was_child([*(each.text for each in past), turn.text])
        ways = saying.ways_for(turn.talk.channel, is_child)
        helped = (Bubble(minors.OFFER, Speaker.SYSTEM),) if is_child else ()
        bubbles = [*_danger_again(turn, means, past), Bubble(text), *helped,
                   saying.how(means.sentences, ways)]
    reach = None if look.is_live else saying.reach_view(means, None, "how")
    return turn.settled(Draft(
        Outcome.HANDOFF_QUEUED, tuple(bubbles), holder=Holder.QUEUE,
        case=view(CaseStatus.WAITING, look, brief, position, code, reach),
        move=CaseMove(Move.QUEUE, brief=brief, code=code,
                      code_until=asking.code_end(turn.at, look))))


def decline(turn: Turn, means: Means) -> Turn:
    """Go on with the assistant; an offered case is closed as declined."""
    if turn.talk.offer is None:
        return turn.settled(Draft(Outcome.SMALL_TALK, (
            Bubble(means.sentences.say("nothing_to_decline")),)))
    return turn.settled(Draft(Outcome.SMALL_TALK, (Bubble(means.sentences.say("declined")),),
                              move=CaseMove(Move.DECLINE)))


def cancel(turn: Turn, means: Means) -> Turn:
    """Leave the queue: the case is closed, the contact erased, and the assistant answers."""
    is_back = turn.talk.holder is Holder.ASSISTANT
    text = means.sentences.say("reach_cancelled" if is_back else "cancelled")
    return turn.settled(Draft(Outcome.SMALL_TALK, (Bubble(text, Speaker.SYSTEM),),
                              holder=Holder.ASSISTANT, move=CaseMove(Move.CANCEL)))


async def waiting_view(turn: Turn, means: Means, case: OpenCase) -> CaseView:
    """Return where an agreed case stands now, its code included; its rank in a live chat only."""
    look = await asking.look_for(turn, means)
    position = None
    if case.status is CaseStatus.WAITING and look.is_live:
        priority = max(case.priority, priority_of(turn.protected.urgent))
        async with means.store.reading() as db:
            position = await cases.ahead(db, priority, case) + 1
    return view(case.status, look, case.brief, position, means.sealer.open(case.sealed_code))


async def waiting_ways(turn: Turn, means: Means) -> Bubble | None:
    """Ask how to reach the person who waits without having said it; None in a live chat."""
    look: Look = await asking.look_for(turn, means)
    if look.is_live:
        return None
    ways = saying.ways_for(turn.talk.channel, await asking.was_child(turn, means))
    return saying.how(means.sentences, ways, "reach_how_again")


def _whom_question(means: Means, cause: str) -> Bubble:
    offers = tuple(Offer(means.sentences.label("for_whom", each), f"{WHOM}{each}:{cause}")
                   for each in ForWhom)
    return Bubble(means.sentences.say("ask_for_whom"), offers=offers)


def _danger_again(turn: Turn, means: Means, past: Sequence[PastTurn]) -> tuple[Bubble, ...]:
    """Say again the numbers of a danger told before: the queue is no answer to it."""
    if turn.is_danger:
        return ()
    for each in reversed(past):
        urgent, calm = means.protector.watch(each.text) if each.text else (None, None)
        if urgent and urgent.level == "danger" and calm:
            return (Bubble(means.sentences.say("reach_danger"), Speaker.SYSTEM),
                    Bubble(calm, Speaker.SYSTEM))
    return ()
