"""Looks at every address the base gives and says which no longer answers."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from knowledge.repository import Repository

AT_ONCE = 8
WAIT_SECONDS = 10.0
_GONE = frozenset({404, 410})
_PROBE = "https://www.service-public.gouv.fr/"


@dataclass(frozen=True)
class Link:
    """One address and the files that give it."""

    url: str
    files: tuple[str, ...]


def links(repository: Repository) -> tuple[Link, ...]:
    """Return each address of the entries, places and registry once, with where it is given."""
    files: dict[str, list[str]] = defaultdict(list)
    for url, file in _given(repository):
        if file not in files[url]:
            files[url].append(file)
    return tuple(Link(url, tuple(each)) for url, each in sorted(files.items()))


def _given(repository: Repository) -> Iterator[tuple[str, str]]:
    for entry in repository.entries():
        for source in entry.sources:
            yield str(source.url), f"{entry.id}.md"
        if entry.online:
            yield str(entry.online.url), f"{entry.id}.md"
    for partner in repository.partners:
        if partner.website:
            yield str(partner.website), f"{partner.id}.yml"
    for body in repository.organisations.all():
        for url in (body.website, body.finder and body.finder.url):
            if url:
                yield str(url), "organisations.yml"


async def dead(found: tuple[Link, ...], client: httpx.AsyncClient) -> tuple[str, ...] | None:
    """Return a French line for each dead link, or None when the network does not answer."""
    try:
        await client.head(_PROBE)
    except httpx.HTTPError:
        return None
    gate = asyncio.Semaphore(AT_ONCE)

    async def look(link: Link) -> str | None:
        async with gate:
            fault = await _fault(link.url, client)
        return f"{link.url} ({', '.join(link.files)}) : {fault}" if fault else None

    lines = await asyncio.gather(*(look(each) for each in found))
    return tuple(each for each in lines if each)


async def _fault(url: str, client: httpx.AsyncClient) -> str | None:
    """Say what is wrong with an address. A site that refuses robots is not a dead link."""
    try:
        answer = await client.head(url)
        if answer.status_code in (405, 501):
            answer = await client.get(url)
    except httpx.HTTPError as fault:
        return f"ne répond pas ({type(fault).__name__})"
    return f"page disparue ({answer.status_code})" if answer.status_code in _GONE else None


def look_at_links(repository: Repository) -> tuple[str, ...] | None:
    """Look at every link from a command line."""
    async def run() -> tuple[str, ...] | None:
        async with httpx.AsyncClient(timeout=WAIT_SECONDS, follow_redirects=True) as client:
            return await dead(links(repository), client)
    return asyncio.run(run())
