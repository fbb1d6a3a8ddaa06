"""Mediators, desks and notices for the queue's tests; every person and place invented."""

import asyncio
from dataclasses import dataclass, field, replace

from knowledge.places import Place as Commune
from mediation.queueing.desk_place import DEFAULT_ID, DeskPlace
from mediation.queueing.routing import Routing
from mediation.queueing.watch import Watch
from mediation.store import cases, desk_places
from mediation.store.case_rows import CaseRow
from mediation.store.database import Store, open_store
from tests.mediation.conftest import HOURS, House

COMMUNE = Commune("48999", "Valombre", ("48999",), "200000999", None, "48", "Lozère", 300)
NORTH = DeskPlace("nord", "la maison du Nord", HOURS, "04 00 00 00 11", areas=("48",))
SOUTH = DeskPlace("sud", "la maison du Sud", HOURS, areas=("30",))


@dataclass
class Told:
    """Keeps the notices asked for."""

    notices: list[tuple[str, str, str | None]] = field(default_factory=list)

    def tell(self, kind: str, case_id: str, to: str | None = None) -> None:
        self.notices.append((kind, case_id, to))

    @property
    def kinds(self) -> list[str]:
        return [kind for kind, _, _ in self.notices]


async def mediator(house: House, name: str, desk_id: str | None = None,
                   is_there: bool = True) -> str:
    """Add a mediator, seen and available now unless told otherwise."""
    key = await house.accounts.add(f"{name}@exemple.invalid", "un mot de passe long", "mediator")
    if is_there:
        await house.presence.set_available(key, True)
    if desk_id:
        async with house.store.writing() as db:
            await desk_places.assign(db, key, desk_id)
    return key


async def desk(house: House, place: DeskPlace) -> None:
    """Write a desk."""
    async with house.store.writing() as db:
        await desk_places.save(db, place, "essai", house.clock())


async def default_desk(house: House, **changes: object) -> None:
    """Write the default desk with some changes."""
    await desk(house, replace(house.presence.default, id=DEFAULT_ID, **changes))


async def queued_at(house: House, insee: str | None, domain: str | None = None,
                    priority: int = 0) -> str:
    """Queue a case of this commune, domain and priority; return its id."""
    _, case_id = await house.queued()
    async with house.store.writing() as db:
        row = await db.get(CaseRow, case_id)
        assert row is not None
        row.place_insee, row.domain, row.priority = insee, domain, priority
    return case_id


async def endanger(house: House, case_id: str) -> None:
    """Make a waiting case a danger from now on."""
    async with house.store.writing() as db:
        await cases.relay(db, case_id, 2, "homeless_tonight", False, house.clock())


def watch_of(house: House, told: Told, store: Store | None = None) -> Watch:
    """Return a watcher; with a store of its own, it is that of another process."""
    return Watch(store or house.store, house.publisher, house.clock,
                 lambda kind: f"☎ 112 ({kind})", Routing(house.presence), told)


def other_process(house: House) -> Store:
    """Open the same database a second time. The caller closes it."""
    return open_store(house.url)


async def six_claims_over_a_ceiling_of_three(house: House) -> list[object]:
    """Have six mediators claim six live cases at once; return what each got."""
    await default_desk(house, is_live=True, live_ceiling=3)
    every = [await queued_at(house, None) for _ in range(6)]
    return list(await asyncio.gather(*(house.desk.claim(case_id, f"m{rank}")
                                       for rank, case_id in enumerate(every)),
                                     return_exceptions=True))
