"""One visit of a resident's page: their conversation, their choices, and what may be shown."""

from dataclasses import dataclass
from typing import Any

from fastapi import Request

from channels import cookies
from channels.access import holds
from channels.arrivals import arrived
from channels.cookies import Kept
from channels.doors import Doors, Options
from channels.transcript import after_greeting, rows_of
from mediation.answer import HistoryItem
from mediation.callbacks.desk import CallbackCard
from mediation.comfort import Comfort
from mediation.discretion import is_discreet
from mediation.store.database import StoreUnavailable


@dataclass(frozen=True)
class Visit:
    """What one request knows of its conversation. `kept` is None without one."""

    kept: Kept | None = None
    items: tuple[HistoryItem, ...] = ()
    comfort: Comfort = Comfort()
    callback: CallbackCard | None = None

    @property
    def last_seq(self) -> int:
        """Return the number of the last event, 0 without one."""
        return self.items[-1].seq if self.items else 0

    @property
    def is_discreet(self) -> bool:
        """Say whether someone may be reading over the shoulder."""
        return self.comfort.is_discreet or is_discreet(self.items)


async def kept_conversation(request: Request, doors: Doors) -> Kept | None:
    """Return this browser's conversation when it still exists."""
    kept = cookies.read_conversation(request)
    return kept if kept and await holds(doors, kept.conversation_id, kept.token) else None


async def visit_of(request: Request, doors: Doors) -> Visit:
    """Read this browser's conversation whole."""
    kept = await kept_conversation(request, doors)
    return await visit_to(kept, doors) if kept else Visit()


async def visit_to(kept: Kept, doors: Doors, may_fail: bool = False) -> Visit:
    """Read a conversation; after a storage fault it may be out of reach for a moment."""
    try:
        items = after_greeting(await doors.resident.history(kept.conversation_id))
        room = doors.rooms.callbacks
        visit = Visit(kept, items, await doors.comfort.read(kept.conversation_id),
                      await room.awaited_in(kept.conversation_id) if room else None)
        if not visit.is_discreet:
            await arrived(doors, kept.conversation_id, items)
        return visit
    except StoreUnavailable:
        if not may_fail:
            raise
        return Visit(kept)


def page_of(request: Request, visit: Visit, doors: Doors, options: Options,
            shown_after: int | None = 0) -> dict[str, Any]:
    """Return what the chat page is made of; `shown_after` None hides what was said."""
    shared = cookies.is_shared(request)
    shown = [item for item in visit.items if shown_after is not None and item.seq > shown_after]
    asked = visit.comfort.asks_about if not shared else None
    about = doors.library.card(asked) if asked else None
    return {
        "rows": rows_of(shown), "is_open": visit.kept is not None, "notice": "",
        "is_easy": visit.comfort.is_easy, "is_discreet": visit.is_discreet,
        "is_hidden": len(shown) < len(visit.items), "seen_seq": visit.last_seq,
        "callback": visit.callback,
        "may_ask_later": visit.comfort.may_ask_later and bool(shown) and not shared,
        "follow_up_days": options.follow_up_days, "asks_about": about.title if about else "",
    }
