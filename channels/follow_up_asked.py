"""What the follow-up's forms send, and the parts several of its pages share."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Form, HTTPException, Query

from channels.doors import Doors, TheDoors
from channels.follow_up_words import WORDS
from mediation.follow_up.agreement import AgreedBy, Agreement, How, Mandate, Subject
from mediation.follow_up.room import FollowUp

Short = Annotated[str, Form(max_length=200)]
Long = Annotated[str, Form(max_length=2000)]
Key = Annotated[str, Query(max_length=120)]


def room_of(doors: Doors) -> FollowUp:
    """Return the follow-up room; 404 in a house without it."""
    if doors.rooms.follow_up is None:
        raise HTTPException(404)
    return doors.rooms.follow_up


def the_room(doors: TheDoors) -> FollowUp:
    """Return the follow-up room, for a route."""
    return room_of(doors)


Room = Annotated[FollowUp, Depends(the_room)]


def said_agreement(
        subject: Annotated[Subject, Form()] = Subject.SELF,
        agreed_by: Annotated[AgreedBy, Form()] = AgreedBy.PERSON,
        agreed_how: Annotated[How, Form()] = How.SPOKEN,
        mandate: Annotated[Mandate | None, Form()] = None,
        agreed: Annotated[bool, Form()] = False) -> Agreement:
    """Return what the mediator recorded of the agreement."""
    return Agreement(subject, agreed_by, agreed_how,
                     mandate if agreed_by is AgreedBy.MANDATE else None, agreed)


Agreed = Annotated[Agreement, Depends(said_agreement)]
NOTHING_SAID = Agreement(Subject.SELF, AgreedBy.PERSON, How.SPOKEN)


@dataclass(frozen=True)
class Looked:
    """Where the page looks for places: an organisation's key and a commune as typed."""

    organisme: str = ""
    commune: str = ""
    cas: str = ""
    carnet: str = ""


def looked(organisme: Key = "", commune: Key = "", cas: Key = "", carnet: Key = "") -> Looked:
    """Return where to look, from the address of the page."""
    return Looked(organisme, commune, cas, carnet)


Look = Annotated[Looked, Depends(looked)]


async def looked_at(doors: Doors, room: FollowUp, look: Looked) -> dict[str, Any]:
    """Return what the first half of a form shows: bodies, places near, child protection."""
    commune = look.commune
    if look.cas and not commune:
        case = await doors.desk.case(look.cas)
        commune = case.place_name or "" if case else ""
    place = room.place_of(commune)
    bodies = room.base.now.repository.organisations.all()
    return {
        "w": WORDS, "look": look, "commune": commune, "place": place,
        "bodies": sorted(((each.key, each.name) for each in bodies), key=lambda each: each[1]),
        "near": room.near(look.organisme, place) if look.organisme else (),
        "protection": room.protection(place)}
