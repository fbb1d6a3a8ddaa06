"""What the panels beside a case show: entries, notes, deliveries, and what to report."""

from collections.abc import Mapping
from typing import Any

from channels.doors import Doors, Person
from channels.gap_words import KINDS
from mediation.outcome import CaseStatus
from mediation.ports import CaseSummary
from mediation.tools.lists import labels, quick_replies


def is_held(case: CaseSummary, person: Person) -> bool:
    """Say whether this person helps with the case now."""
    return case.claimed_by == person.id and case.status is not CaseStatus.CLOSED


async def tools_panel(doors: Doors, case: CaseSummary, person: Person
                      ) -> Mapping[str, Any] | None:
    """Show the entries for the last question, and the quick replies, to who helps."""
    tools = doors.rooms.tools
    if tools is None or not is_held(case, person):
        return None
    asked = await tools.suggestions.last_question(case)
    return {"asked": asked, "found": await tools.suggestions.search(asked, case.id),
            "replies": quick_replies()}


async def notes_panel(doors: Doors, case: CaseSummary, person: Person
                      ) -> Mapping[str, Any] | None:
    """Show the notes and the labels; opening the case is noted, and answers its notices."""
    tools = doors.rooms.tools
    if tools is None:
        return None
    await tools.notes.note_seen(case.id, person.id)
    if doors.rooms.notices is not None:
        await doors.rooms.notices.see_case(person.id, case.id)
    return {"notes": await tools.notes.of(case.id, person.id),
            "chosen": await tools.notes.chosen(case.id), "labels": labels()}


async def delivery_panel(doors: Doors, case: CaseSummary, person: Person
                         ) -> Mapping[str, Any] | None:
    """Say what became of the mediator's last message."""
    tools = doors.rooms.tools
    if tools is None or not is_held(case, person):
        return None
    sent = await tools.deliveries.of(case.conversation_id, case.created_at)
    return {"sent": sent, "lost": [each for each in sent if each.state == "failed"]}


async def gap_panel(doors: Doors, case: CaseSummary, person: Person) -> Mapping[str, Any] | None:
    """Show the buttons that report a point, with the entries of this case."""
    gaps, tools = doors.rooms.gaps, doors.rooms.tools
    if gaps is None or tools is None or not is_held(case, person):
        return None
    asked = await tools.suggestions.last_question(case)
    entries = {item.reply.answer.entry_id: item.reply.answer.title
               for item in await doors.desk.conversation(case.id)
               if item.reply and item.reply.answer}
    found = await tools.suggestions.search(asked, case.id)
    entries |= {each.answer.entry_id: each.answer.title for each in found.entries}
    return {"kinds": KINDS, "question": asked, "entries": entries,
            "partners": {each.id: each.name for each in found.partners},
            "may_tell": await gaps.may_tell(case.conversation_id)}
