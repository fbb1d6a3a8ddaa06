"""Checks of what leads to entries: life events, poles, notices, workshops."""

import re
from collections.abc import Iterator
from datetime import date

from knowledge.checks.words import spoken
from knowledge.repository import Fault, Repository

_FIGURES = re.compile(r"\d+")
ENTRY_ADVICE = "nommez une fiche qui existe"
BODY_ADVICE = "utilisez une clé de organisations.yml"
EVENT_ADVICE = "utilisez une clé de life_events.yml"


def check_paths(repository: Repository, today: date) -> Iterator[Fault]:
    """Yield what names an entry, a body, a life event or a place that does not exist."""
    yield from _life_events(repository)
    yield from _poles(repository)
    yield from _notices(repository, today)
    yield from _workshops(repository)


def _life_events(repository: Repository) -> Iterator[Fault]:
    known, events, file = repository.by_id, repository.life_events, "life_events.yml"
    for key, event in events.items():
        for slug in (*event.path, event.first_from):
            if slug not in known:
                yield Fault(file, f"{key}.path", slug, ENTRY_ADVICE)
        if len(set(event.path)) < len(event.path):
            yield Fault(file, f"{key}.path", "doublon", "retirez la fiche nommée deux fois")
        if event.first_from in known:
            said = " ".join(text for _, text in spoken(known[event.first_from]))
            for figure in _FIGURES.findall(event.first):
                if figure not in _FIGURES.findall(said.replace(" ", "")) + _FIGURES.findall(said):
                    yield Fault(file, f"{key}.first", figure,
                                f"ce chiffre n'est pas dans {event.first_from}.md : corrigez-le")
    for entry in repository.entries():
        for slug in entry.life_events:
            if slug not in events:
                yield Fault(f"{entry.id}.md", "life_events", slug, EVENT_ADVICE)


def _poles(repository: Repository) -> Iterator[Fault]:
    for key, pole in repository.poles.items():
        named = ((pole.entries, repository.by_id, "entries", ENTRY_ADVICE),
                 (pole.life_events, repository.life_events, "life_events", EVENT_ADVICE),
                 (pole.referents, repository.organisations, "referents", BODY_ADVICE))
        for slugs, known, field, advice in named:
            for slug in slugs:
                if slug not in known:
                    yield Fault("poles.yml", f"{key}.{field}", slug, advice)


def _notices(repository: Repository, today: date) -> Iterator[Fault]:
    file = "notices.yml"
    ids = [each.id for each in repository.notices]
    for notice in repository.notices:
        if ids.count(notice.id) > 1:
            yield Fault(file, "id", notice.id, "donnez un nom différent à chaque avis")
        for slug in notice.scope.entries:
            if slug not in repository.by_id:
                yield Fault(file, f"{notice.id}.scope.entries", slug, ENTRY_ADVICE)
        for slug in notice.scope.organisations:
            if slug not in repository.organisations:
                yield Fault(file, f"{notice.id}.scope.organisations", slug, BODY_ADVICE)
        if (notice.until - today).days > 366:
            yield Fault(file, f"{notice.id}.until", str(notice.until),
                        "un avis dure un an au plus : changez plutôt la fiche")


def _workshops(repository: Repository) -> Iterator[Fault]:
    places = {each.id for each in repository.partners}
    for workshop in repository.workshops:
        if workshop.place not in places:
            yield Fault("workshops.yml", f"{workshop.id}.place", workshop.place,
                        "nommez un lieu de partners/")
