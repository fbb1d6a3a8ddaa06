"""The queue as one mediator sees it: waiting, mine, set aside, closed today."""

from datetime import datetime, time, timedelta

from knowledge.hours import PARIS
from mediation.outcome import CaseStatus
from mediation.queueing.routing import Routing
from mediation.queueing.shapes import Colleague, QueueLists
from mediation.store import case_lists, cases, desk_places
from mediation.store.database import Db

DANGERS_COUNTED_OVER = timedelta(days=30)


async def lists_of(db: Db, routing: Routing | None, mediator_id: str, now: datetime,
                   ) -> QueueLists:
    """Return the lists of one mediator: danger first, then the nearest date, then the oldest."""
    every = await cases.listed(db)
    waiting = [each for each in every if each.status is CaseStatus.WAITING]
    seen = waiting
    if routing is not None and waiting:
        desks = await routing.desks(db)
        desk_id = await desk_places.of_account(db, mediator_id)
        seen = [each for each in waiting if routing.is_seen(each, desk_id, desks, now)]
    mine = [each for each in every if each.claimed_by == mediator_id]
    pending = [each for each in mine if each.status is CaseStatus.PENDING]
    midnight = datetime.combine(now.astimezone(PARIS).date(), time(), PARIS)
    return QueueLists(
        tuple(seen), tuple(each for each in mine if each.status is CaseStatus.CLAIMED),
        tuple(sorted(pending, key=lambda each: (each.back_on is None, each.back_on))),
        tuple(each for each in every if each.claimed_by and each.claimed_by != mediator_id),
        tuple(await case_lists.closed_since(db, midnight)), len(waiting) - len(seen),
        await case_lists.unread(db, mediator_id),
        await case_lists.count_danger_told(db, now - DANGERS_COUNTED_OVER))


async def colleagues_of(db: Db, mediator_id: str, seen_after: datetime) -> tuple[Colleague, ...]:
    """Return the other mediators, those who are there first."""
    found = [Colleague(row.id, row.email, bool(row.is_available and row.last_seen_at
                                               and row.last_seen_at > seen_after))
             for row in await desk_places.mediators(db) if row.id != mediator_id]
    return tuple(sorted(found, key=lambda each: not each.is_there))
