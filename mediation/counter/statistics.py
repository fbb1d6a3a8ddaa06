"""The desk's statistics of a year, small counts hidden: visits, and exchanges closed."""

from collections import Counter as Tally
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge.hours import PARIS
from mediation.counter.counting import DURATIONS, NATURES, OUTCOMES, RESULTS, THEMES
from mediation.counter.secrecy import SMALLEST_SHOWN, hidden_cells
from mediation.store import counter
from mediation.store.database import Store

NOWHERE = "Commune non dite"
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
          "octobre", "novembre", "décembre")
Facts = list[dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """One line of a table; None is a hidden figure."""

    label: str
    figures: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True)
class Table:
    """Lines by month. `is_withheld`: nothing can be shown without giving a person away."""

    by: str
    rows: tuple[Row, ...] = ()
    is_withheld: bool = False


@dataclass(frozen=True)
class Report:
    """What happened in a year: months shown (`2026-11`), their totals, the tables.

    `left_out`: months with fewer than 5, counted nowhere here.
    """

    what: str
    months: tuple[str, ...]
    totals: tuple[int, ...]
    left_out: tuple[str, ...]
    tables: tuple[Table, ...]


class Statistics:
    """Reads the counts; it has nothing else to read."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def this_year(self) -> int:
        """Return the year in France."""
        return self._clock().astimezone(PARIS).year

    async def of_year(self, year: int) -> tuple[Report, Report]:
        """Return the visits, then the exchanges closed by a mediator."""
        since, until = (datetime(each, 1, 1, tzinfo=PARIS) for each in (year, year + 1))
        async with self._store.reading() as db:
            visits = [dict(each) for each in await counter.counts(db, f"{year}-")]
            closed = await counter.closed_cases(db, since, until)
        cases = [{"month": each["closed_at"].astimezone(PARIS).strftime("%Y-%m"), "count": 1,
                  "theme": each["domain"] or "other", "place_name": each["place_name"],
                  "result": each["result"]} for each in closed]
        return (report("Visites à l'accueil", visits, {
                    "nature": ("Nature", NATURES), "duration": ("Durée", DURATIONS),
                    "outcome": ("Issue", OUTCOMES)}),
                report("Échanges terminés", cases, {"result": ("Résultat", RESULTS)}))


def report(what: str, facts: Facts, lists: dict[str, tuple[str, dict[str, str]]]) -> Report:
    """Return the tables of these facts: theme and place by month, then each list."""
    monthly: Tally[str] = Tally()
    for each in facts:
        monthly[each["month"]] += each["count"]
    months = tuple(sorted(key for key, count in monthly.items() if count >= SMALLEST_SHOWN))
    shown = [each for each in facts if each["month"] in months]
    places = sorted({each["place_name"] or NOWHERE for each in shown})
    tables = (
        _table("Thème", shown, lambda each: THEMES.get(each["theme"], THEMES["other"]),
               tuple(dict.fromkeys(THEMES.values())), months),
        _table("Commune", shown, lambda each: each["place_name"] or NOWHERE, places, months),
        *(_list(name, shown, lambda each, key=key, known=known: known[each[key]],  # type: ignore[misc]
                known.values()) for key, (name, known) in lists.items()))
    return Report(what, months, tuple(monthly[each] for each in months),
                  tuple(sorted(set(monthly) - set(months))), tables)


def month_name(month: str) -> str:
    """Return « novembre 2026 »."""
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def _table(by: str, facts: Facts, label: Callable[[dict[str, Any]], str],
           labels: Iterable[str], months: tuple[str, ...]) -> Table:
    counted: Tally[tuple[str, str]] = Tally()
    for each in facts:
        counted[label(each), each["month"]] += each["count"]
    names = [name for name in labels if any(counted[name, month] for month in months)]
    grid = [[counted[name, month] for month in months] for name in names]
    hidden = hidden_cells(grid)
    if hidden is None:
        return Table(by, is_withheld=True)
    return Table(by, tuple(
        Row(name, tuple(None if (at, column) in hidden else figure
                        for column, figure in enumerate(figures)),
            None if (at, len(figures)) in hidden else sum(figures))
        for at, (name, figures) in enumerate(zip(names, grid, strict=True))))


def _list(by: str, facts: Facts, label: Callable[[dict[str, Any]], str],
          labels: Iterable[str]) -> Table:
    counted: Tally[str] = Tally()
    for each in facts:
        counted[label(each)] += each["count"]
    names = [name for name in labels if counted[name]]
    hidden = hidden_cells([[counted[name]] for name in names], has_row_totals=False)
    if hidden is None:
        return Table(by, is_withheld=True)
    return Table(by, tuple(Row(name, (), None if (at, 0) in hidden else counted[name])
                           for at, name in enumerate(names)))
