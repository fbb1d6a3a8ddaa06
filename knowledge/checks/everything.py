"""Checks the whole base: entries, wordings shared, life events, partners, registry."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from knowledge.checks.entries import check_entry
from knowledge.checks.words import fold_keep
from knowledge.hours import is_valid
from knowledge.organisations import Organisations
from knowledge.partner import Partner
from knowledge.places import Places
from knowledge.repository import Fault, Repository, load_repository

_PHONE = re.compile(r"0[1-9]( \d{2}){4}|0 \d{3} \d{3} \d{3}|\d{2} \d{2}|\d{3,4}")


def check_folder(folder: Path, places: Places | None, today: date
                 ) -> tuple[Repository, list[Fault]]:
    """Read and check a knowledge folder. Faults of schema come first."""
    repository = load_repository(folder)
    known = frozenset(repository.by_id)
    faults = list(repository.faults)
    for entry in repository.entries():
        faults += check_entry(entry, repository.organisations, known, today)
    faults += _shared_wordings(repository)
    faults += _life_events(repository)
    faults += _registry(repository.organisations)
    for partner in repository.partners:
        faults += _partner(partner, repository.organisations, places, today)
    return repository, faults


def _shared_wordings(repository: Repository) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for entry in repository.entries():
        for wording in entry.asked_as:
            key = " ".join(re.findall(r"[a-z0-9]+", fold_keep(wording))) or wording
            other = seen.setdefault(key, entry.id)
            if other != entry.id:
                yield Fault(f"{entry.id}.md", "asked_as", wording,
                            f"déjà dans {other}.md : gardez-la dans une seule fiche")


def _life_events(repository: Repository) -> Iterator[Fault]:
    """Yield what life events and poles name that does not exist, and the reverse."""
    known, events = repository.by_id, repository.life_events
    for key, event in events.items():
        for slug in (*event.path, event.first_from):
            if slug not in known:
                yield Fault("life_events.yml", f"{key}.path", slug, "nommez une fiche qui existe")
    for entry in repository.entries():
        for slug in entry.life_events:
            if slug not in events:
                yield Fault(f"{entry.id}.md", "life_events", slug,
                            "utilisez une clé de life_events.yml")
    for key, pole in repository.poles.items():
        for slug in pole.entries:
            if slug not in known:
                yield Fault("poles.yml", f"{key}.entries", slug, "nommez une fiche qui existe")
        for slug in pole.life_events:
            if slug not in events:
                yield Fault("poles.yml", f"{key}.life_events", slug,
                            "utilisez une clé de life_events.yml")
        for slug in pole.referents:
            if slug not in repository.organisations:
                yield Fault("poles.yml", f"{key}.referents", slug,
                            "utilisez une clé de organisations.yml")


def _registry(organisations: Organisations) -> Iterator[Fault]:
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
