"""What is due is listed, the most pressing first; what is fresh is not."""

from datetime import date

from knowledge.freshness import due
from knowledge.repository import Repository
from tests.people import entry, partner, registry

TODAY = date(2026, 11, 23)


def listed(entries=(), partners=()):
    base = Repository({each.id: each for each in entries}, registry(), tuple(partners))
    return list(due(base, TODAY))


def test_a_late_entry_comes_before_one_due_soon_and_a_fresh_one_is_left_out():
    late = entry(id="en-retard", review_before=date(2026, 10, 1))
    soon = entry(id="bientot", review_before=date(2026, 12, 20))
    lines = listed([soon, late, entry()])
    assert [line.split(".md")[0] for line in lines] == ["en-retard", "bientot"]
    assert "en retard" in lines[0]


def test_a_place_never_confirmed_or_confirmed_long_ago_is_listed():
    never = partner(id="jamais", confirmed_on=None)
    old = partner(id="ancien", confirmed_on=date(2024, 1, 5))
    lines = listed(partners=[never, old, partner()])
    assert len(lines) == 2
    assert "5 janvier 2024" in lines[1]
