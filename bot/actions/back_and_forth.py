"""Decides for a person sent from one office to another: which offices, about what, who acts."""

from typing import Any

from bot.actions.parts import ActionParts
from bot.actions.places import where
from bot.actions.replies import clarify
from bot.actions.reply import Reply
from bot.actions.search import scores_of, search
from bot.actions.turn import Turn
from bot.actions.wording import subject_terms
from bot.decision import Decision, Kind
from bot.situations.cases import hear
from bot.situations.offices import offices_in, subjects_of, without_offices
from bot.situations.remembered import find_case, remember
from knowledge.entry import Entry
from retrieval.french import fold, stem
from retrieval.query import Band, Found

MOST = 2
_AROUND = """
    renvoie renvoient renvoyer renvoye renvoi envoie envoient envoye envoyer balle baladent balade
    trimballe trimbale dit disent dis autre autres inversement chacun service services guichet
    bureau dossier fois tourne tourner rond ping pong responsabilite rejettent veut occuper
    personne deux redirige entre aller voir appeler pareil encore aussi toujours jamais bonne bon
    jour an lui eux leur vers mrenvoi mrenvoie"""
_AROUND_TERMS = frozenset(stem(fold(word)) for word in _AROUND.split())


async def back_and_forth(parts: ActionParts, turn: Turn) -> Reply:
    """Name the offices and the entry; ask for the offices once when they are not said."""
    registry = parts.knowledge().repository.organisations
    known = turn.memory.offices if turn.memory.asked_for == "offices" else ()
    offices = tuple(dict.fromkeys((*known, *offices_in(registry, turn.text))))[:MOST]
    here = where(parts, turn.text, turn.memory)
    if len(offices) < MOST and turn.memory.asked_for != "offices":
        asked = clarify("utter_ask_other_office" if offices else "utter_ask_offices", here)
        return Reply(asked.decision, asked.slots | {"asked_for": "offices",
                                                    "offices": list(offices)}, asked.response)
    entry, found = await _about(parts, turn, offices)
    alone = without_offices(registry, turn.text)  # an office named here tells no situation
    case_id = find_case(entry, alone, turn.memory.situation) if entry else None
    decision = Decision(
        kind=Kind.BACK_AND_FORTH, offices=offices, entry_ids=(entry.id,) if entry else (),
        organisation=entry.lead_for(case_id) if entry else None, case_id=case_id,
        place=here.place, scores=scores_of(found) if found else {},
        versions=found.versions if found else {})
    heard = hear(alone)
    slots: dict[str, Any] = {"situation": remember(turn.memory.situation, heard, entry, case_id)}
    if entry:
        slots |= {"current_entry": entry.id, "case_pending": bool(entry.cases) and not case_id}
    return Reply(decision, here.slots() | slots)


async def _about(parts: ActionParts, turn: Turn, offices: tuple[str, ...]
                 ) -> tuple[Entry | None, Found | None]:
    """Return the entry that the words name beside the offices, else the current one."""
    current = parts.entry(turn.memory.entry)
    registry = parts.knowledge().repository.organisations
    found = None
    for phrase in subjects_of(registry, turn.text):
        if not {each for each in subject_terms(phrase) if each not in _AROUND_TERMS}:
            continue
        found = await search(parts, phrase, {})
        best = _first_of_these(parts, found, offices) if found else None
        if best:
            return best, found
    return current, found


def _first_of_these(parts: ActionParts, found: Found, offices: tuple[str, ...]) -> Entry | None:
    """Return the entry found, when it is sure, or likely and led by one of the offices."""
    best = parts.entry(found.best.entry_id) if found.best else None
    if best is None or found.band is Band.DECLINE:
        return None
    named = {each.organisation for each in best.who} | {each.lead for each in best.cases}
    if found.band is Band.ANSWER:
        return best if named & set(offices) or not offices else None
    leads: set[str | None] = {each.lead for each in best.cases} or {best.lead}
    return best if leads & set(offices) else None
