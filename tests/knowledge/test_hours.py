"""Hours say open now, or when next, in French, public holidays included."""

from datetime import datetime

import pytest

from knowledge.hours import PARIS, date_text, is_valid, open_state

OFFICE = "Mo-Fr 09:00-12:00,14:00-17:00; PH off"


@pytest.mark.parametrize(("moment", "is_open", "text"), [
    (datetime(2026, 11, 23, 10, 0), True, None),
    (datetime(2026, 11, 23, 12, 30), False, "aujourd'hui à 14 h"),
    (datetime(2026, 11, 23, 18, 0), False, "demain à 9 h"),
    (datetime(2026, 11, 27, 18, 0), False, "lundi 30 novembre à 9 h"),
    (datetime(2026, 12, 25, 10, 0), False, "lundi 28 décembre à 9 h"),
])
def test_open_now_or_the_next_opening_is_said(moment, is_open, text):
    state = open_state(OFFICE, moment.replace(tzinfo=PARIS))
    assert (state.is_open, state.next_opening_text) == (is_open, text)


def test_unreadable_hours_are_told_apart():
    assert is_valid(OFFICE)
    assert not is_valid("lundi matin")


def test_the_first_of_a_month_is_said_1er():
    assert date_text(datetime(2026, 3, 1).date()) == "1er mars 2026"
