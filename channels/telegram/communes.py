"""Communes proposed around a position: buttons, and the words that a press stands for."""

from typing import Protocol

from knowledge.places import Place
from mediation.answer import Button

PREFIX = "commune:"
OTHER = Button(label="Une autre commune", choice=f"{PREFIX}other")


class NearbyDoor(Protocol):
    """Which communes are around a position, as `knowledge.nearby_communes` knows them."""

    def nearest(self, latitude: float, longitude: float, most: int = 3) -> tuple[Place, ...]: ...

    def named(self, insee: str) -> Place | None: ...


def around(nearby: NearbyDoor, latitude: float, longitude: float) -> tuple[Button, ...]:
    """Return a button for each commune near the position, then the way out; () when none is."""
    found = nearby.nearest(latitude, longitude)
    named = tuple(Button(label=words_of(each), choice=PREFIX + each.insee) for each in found)
    return (*named, OTHER) if named else ()


def pressed(nearby: NearbyDoor, choice: str) -> str | None:
    """Return the words of the pressed commune; None for another one."""
    place = nearby.named(choice.removeprefix(PREFIX))
    return words_of(place) if place else None


def words_of(place: Place) -> str:
    """Return the commune as a person would write it: « Mende (48000) », or « Paris »."""
    return f"{place.name} ({place.postcodes[0]})" if len(place.postcodes) == 1 else place.name
