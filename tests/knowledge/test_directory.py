"""Partners are found by coverage, nearest first, never outside their area."""

from knowledge.directory import Nearness
from tests.people import directory, partner, places

BOURG = places().get("99002")
LOIN = places().get("99003")


def test_a_partner_outside_the_coverage_is_not_shown():
    near = directory(partner(coverage={"communes": ["99001"]})).near("caf", LOIN)
    assert near == ()


def test_the_nearest_partner_comes_first():
    far = partner(id="loin", address={"postcode": "99000", "city": "Loinville", "insee": "99003"})
    found = directory(far, partner()).near("caf", BOURG)
    assert [each.partner.id for each in found] == ["caf-fictive", "loin"]
    assert found[0].nearness is Nearness.EPCI


def test_a_place_without_coverage_serves_its_own_commune_only():
    here = partner(coverage={})
    assert directory(here).near("caf", BOURG) == ()
    assert len(directory(here).near("caf", places().get("99001"))) == 1


def test_a_permanence_counts_as_a_place_of_the_organisation_that_comes():
    host = partner(id="hote", organisation="france_services",
                   sessions=[{"organisation": "caf", "when_text": "le jeudi"}])
    assert [each.partner.id for each in directory(host).near("caf", BOURG)] == ["hote"]


def test_an_unknown_organisation_has_no_place():
    assert directory().near("impots", BOURG) == ()
