"""The calendar of a quarter."""

from datetime import date

import pytest
from pydantic import ValidationError

from knowledge.workshops import Workshop, load_workshops, of_quarter, quarter


def workshop(start="2026-12-03 14:00", end="2026-12-03 16:00"):
    return Workshop.model_validate({"id": "atelier", "title": "Atelier", "place": "lieu",
                                    "starts_at": start, "ends_at": end, "source": "Affiche"})


@pytest.mark.parametrize(("day", "first", "after"), [
    (date(2026, 11, 23), date(2026, 10, 1), date(2027, 1, 1)),
    (date(2026, 1, 1), date(2026, 1, 1), date(2026, 4, 1)),
    (date(2026, 6, 30), date(2026, 4, 1), date(2026, 7, 1)),
])
def test_a_day_has_its_quarter(day, first, after):
    assert quarter(day) == (first, after)


def test_only_the_events_of_the_quarter_are_kept_the_soonest_first():
    late, soon = workshop(), workshop("2026-10-02 09:00", "2026-10-02 10:00")
    other = workshop("2027-01-02 09:00", "2027-01-02 10:00")
    assert of_quarter([late, other, soon], date(2026, 11, 23)) == (soon, late)


def test_an_event_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValidationError, match="ends_at"):
        workshop(end="2026-12-03 13:00")


def test_a_place_without_calendar_has_no_workshop(tmp_path):
    assert load_workshops(tmp_path) == ()
