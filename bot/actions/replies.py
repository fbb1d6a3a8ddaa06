"""Builds each kind of reply from what was found."""

from collections.abc import Iterable

from bot.actions.parts import ActionParts
from bot.actions.places import Where
from bot.actions.reply import Reply
from bot.actions.search import scores_of
from bot.actions.timing import about_time
from bot.actions.turn import Turn
from bot.decision import Decision, Kind, Need, PersonCause
from bot.situations.cases import hear
from bot.situations.remembered import find_case, remember
from knowledge.entry import Entry
from knowledge.vocabulary import Facet
from retrieval.query import Band, Found

MOST_CHOICES = 3
MOST_PAST = 3
NEXT_BEST = 0.02


def said(parts: ActionParts, turn: Turn, entry: Entry, where: Where, *,
         facet: Facet | None = None, found: Found | None = None, case_id: str | None = None,
         needs: tuple[Need, ...] = (), is_easy: bool = False, response: str | None = None
         ) -> Reply:
    """Answer with an entry, for a case and a commune when they are known."""
    memory = turn.memory
    case_id = case_id or find_case(entry, turn.text, memory.situation)
    timing = about_time(turn, entry, case_id, facet)
    decision = Decision(
        kind=Kind.ANSWER, entry_ids=(entry.id,), facet=facet, case_id=case_id, place=where.place,
        cases=cases_of(parts, turn, (each.entry_id for each in needs)),
        partner_ids=parts.partner_ids(entry.lead_for(case_id), where.insee), needs=needs,
        scores=scores_of(found) if found else {}, versions=found.versions if found else {},
        is_easy=is_easy, letter_date=timing.letter_date, asks_date=timing.asks_date,
        fears_late=timing.fears_late,
    )
    is_new = entry.id != memory.entry
    past = [*memory.past, memory.entry] if memory.entry and is_new else list(memory.past)
    return Reply(decision, where.slots() | {
        "current_entry": entry.id,
        "last_facet": facet.value if facet else None,
        "situation": remember(memory.situation, hear(turn.text), entry, case_id),
        "case_pending": bool(entry.cases) and case_id is None,
        "past_entries": past[-MOST_PAST:],
        "others": others_of(found, entry) if found or is_new else list(memory.others),
    }, response)


def others_of(found: Found | None, entry: Entry) -> list[str]:
    """Return the next best entries, proposed when the person says that this one is not it."""
    return [each.entry_id for each in (found.candidates if found else ())
            if each.entry_id != entry.id and each.probability >= NEXT_BEST][:MOST_CHOICES]


def by_band(parts: ActionParts, turn: Turn, found: Found | None, where: Where,
            facet: Facet | None = None) -> Reply:
    """Answer, propose up to three entries, or say that no source answers."""
    best = parts.entry(found.best.entry_id) if found and found.best else None
    if found is None or best is None or found.band is Band.DECLINE:
        return no_source(found, where)
    if found.band is Band.ANSWER:
        return said(parts, turn, best, where, facet=facet, found=found)
    proposed = choices(tuple(each.entry_id for each in found.menu), where, facet, found)
    cases = cases_of(parts, turn, proposed.decision.choices)
    decision = proposed.decision.model_copy(update={"cases": cases})
    kept = remember(turn.memory.situation, hear(turn.text))
    return Reply(decision, proposed.slots | {"situation": kept})


def cases_of(parts: ActionParts, turn: Turn, entry_ids: Iterable[str | None]) -> dict[str, str]:
    """Return the case of each proposed entry that the words, or the memory, tell."""
    entries = filter(None, map(parts.entry, entry_ids))
    return {each.id: case for each in entries
            if (case := find_case(each, turn.text, turn.memory.situation))}


def choices(entry_ids: tuple[str, ...], where: Where, facet: Facet | None = None,
            found: Found | None = None) -> Reply:
    """Propose up to three entries."""
    decision = Decision(kind=Kind.CHOICES, choices=entry_ids[:MOST_CHOICES], facet=facet,
                        place=where.place, scores=scores_of(found) if found else {},
                        versions=found.versions if found else {})
    return Reply(decision, where.slots() | {"last_facet": facet.value if facet else None})


def no_source(found: Found | None, where: Where) -> Reply:
    """Say that no source answers; `found` is None when there was no index to ask."""
    is_near = bool(found and found.candidates)
    decision = Decision(kind=Kind.NO_SOURCE, place=where.place,
                        cause=PersonCause.UNSURE if is_near else PersonCause.NO_SOURCE,
                        scores=scores_of(found) if found else {},
                        versions=found.versions if found else {})
    return Reply(decision, where.slots())


def clarify(response: str, where: Where, *, facet: Facet | None = None,
            is_misunderstanding: bool = False) -> Reply:
    """Ask one question, written in the domain."""
    decision = Decision(kind=Kind.CLARIFY, facet=facet, place=where.place)
    slots = where.slots() | {"last_facet": facet.value if facet else None}
    return Reply(decision, slots, response, is_misunderstanding)


def noted(where: Where, slots: dict[str, str | None] | None = None) -> Reply:
    """Say that a place or a situation is kept, without a second question in a row."""
    return Reply(Decision(kind=Kind.SMALL_TALK, intent="noted", place=where.place),
                 where.slots() | (slots or {}), "utter_noted")


def not_understood(found: Found | None = None) -> Reply:
    """Say that the message was not understood."""
    scores = scores_of(found) if found else {}
    return Reply(Decision(kind=Kind.NOT_UNDERSTOOD, scores=scores), {}, "utter_ask_rephrase",
                 is_misunderstanding=True)


def offer_person(cause: PersonCause, where: Where | None = None) -> Reply:
    """Offer a person; the resident accepts or refuses at the next message."""
    place = where.place if where else None
    return Reply(Decision(kind=Kind.OFFER_PERSON, cause=cause, place=place))
