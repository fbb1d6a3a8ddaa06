"""What is heard before any intent: a person asked for, offices that send one around."""

from bot.actions.back_and_forth import back_and_forth
from bot.actions.parts import ActionParts
from bot.actions.places import where
from bot.actions.replies import offer_person
from bot.actions.reply import Reply
from bot.actions.turn import Turn
from bot.actions.wording import acknowledges
from bot.decision import Decision, Kind, PersonCause
from bot.situations.offices import says_sent_around
from bot.situations.person import asks_for_person

FEWEST_WORDS = 3
TOLD = (Kind.ANSWER, Kind.SMALL_TALK, Kind.BACK_AND_FORTH, Kind.DECLINE_PERSON)


async def at_once(parts: ActionParts, turn: Turn) -> Reply | None:
    """Return the reply to what no intent may miss, else None."""
    if turn.memory.asked_for == "offices" and len(turn.text.split()) <= 12:
        answered = await back_and_forth(parts, turn)
        if answered.decision.offices:
            return answered
    if asks_for_person(turn.text):
        return offer_person(PersonCause.ASKED, where(parts, turn.text, turn.memory))
    registry = parts.knowledge().repository.organisations
    if len(turn.text.split()) >= FEWEST_WORDS and says_sent_around(registry, turn.text):
        return await back_and_forth(parts, turn)
    memory = turn.memory
    if acknowledges(turn.text) and memory.last_kind in TOLD and not memory.offered:
        return Reply(Decision(kind=Kind.SMALL_TALK, intent="affirm"), {}, "utter_ok")
    return None
