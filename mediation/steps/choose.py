"""Choose: a button is resolved here, in its own conversation, never by the dialogue layer."""

from dataclasses import replace

from bot.decision import Decision, Kind, PersonCause, PlaceRef
from knowledge.languages import FRENCH
from knowledge.vocabulary import Facet
from mediation import handoff
from mediation.framing import SPEAK_FRENCH
from mediation.means import Means
from mediation.outcome import Outcome
from mediation.said import Offer
from mediation.saying.offers import REPORT
from mediation.store import conversations
from mediation.turn import Bubble, Draft, Turn, draft_of

CHOSEN = "choice"
UNKNOWN = "unknown"


async def choose(turn: Turn, means: Means) -> Turn:
    """Answer a choice; leave a text as it is."""
    choice = turn.utterance.choice
    if choice is None:
        return turn
    if choice in handoff.LITERALS:
        return await _hand_off(turn, means, choice)
    async with means.store.reading() as db:
        known = await conversations.choice(db, turn.talk.id, choice)
    if known and known.payload.startswith(REPORT):
        return await _report(replace(turn, chosen=known.label), means, known.payload)
    if known and known.payload == SPEAK_FRENCH:
        said = Bubble(means.sentences.say("in_french"))
        return replace(turn, chosen=known.label, language=FRENCH).settled(
            Draft(Outcome.SMALL_TALK, (said,)))
    if known and known.payload.startswith(handoff.WHOM):
        return await handoff.say_for_whom(replace(turn, chosen=known.label), means,
                                          known.payload)
    decision = decision_of(known.payload, turn) if known else None
    if known is None or decision is None:
        person = Offer(means.sentences.say("person"), handoff.OFFER)
        bubble = Bubble(means.sentences.say("old_button"), offers=(person,))
        return unknown_choice(turn).settled(
            Draft(Outcome.UNANSWERABLE_NOT_UNDERSTOOD, (bubble,)))
    turn = replace(turn, chosen=known.label, decision=decision)
    return turn.settled(draft_of(means.voice.say(decision, (), turn.protected.urgent)))


async def _report(turn: Turn, means: Means, payload: str) -> Turn:
    """Note that a place's number does not answer, and give another way at once."""
    partner = await means.places.report(payload.removeprefix(REPORT), turn.talk.id)
    said = means.sentences.say("number_reported", name=partner.name if partner else "ce lieu")
    person = Offer(means.sentences.say("person"), handoff.OFFER)
    return turn.settled(Draft(Outcome.SMALL_TALK, (Bubble(said, offers=(person,)),)))


def unknown_choice(turn: Turn) -> Turn:
    """Forget the characters of a choice that no button has: they could be anybody's words."""
    return replace(turn, utterance=replace(turn.utterance, choice=UNKNOWN))


async def _hand_off(turn: Turn, means: Means, choice: str) -> Turn:
    offered = turn.talk.offer
    label = {handoff.ACCEPT: "agree", handoff.DECLINE: "refuse"}.get(choice, "person")
    turn = replace(turn, chosen=means.sentences.say(label))
    if choice == handoff.DECLINE:
        return handoff.decline(turn, means)
    if choice == handoff.ACCEPT and offered:
        return await handoff.accept(turn, means, offered)
    return await handoff.offer(turn, means, PersonCause.ASKED.value)


def decision_of(payload: str, turn: Turn) -> Decision | None:
    """Read "entry:<id>", "facet:<facet>:<id>[:<case>]", "case:<case>:<id>",
    "easy:<id>[:<case>]", "life:<event>" or "place:<insee>[:<id>[:<case>]]".
    """
    family, *rest = payload.split(":")
    place = PlaceRef(insee=turn.talk.place_insee, name=turn.talk.place_name)
    known_place = place if place.insee else None
    answer = Decision(kind=Kind.ANSWER, intent=CHOSEN, place=known_place)
    match family, rest:
        case "entry", [entry_id]:
            return answer.model_copy(update={"entry_ids": (entry_id,)})
        case "facet", [facet, entry_id, *told]:
            return answer.model_copy(update={"entry_ids": (entry_id,), "facet": Facet(facet),
                                             "case_id": told[0] if told else None})
        case "case", [case_id, entry_id]:
            return answer.model_copy(update={"entry_ids": (entry_id,), "case_id": case_id})
        case "easy", [entry_id, *told]:
            return answer.model_copy(update={"entry_ids": (entry_id,), "is_easy": True,
                                             "case_id": told[0] if told else None})
        case "among", [options]:
            return Decision(kind=Kind.CHOICES, intent=CHOSEN, choices=tuple(options.split("+")),
                            place=known_place)
        case "life", [slug]:
            return Decision(kind=Kind.CHOICES, intent=CHOSEN, life_event=slug,
                            place=known_place)
        case "place", [insee, *entry]:
            about = entry[0] if entry else turn.talk.current_entry_id
            return answer.model_copy(update={
                "entry_ids": (about,), "facet": Facet.WHERE, "place": PlaceRef(insee=insee),
                "case_id": entry[1] if len(entry) > 1 else None,
            }) if about else None
    return None
