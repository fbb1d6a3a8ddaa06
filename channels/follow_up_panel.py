"""The panel beside a case: its referrals with one-click buttons, its appointments."""

from collections.abc import Mapping
from typing import Any

from channels.doors import Doors, Person
from channels.follow_up_words import WORDS
from mediation.ports import CaseSummary

TEMPLATE = "desk/panels/referral.html"


async def referral_panel(doors: Doors, case: CaseSummary,
                         person: Person) -> Mapping[str, Any] | None:
    """Return what the panel shows to who holds or held the case; None for anyone else."""
    room = doors.rooms.follow_up
    if room is None or case.claimed_by != person.id:
        return None
    return {"w": WORDS, "case_id": case.id,
            "referrals": await room.referrals.of_case(case.id, person.id),
            "appointments": await room.appointments.of_case(case.id, person.id),
            "has_logbook": room.logbooks is not None,
            "has_diagnosis": room.diagnoses is not None}
