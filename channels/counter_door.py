"""What the counter's pages share: its door, the visit of a path, the paper as it is printed."""

from typing import Annotated

from fastapi import Depends, HTTPException

from channels.access import Mediator
from channels.doors import TheDoors, TheOptions
from mediation.counter.desk import CounterDesk
from mediation.counter.room import Visit
from mediation.counter.sheet import Printed

HOME = "/mediation/accueil"


def counter_of(doors: TheDoors) -> CounterDesk:
    """Return the counter; 404 in a house without one."""
    if doors.rooms.counter is None:
        raise HTTPException(404)
    return doors.rooms.counter


TheCounter = Annotated[CounterDesk, Depends(counter_of)]


async def visit_of(visit_id: str, person: Mediator, counter: TheCounter) -> Visit:
    """Return the visit of the path, this mediator's. Raises NoVisit."""
    return await counter.visits.visit(visit_id, person.id)


TheVisit = Annotated[Visit, Depends(visit_of)]


def printed_of(visit: TheVisit, doors: TheDoors, options: TheOptions) -> Printed:
    """Return the sheet of the visit as it is given today."""
    return Printed(sheet=visit.kept.sheet, made_on=doors.library.today(),
                   place_name=visit.kept.place_name, desk_name=options.desk_name,
                   desk_phone=options.desk_phone)


ThePaper = Annotated[Printed, Depends(printed_of)]
