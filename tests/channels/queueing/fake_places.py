"""Two desks and two mediators in memory, behind the room of the desks."""

from dataclasses import replace
from typing import cast

import pytest

from channels.doors import Doors
from mediation.queueing.desk_place import DEFAULT_ID, DeskPlace
from mediation.queueing.places import DeskPlaces, Member, SeenPlace
from mediation.rooms import Rooms
from tests.channels import fakes
from tests.channels.house import Web
from tests.people import NOW

ADMIN = "administration.fictive@example.org"
HOURS = "Mo-Fr 09:00-12:00,14:00-17:00; PH off"


class FakePlaces:
    """Implements what the pages call of `DeskPlaces`."""

    def __init__(self) -> None:
        self.places = {
            DEFAULT_ID: DeskPlace(DEFAULT_ID, "l'accueil fictif", HOURS, "04 00 00 00 00"),
            "nord": DeskPlace("nord", "la maison fictive du Nord", HOURS, areas=("99",),
                              poles=("housing",), is_live=True, live_ceiling=1,
                              absence_text="Fermé pour formation.")}
        self.desks = {"mediator": DEFAULT_ID, "colleague": "nord"}

    async def listed(self) -> tuple[DeskPlace, ...]:
        """Return them all."""
        return tuple(self.places.values())

    async def seen(self) -> tuple[SeenPlace, ...]:
        """Return them all, as they are at the tests' hour."""
        return tuple(SeenPlace(each, each.state(NOW), each.absence_at(NOW))
                     for each in self.places.values())

    async def find(self, place_id: str) -> DeskPlace | None:
        """Return one."""
        return self.places.get(place_id)

    async def of_account(self, account_id: str) -> DeskPlace | None:
        """Return where someone works."""
        return self.places.get(self.desks.get(account_id, DEFAULT_ID))

    async def save(self, place: DeskPlace, actor: str) -> None:
        """Keep it."""
        self.places[place.id] = place

    async def members(self) -> tuple[Member, ...]:
        """Return both."""
        return tuple(Member(key, f"{key}@example.org", desk) for key, desk in self.desks.items())

    async def assign(self, account_id: str, place_id: str, actor: str) -> bool:
        """Move one."""
        if account_id not in self.desks or place_id not in self.places:
            return False
        self.desks[account_id] = place_id
        return True


def with_places(web: Web, monkeypatch: pytest.MonkeyPatch) -> FakePlaces:
    """Open the room of the desks in this house, and give it an admin."""
    monkeypatch.setitem(fakes.PEOPLE, ADMIN, fakes.FakePerson("admin", ADMIN, "admin"))
    places = FakePlaces()
    doors = cast(Doors, web.app.state.doors)
    web.app.state.doors = replace(doors, rooms=Rooms(desk_places=cast(DeskPlaces, places)))
    return places
