"""Delays to contest: read in the entry, counted in the calendar."""

from datetime import date

import pytest

from knowledge.delays import Delay, first_delay
from tests.people import CASES, entry


def within(said: str, **more: object) -> dict[str, object]:
    return {"organisation": "tribunal", "role": "appeals", "within": said, **more}


def test_the_first_counted_delay_is_the_one_from_the_letter() -> None:
    who = [{"organisation": "caf", "role": "decides"},
           within("après la réponse, dans le délai écrit sur cette réponse"),
           within("tribunal, dans les 2 mois après la réponse au recours"),
           within("commission, dans les 12 mois après la lettre")]
    delay = first_delay(entry(who=who))
    assert delay is not None
    assert (delay.count, delay.text) == (12, "12 mois")


def test_no_delay_is_invented() -> None:
    who = [{"organisation": "caf", "role": "decides"},
           within("le délai est écrit sur la décision, en général 2 mois")]
    assert first_delay(entry(who=who)) is None


def test_another_case_s_delay_is_left_aside() -> None:
    fields = CASES | {"who": [*CASES["who"][:3],  # type: ignore[index]
                              within("dans les 2 mois", when="Hors agriculture"),
                              within("dans les 15 jours", when="Agriculteur")]}
    assert first_delay(entry(**fields), "agricole") == Delay("tribunal", "dans les 15 jours", 15,
                                                             "jours")


@pytest.mark.parametrize(("count", "unit", "last"), [
    (2, "mois", date(2027, 2, 28)), (15, "jours", date(2027, 1, 15)),
    (2, "semaines", date(2027, 1, 14)), (1, "an", date(2027, 12, 31))])
def test_the_last_day_is_counted_in_the_calendar(count: int, unit: str, last: date) -> None:
    assert Delay("caf", "", count, unit).after(date(2026, 12, 31)) == last
