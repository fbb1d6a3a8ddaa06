"""Delays: counted from the date told only, never declared over."""

from datetime import date

import pytest

from bot.decision import Decision, Kind, LetterDate
from mediation.saying.deadlines import DEFAULT_HELPER, day_of, helper_of, say_time
from tests.people import entry, registry

TODAY = date(2026, 11, 23)
ANSWER = Decision(kind=Kind.ANSWER, entry_ids=("aide-fictive",))


def said(**fields: object) -> str:
    return "\n".join(say_time(ANSWER.model_copy(update=fields), entry(), registry(), TODAY))


def test_a_date_told_gives_the_last_day_and_sends_back_to_the_letter() -> None:
    told = said(letter_date=LetterDate(day=3, month=11))
    assert "au plus tard le 3 janvier 2027" in told
    assert "Vérifiez sur votre courrier" in told


def test_an_old_date_still_leaves_a_way_this_week() -> None:
    told = said(letter_date=LetterDate(day=3, month=1, year=2021))
    assert "Il reste parfois un recours" in told
    assert "cette semaine à la france_services" in told


def test_without_a_date_it_is_asked_and_nothing_is_counted() -> None:
    told = said(asks_date=True)
    assert told.startswith("Quelle date est écrite sur le courrier ?")
    assert "au plus tard" not in told


def test_a_fear_is_answered_before_the_date_is_asked() -> None:
    told = said(fears_late=True, asks_date=True)
    assert told.startswith("Ne renoncez pas")


@pytest.mark.parametrize("told", [
    LetterDate(day=31, month=2), LetterDate(day=29, month=2, year=2025)])
def test_a_day_that_no_calendar_has_is_asked_again(told: LetterDate) -> None:
    assert said(letter_date=told).startswith("Quelle date")


def test_a_day_to_come_is_questioned() -> None:
    assert "pas encore là" in said(letter_date=LetterDate(day=1, month=12, year=2026))


def test_a_day_without_its_year_is_the_latest_past_one() -> None:
    assert day_of(LetterDate(day=24, month=12), TODAY) == date(2025, 12, 24)
    assert day_of(LetterDate(day=23, month=11), TODAY) == TODAY
    assert day_of(LetterDate(days_ago=1), TODAY) == date(2026, 11, 22)


def test_nothing_is_said_of_time_when_nothing_was() -> None:
    assert said() == ""


def test_without_a_helper_a_local_desk_is_named() -> None:
    who = [{"organisation": "caf", "role": "decides"}]
    assert helper_of(entry(who=who), registry()) == DEFAULT_HELPER
