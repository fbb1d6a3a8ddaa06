"""Checks one entry, one kind of fault after another."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from knowledge.checks.agreement import check_agreement
from knowledge.checks.bodies import (
    check_appeals,
    check_bodies,
    check_helper_first,
    check_look_alikes,
)
from knowledge.checks.cases import check_cases
from knowledge.checks.dates import check_dates
from knowledge.checks.names import check_names
from knowledge.checks.phones import check_phones
from knowledge.checks.publishers import check_publishers
from knowledge.checks.readability import check_readability
from knowledge.checks.traced import check_figures
from knowledge.checks.wordings import check_own_wordings
from knowledge.checks.words import card_text, fold_keep
from knowledge.entry import Entry
from knowledge.organisations import Organisations
from knowledge.repository import Fault


def check_entry(entry: Entry, organisations: Organisations,
                known: Collection[str] | Mapping[str, Entry], today: date) -> Iterator[Fault]:
    """Yield every fault of one entry. `known`: the other entries, or only their ids."""
    file = f"{entry.id}.md"
    others = known if isinstance(known, Mapping) else {}
    yield from check_bodies(entry, organisations, file)
    yield from check_look_alikes(entry, organisations, others, file)
    yield from check_appeals(entry, file)
    yield from check_helper_first(entry, organisations, file)
    yield from check_cases(entry, file)
    yield from _facts(entry, file)
    yield from check_figures(entry, file, others)
    yield from check_agreement(entry, file)
    yield from check_names(entry, file)
    yield from check_phones(entry, organisations, file)
    yield from check_dates(entry, file, today)
    yield from check_readability(entry, file)
    yield from check_publishers(entry, organisations, file)
    yield from check_own_wordings(entry, file)
    for look_alike in entry.not_for:
        if look_alike.entry and look_alike.entry not in known:
            yield Fault(file, "not_for.entry", look_alike.entry, "nommez une fiche qui existe")


def _said(words: str) -> re.Pattern[str]:
    """Match words in a text, never « 2 mois » inside « 12 mois »."""
    return re.compile(rf"(?<![\d,]){re.escape(fold_keep(words))}(?!\d)")


def _facts(entry: Entry, file: str) -> Iterator[Fault]:
    shown = card_text(entry)
    keys = {source.key for source in entry.sources}
    for fact in entry.must_know:
        if fact.source not in keys:
            yield Fault(file, "must_know.source", fact.source, "nommez la clé d'une source")
        if not any(_said(each).search(shown) for each in fact.says):
            yield Fault(file, "must_know.says", " | ".join(fact.says),
                        "ce fait obligatoire n'est pas dit dans la fiche : ajoutez-le au texte")
