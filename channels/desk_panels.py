"""The panels beside a case: each gives a template and what it shows."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from channels.callbacks import PANEL as CONTACT
from channels.callbacks import contact_panel
from channels.desk_beside import delivery_panel, gap_panel, notes_panel, tools_panel
from channels.doors import Doors, Person
from channels.follow_up_panel import TEMPLATE as REFERRAL
from channels.follow_up_panel import referral_panel
from mediation.ports import CaseSummary

Panel = Callable[[Doors, CaseSummary, Person], Awaitable[Mapping[str, Any] | None]]
# template → what it shows (None: the panel is left out). The order is that of the page.
PANELS: dict[str, Panel] = {
    CONTACT: contact_panel,
    "desk/panels/delivery.html": delivery_panel,
    "desk/panels/tools.html": tools_panel,
    "desk/panels/notes.html": notes_panel,
    REFERRAL: referral_panel,
    "desk/panels/gap.html": gap_panel,
}


async def panels_of(doors: Doors, case: CaseSummary, person: Person,
                    ) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the panels of a case for this person, as (template, context)."""
    shown = []
    for template, panel in PANELS.items():
        context = await panel(doors, case, person)
        if context is not None:
            shown.append((template, context))
    return shown
