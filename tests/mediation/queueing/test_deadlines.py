"""The date of a brief, whichever way it is written."""

from datetime import UTC, date, datetime

import pytest

from mediation.answer import BriefLine
from mediation.queueing.deadlines import deadline_of

NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)


@pytest.mark.parametrize(("text", "day"), [
    ("Échéance : 30 novembre 2026, d'après la date de courrier donnée", date(2026, 11, 30)),
    ("Échéance : 1er décembre", date(2026, 12, 1)),
    ("Échéance : mardi 5 août 2027", date(2027, 8, 5)),
    ("Échéance : 3 février", date(2027, 2, 3)),
    ("Échéance : 02/12", date(2026, 12, 2)),
    ("Échéance : 02/12/2026", date(2026, 12, 2)),
    ("Échéance : 2026-12-02", date(2026, 12, 2)),
    ("Échéance : 31 février 2027", None),
    ("Échéance : bientôt", None),
])
def test_the_date_is_read(text: str, day: date | None) -> None:
    assert deadline_of((BriefLine(line_id="deadline", text=text),), NOW) == day


def test_only_the_lines_of_a_deadline_count_and_the_nearest_wins() -> None:
    lines = (BriefLine(line_id="need-1", text="Demande : avant le 25 novembre 2026"),
             BriefLine(line_id="deadline-1", text="12 décembre 2026"),
             BriefLine(line_id="deadline-2", text="9 décembre 2026"))
    assert deadline_of(lines, NOW) == date(2026, 12, 9)
    assert deadline_of(lines[:1], NOW) is None
