"""The desk's statistics: visits and closed exchanges, by theme, place and month, in a CSV."""

import csv
import io
from datetime import UTC, datetime

from mediation.counter.counting import checked
from mediation.counter.spreadsheet import as_csv, safe
from mediation.counter.statistics import NOWHERE, Report, month_name, report
from mediation.retention import Keep, Retention
from tests.counter_room import CounterHouse
from tests.mediation.conftest import House


async def count(room: CounterHouse, theme: str, times: int, place: str | None = "99001") -> None:
    """Count some visits."""
    for _ in range(times):
        await room.desk.visits.count(checked({
            "theme": theme, "nature": "information", "duration": "under_10",
            "outcome": "answered"}), place)


def shown(found: Report, by: str) -> dict[str, tuple[tuple[int | None, ...], int | None]]:
    """Return a table by its lines."""
    table = next(each for each in found.tables if each.by == by)
    return {row.label: (row.figures, row.total) for row in table.rows}


async def test_visits_are_counted_by_theme_place_and_month(house: House, room: CounterHouse
                                                           ) -> None:
    await count(room, "housing", 6)
    await count(room, "taxes", 5, None)
    house.clock.now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # already January in Paris
    await count(room, "taxes", 7)
    visits, cases = await room.desk.statistics.of_year(2026)
    assert (visits.months, visits.totals) == (("2026-11",), (11,))
    assert shown(visits, "Thème") == {"Logement": ((6,), 6), "Impôts": ((5,), 5)}
    assert shown(visits, "Commune") == {"Sainte-Fiction-sur-Test": ((6,), 6), NOWHERE: ((5,), 5)}
    assert shown(visits, "Nature") == {"Information": ((), 11)}
    assert (await room.desk.statistics.of_year(2027))[0].totals == (7,)
    assert cases.months == ()


async def test_a_small_count_is_hidden_with_one_more(room: CounterHouse) -> None:
    await count(room, "housing", 2)
    await count(room, "taxes", 6)
    await count(room, "health", 9)
    found = shown((await room.desk.statistics.of_year(2026))[0], "Thème")
    assert found["Logement"] == ((None,), None)
    assert found["Impôts"] == ((None,), None)
    assert found["Santé"] == ((9,), 9)


async def test_a_month_with_fewer_than_five_is_in_no_total(house: House, room: CounterHouse
                                                           ) -> None:
    await count(room, "housing", 6)
    house.clock.forward(days=30)
    await count(room, "housing", 4)
    found = (await room.desk.statistics.of_year(2026))[0]
    assert (found.months, found.left_out) == (("2026-11",), ("2026-12",))
    assert shown(found, "Thème") == {"Logement": ((6,), 6)}


async def test_exchanges_closed_by_a_mediator_are_counted(house: House, room: CounterHouse
                                                          ) -> None:
    for _ in range(5):
        _, case_id = await house.held()
        await house.desk.close(case_id, "m1", "resolved")
    found = (await room.desk.statistics.of_year(2026))[1]
    assert (found.what, found.totals) == ("Échanges terminés", (5,))
    assert shown(found, "Résultat") == {"Réglé": ((), 5)}


async def test_counts_go_after_their_time(house: House, room: CounterHouse) -> None:
    await count(room, "housing", 6)
    house.clock.forward(days=Keep().counts_days + 40)
    assert (await Retention(house.store, house.bot, Keep()).purge(house.clock()))[
        "visit_counts"] == 6


async def test_the_csv_says_the_same_figures(room: CounterHouse) -> None:
    await count(room, "housing", 2)
    await count(room, "taxes", 12)
    await count(room, "health", 9)
    text = as_csv(await room.desk.statistics.of_year(2026))
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert rows[0] == ["Ce qui est compté", "Par", "Ligne", "Mois", "Nombre"]
    assert ["Visites à l'accueil", "Thème", "Impôts", "novembre 2026", "12"] in rows
    assert ["Visites à l'accueil", "Thème", "Logement", "Total", "masqué"] in rows
    assert "2" not in {row[-1] for row in rows}


def test_a_spreadsheet_runs_nothing_of_a_cell() -> None:
    for cell in ("=1+1", "+33", "-2", "@SUM(A1)", "\t=1", " =cmd|' /C calc'!A0"):
        assert safe(cell).startswith("'")
    assert safe("Sainte-Fiction (99)") == "Sainte-Fiction (99)"
    facts = [{"month": "2026-11", "theme": "housing", "place_name": "=HYPERLINK(1)", "count": 9}]
    assert ";'=HYPERLINK(1);" in as_csv([report("Visites", facts, {})])


def test_a_month_is_said_in_french() -> None:
    assert month_name("2026-08") == "août 2026"
