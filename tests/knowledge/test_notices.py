"""Dated notices concern who they say, and fall silent by themselves."""

from datetime import date

import pytest
from pydantic import ValidationError

from knowledge.notices import Notice, load_notices, notices_text, shown
from knowledge.repository import read_notices
from tests.people import entry, places

TODAY = date(2026, 11, 23)
HERE = places().get("99001")


def notice(**scope):
    return Notice.model_validate({"id": "fermeture", "from": "2026-11-20", "until": "2026-11-23",
                                  "scope": scope, "text": "La Caf fictive est fermée."})


@pytest.mark.parametrize("scope", [
    {}, {"entries": ["aide-fictive"]}, {"domains": ["benefits"]}, {"organisations": ["caf"]},
    {"places": ["99001"]}, {"places": ["99"]}, {"organisations": ["caf"], "places": ["99"]},
])
def test_a_notice_is_said_to_those_it_concerns(scope):
    assert shown([notice(**scope)], entry(), HERE, TODAY)


@pytest.mark.parametrize("scope", [
    {"entries": ["autre-fiche"]}, {"domains": ["taxes"]}, {"organisations": ["mdph"]},
    {"places": ["98001"]}, {"organisations": ["caf"], "places": ["98"]},
])
def test_a_notice_is_not_said_to_others(scope):
    assert not shown([notice(**scope)], entry(), HERE, TODAY)


def test_a_notice_for_a_place_waits_until_the_place_is_known():
    assert not shown([notice(places=["99"])], entry(), None, TODAY)


@pytest.mark.parametrize(("day", "is_said"), [
    (date(2026, 11, 19), False), (date(2026, 11, 20), True), (date(2026, 11, 23), True),
    (date(2026, 11, 24), False),
])
def test_a_notice_is_said_from_its_first_to_its_last_day(day, is_said):
    assert bool(shown([notice()], entry(), HERE, day)) is is_said


def test_a_notice_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValidationError, match="until"):
        Notice.model_validate({"id": "faux", "from": "2026-11-20", "until": "2026-11-19",
                               "text": "Un avis fictif."})


def test_notices_survive_writing_and_reading(tmp_path):
    kept = (notice(places=["99"]),)
    (tmp_path / "notices.yml").write_text(notices_text(kept), encoding="utf-8")
    assert load_notices(tmp_path) == kept


def test_a_faulty_notices_file_is_a_fault_and_silences_no_entry(tmp_path):
    (tmp_path / "notices.yml").write_text("- {id: x}\n", encoding="utf-8")
    faults = []
    assert read_notices(tmp_path, faults) == ()
    assert {each.file for each in faults} == {"notices.yml"}
