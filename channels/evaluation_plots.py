"""Plots as plain coordinates: the templates draw them in SVG and put their table beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from channels.evaluation_words import HEADLINES, number, percent

SIDE, LEFT, TOP = 240.0, 46.0, 12.0  # the square of a curve and its margins, in SVG units
BAR_LEFT, BAR_WIDTH, ROW = 150.0, 200.0, 26.0
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
SHOWN_SLICES = ("success@1", "lead@1", "wrong_single", "absent_single")


@dataclass(frozen=True)
class Dot:
    """One point. `title` says its values."""

    x: float
    y: float
    r: float
    title: str


@dataclass(frozen=True)
class Curve:
    """A square plot: points, the line that joins them, ticks, and the rows of its table."""

    dots: tuple[Dot, ...]
    line: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Bar:
    """One part of the set: its bar, its interval, and what they say."""

    label: str
    y: float
    width: float
    low: float
    high: float
    said: str
    interval: str
    n: int


@dataclass(frozen=True)
class Bars:
    """The same figure over the parts of one axis."""

    title: str
    bars: tuple[Bar, ...]
    height: float


def reliability(confidence: Mapping[str, Any]) -> Curve:
    """Draw what came true against what was said, one dot a bin."""
    bins = confidence["bins"]
    largest = max(each["n"] for each in bins)
    dots = tuple(Dot(_x(each["said"]), _y(each["right"]), 3 + 4 * (each["n"] / largest) ** 0.5,
                     f"dit {percent(each['said'])}, vrai {percent(each['right'])}")
                 for each in bins)
    rows = tuple((f"{percent(each['low'])} à {percent(each['high'])}", percent(each["said"]),
                  percent(each["right"]), str(each["n"])) for each in bins)
    return _curve(dots, ("Confiance dite", "Moyenne dite", "Juste en vrai", "Questions"), rows, 1.0)


def risk(confidence: Mapping[str, Any]) -> Curve:
    """Draw the share of wrong first entries against the share of questions answered."""
    points = confidence["risk"]
    top = next(each for each in (0.1, 0.25, 0.5, 1.0)
               if each >= max(one["risk"] for one in points) or each == 1.0)
    dots = tuple(Dot(_x(each["coverage"]), _y(each["risk"] / top), 2.5,
                     f"{percent(each['coverage'])} répondues, {percent(each['risk'])} fausses")
                 for each in points)
    step = max(1, len(points) // 10)
    kept = [*points[:-1:step], points[-1]]
    rows = tuple((percent(each["coverage"]), percent(each["risk"]), number(each["threshold"]))
                 for each in kept)
    return _curve(dots, ("Questions répondues", "Fausses parmi elles", "Confiance au moins"),
                  rows, top)


def _curve(dots: tuple[Dot, ...], header: tuple[str, ...], rows: tuple[tuple[str, ...], ...],
           top: float) -> Curve:
    return Curve(dots, " ".join(f"{each.x:.1f},{each.y:.1f}" for each in dots), header, rows,
                 tuple((_x(each), f"{100 * each:.0f} %") for each in TICKS),
                 tuple((_y(each), f"{100 * each * top:g} %".replace(".", ",")) for each in TICKS))


def bars(slices: Sequence[Mapping[str, Any]]) -> tuple[Bars, ...]:
    """Draw each main figure over the parts of each axis that have it; one part is no plot."""
    made = []
    for axis in dict.fromkeys(each["axis"] for each in slices):
        parts = [each for each in slices if each["axis"] == axis]
        for key in SHOWN_SLICES:
            found = [(each, one) for each in parts for one in each["figures"]
                     if one["key"] == key]
            if len(found) > 1:
                made.append(Bars(f"{parts[0]['axis_label']} : {HEADLINES[key]}", tuple(
                    _bar(at, each["label"], one) for at, (each, one) in enumerate(found)),
                    ROW * len(found) + 4))
    return tuple(made)


def _bar(at: int, label: str, figure: Mapping[str, Any]) -> Bar:
    return Bar(label, ROW * at + 4, round(BAR_WIDTH * figure["value"], 1),
               round(BAR_LEFT + BAR_WIDTH * figure["low"], 1),
               round(BAR_LEFT + BAR_WIDTH * figure["high"], 1), percent(figure["value"]),
               f"{percent(figure['low'])} à {percent(figure['high'])}", figure["n"])


def _x(share: float) -> float:
    return round(LEFT + SIDE * share, 1)


def _y(share: float) -> float:
    return round(TOP + SIDE * (1 - share), 1)
