"""Checks the whole base: entries, wordings shared, life events, partners, registry."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from knowledge.checks.entries import check_entry
from knowledge.checks.paths import check_paths
from knowledge.checks.phones import check_registry
from knowledge.checks.wordings import check_wordings
from knowledge.diagnosis import check_diagnosis
from knowledge.hours import is_valid
from knowledge.organisations import Organisations
from knowledge.partner import Partner
from knowledge.places import Places
from knowledge.repository import Fault, Repository, load_repository

_PHONE = re.compile(r"0[1-9]( \d{2}){4}|0 \d{3} \d{3} \d{3}|\d{2} \d{2}|\d{3,4}")


def check_folder(folder: Path, places: Places | None, today: date,
                 only: frozenset[str] | None = None) -> tuple[Repository, list[Fault]]:
    """Read and check a knowledge folder. Faults of schema come first.

    `only`: the names of the files to check ("rsa.md"). What ties files together (shared
    wordings, life events) is always read whole, but only what touches these files is returned.
    """
    repository = load_repository(folder)
    faults = list(repository.faults)
    for entry in repository.entries():
        if only is None or f"{entry.id}.md" in only:
            faults += check_entry(entry, repository.organisations, repository.by_id, today)
    faults += check_wordings(repository.entries(), only)
    faults += check_paths(repository, today)
    faults += check_diagnosis(folder, repository)
    faults += _hours(repository.organisations)
    faults += check_registry(repository.organisations)
    for partner in repository.partners:
        faults += _partner(partner, repository.organisations, places, today)
    if only is not None:
        faults = [each for each in faults if _touches(each, only)]
    return repository, faults


def _touches(fault: Fault, only: frozenset[str]) -> bool:
    """Say whether a fault is in one of the files, or names one of them."""
    return fault.file in only or f"{fault.value}.md" in only or any(
        file in fault.advice for file in only)


def _hours(organisations: Organisations) -> Iterator[Fault]:
    for each in organisations.all():
        if each.phone and each.phone.hours and not is_valid(each.phone.hours):
            yield Fault("organisations.yml", f"{each.key}.phone.hours", each.phone.hours,
                        "horaires illisibles : écrivez par exemple « Mo-Fr 09:00-17:00 »")


def _partner(partner: Partner, organisations: Organisations, places: Places | None,
             today: date) -> Iterator[Fault]:
    file = f"{partner.id}.yml"
    keys = {partner.organisation, *partner.serves_as, *(s.organisation for s in partner.sessions)}
    for key in sorted(keys):
        if key not in organisations:
            yield Fault(file, "organisation", key, "utilisez une clé de organisations.yml")
    if partner.opening_hours and not is_valid(partner.opening_hours):
        yield Fault(file, "opening_hours", partner.opening_hours, "horaires illisibles")
    if partner.confirmed_on and partner.confirmed_on > today:
        yield Fault(file, "confirmed_on", str(partner.confirmed_on), "date dans le futur")
    if not partner.sources and not partner.is_fictitious:
        yield Fault(file, "sources", "aucune", "dites où ce lieu a été lu, et quand")
    if partner.phone and not _PHONE.fullmatch(partner.phone):
        yield Fault(file, "phone", partner.phone, "écrivez le numéro ainsi : 04 66 00 00 00")
    if places and places.get(partner.address.insee) is None:
        yield Fault(file, "address.insee", partner.address.insee, "commune inconnue")
