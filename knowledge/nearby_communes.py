"""The communes around a position, offline. A position goes in, communes come out, nothing stays."""

import json
from dataclasses import dataclass
from math import asin, cos, inf, radians, sin, sqrt
from pathlib import Path

from knowledge.places import Place, Places

FARTHEST_KM = 25.0
EARTH_KM = 6371.0
KM_OF_A_DEGREE = 111.2
WIDEST_KM = 4.0  # from the middle of a city to its edge

Point = tuple[float, float]


def distance_km(one: Point, other: Point) -> float:
    """Return the great-circle distance between two points."""
    (north, east), (other_north, other_east) = one, other
    half = (sin(radians(other_north - north) / 2) ** 2
            + cos(radians(north)) * cos(radians(other_north))
            * sin(radians(other_east - east) / 2) ** 2)
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


@dataclass(frozen=True)
class NearbyCommunes:
    """Communes with their points, and foreign places that tell when a position is abroad."""

    points: tuple[tuple[Point, Place], ...] = ()
    abroad: tuple[Point, ...] = ()

    def nearest(self, latitude: float, longitude: float, most: int = 3) -> tuple[Place, ...]:
        """Return the nearest communes, at most 25 km away; none for a position abroad.

        A city reaches further from its middle than a village.
        """
        here = (latitude, longitude)
        found: dict[str, tuple[float, Place]] = {}
        for point, place in self.points:
            away = _within(here, point)
            if away <= FARTHEST_KM:
                edge = away - min(WIDEST_KM, sqrt(place.population) / 150)
                if edge < found.get(place.insee, (inf, place))[0]:
                    found[place.insee] = (edge, place)
        ordered = sorted(found.values(), key=lambda each: each[0])
        foreign = min((_within(here, each) for each in self.abroad), default=inf)
        if not ordered or ordered[0][0] > foreign:
            return ()
        return tuple(place for _, place in ordered[:most])

    def named(self, insee: str) -> Place | None:
        """Return a commune that may have been proposed, or None."""
        return next((place for _, place in self.points if place.insee == insee), None)


def _within(here: Point, point: Point) -> float:
    """Return the distance; infinite, and not computed, for a point too far north or south."""
    if not abs(here[0] - point[0]) * KM_OF_A_DEGREE <= FARTHEST_KM:
        return inf
    return distance_km(here, point)


def load_nearby(path: Path, places: Places) -> NearbyCommunes:
    """Read the points built at install; without them no commune is proposed."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return NearbyCommunes()
    points = tuple(
        ((float(north), float(east)), place)
        for insee, found in table["communes"].items() if (place := places.get(insee))
        for north, east in found)
    return NearbyCommunes(points, tuple((float(each[0]), float(each[1]))
                                        for each in table["abroad"]))
