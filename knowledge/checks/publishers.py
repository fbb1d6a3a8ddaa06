"""Checks the addresses an entry gives: official texts, official online services."""

from collections.abc import Iterator

from knowledge.checks.bodies import tied_to
from knowledge.entry import Entry
from knowledge.official import is_official
from knowledge.organisations import Organisations
from knowledge.repository import Fault


def check_publishers(entry: Entry, organisations: Organisations, file: str) -> Iterator[Fault]:
    """Yield a fault when no text is official, or the online service is neither official nor
    that of a body the entry names."""
    keys = [source.key for source in entry.sources]
    for key in {key for key in keys if keys.count(key) > 1}:
        yield Fault(file, "sources.key", key, "deux sources portent cette clé : changez-en une")
    if not any(is_official(source.url) for source in entry.sources):
        yield Fault(file, "sources.url", str(entry.sources[0].url),
                    "aucun texte officiel : ajoutez la page d'une administration")
    sites = {organisations[key].website for key in tied_to(entry) if key in organisations}
    hosts = {site.host for site in sites if site}
    if entry.online and not is_official(entry.online.url) and entry.online.url.host not in hosts:
        yield Fault(file, "online.url", str(entry.online.url),
                    "ce n'est pas un service officiel : donnez l'adresse de l'administration")
