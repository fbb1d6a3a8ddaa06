"""Who does what, for a case and a place: the lead first, places that serve the commune, or none."""

import pytest

from knowledge.vocabulary import Role
from knowledge.who_does import who_does
from tests.people import CASES, directory, entry, partner, places, registry

HERE, LOIN = places().get("99001"), places().get("99003")


def offices(one, case_id=None, place=HERE, *partners):
    return who_does(one, case_id, place, registry(), directory(*partners))


def test_the_lead_comes_first_with_its_place():
    first = offices(entry())[0]
    assert (first.organisation.key, first.is_lead, first.roles) == ("caf", True, (Role.DECIDES,))
    assert [each.partner.id for each in first.partners] == ["caf-fictive"]


def test_each_case_names_its_own_lead_and_never_the_other_office():
    one = entry(**CASES)
    assert [each.organisation.key for each in offices(one, "general") if each.is_lead] == ["caf"]
    rural = [each.organisation.key for each in offices(one, "agricole")]
    assert rural[0] == "msa"
    assert "caf" not in rural


def test_an_organisation_that_only_hears_appeals_is_not_an_office_to_see():
    assert "tribunal" not in {each.organisation.key for each in offices(entry())}


def test_without_a_place_here_the_official_finder_remains():
    only_bourg = partner(coverage={"communes": ["99002"]})
    first = offices(entry(), None, LOIN, only_bourg)[0]
    assert first.partners == ()
    assert first.organisation.finder is not None


def test_an_unknown_case_is_refused():
    with pytest.raises(KeyError):
        offices(entry(**CASES), "maritime")
