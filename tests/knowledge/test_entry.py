"""An entry refuses what would mislead: no lead, two leads, unknown fields."""

import pytest
from pydantic import ValidationError

from tests.people import CASES, entry


def test_an_entry_without_cases_needs_a_lead():
    with pytest.raises(ValidationError, match="lead"):
        entry(lead=None)


def test_an_entry_with_cases_needs_the_question_that_separates_them():
    with pytest.raises(ValidationError, match="case_question"):
        entry(**(CASES | {"case_question": None}))


def test_two_default_cases_are_refused():
    cases = [case | {"is_default": True} for case in CASES["cases"]]
    with pytest.raises(ValidationError, match="un seul cas"):
        entry(**(CASES | {"cases": cases}))


def test_a_misspelt_field_is_refused():
    with pytest.raises(ValidationError, match="extra"):
        entry(documnets=["x"])


def test_the_lead_follows_the_case_and_the_default_until_it_is_known():
    with_cases = entry(**CASES)
    assert with_cases.lead_for("agricole") == "msa"
    assert with_cases.lead_for(None) == "caf"


def test_the_lead_stays_unknown_without_a_default_case():
    cases = [case | {"is_default": False} for case in CASES["cases"]]
    assert entry(**(CASES | {"cases": cases})).lead_for(None) is None
