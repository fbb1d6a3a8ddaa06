"""Gathers what is public from the knowledge base: nothing of it is ever masked."""

import re
from collections.abc import Iterable

from knowledge.places import Places
from knowledge.repository import Repository
from mediation.personal.sheet import fold
from mediation.personal.staying import national
from mediation.personal.words import KnownWords, phrases

TOWN_POPULATION = 2000  # above it, a commune said after a street is taken for a commune


def known_words(repository: Repository, places: Places, numbers: Iterable[str]) -> KnownWords:
    """Return the words, places and numbers of the base; `numbers` adds the emergency ones."""
    organisations, partners = repository.organisations.all(), repository.partners
    phones = [each.phone.number for each in organisations if each.phone]
    phones += [each.phone for each in partners if each.phone]
    names = [name for each in organisations
             for name in (each.name, each.short_name, *each.aliases, *each.former_names)]
    towns = [each.name for each in places.all() if each.population >= TOWN_POPULATION]
    return KnownWords(
        numbers=frozenset(national(re.sub(r"\D", "", each)) for each in (*phones, *numbers)),
        postcodes=frozenset(places.by_postcode),
        streets=phrases(each.address.street for each in partners
                        if each.address.street and each.address.street[:1].isdigit()),
        organisations=phrases([*names, *(each.name for each in partners)]),
        places=frozenset(places.by_name) | phrases(each.departement_name for each in places.all()),
        towns=phrases(towns),
        written=_written(repository))


def _written(repository: Repository) -> frozenset[str]:
    """Return the words residents and entries write with, their spelling included."""
    return frozenset(
        word for entry in repository.entries()
        for text in (entry.title, entry.body, entry.easy, *entry.asked_as)
        for said in re.findall(r"[^\W\d_]+", text) if said[0].islower() for word in (fold(said),))
