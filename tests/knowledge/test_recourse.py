"""The file of recourse: official texts, known bodies."""

from pathlib import Path

from knowledge.official import is_official
from knowledge.organisations import load_organisations
from knowledge.recourse import FILE, recourse

REGISTRY = load_organisations(Path(FILE).parent / "organisations.yml")
OF_THE_BODIES = ("francetravail.fr", "lassuranceretraite.fr")


def test_every_body_is_in_the_registry() -> None:
    known = recourse()
    keys = {*known.mediators, *known.transfer_rule.applies_to, known.last_resort.organisation}
    assert {key for key in keys if key not in REGISTRY} == set()


def test_the_bodies_people_are_sent_between_most_have_a_mediator() -> None:
    assert {"caf", "msa", "cpam", "france_travail", "impots", "carsat"} <= set(
        recourse().mediators)


def test_every_fact_was_read_in_an_official_text() -> None:
    known = recourse()
    sources = [known.transfer_rule.source, known.last_resort.source,
               *(each.source for each in known.mediators.values())]
    for source in sources:
        host = source.url.host or ""
        assert is_official(source.url) or host.endswith(OF_THE_BODIES), source.url


def test_the_last_resort_has_a_number() -> None:
    assert REGISTRY[recourse().last_resort.organisation].phone is not None
