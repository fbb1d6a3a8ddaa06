"""Gives the Directory the imported places, behind those that people of the place keep."""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from knowledge.imports.shelf import RECORDS, Shelf
from knowledge.partner import Partner

SOURCES = ("data-inclusion", "annuaire")  # the first wins when both have a body in a commune


def imported_partners(imports: Path) -> Iterator[Partner]:
    """Yield the places of the versions in use; one that cannot be read any more is left out."""
    for name in SOURCES:
        version = Shelf(imports / name).current()
        if version is not None:
            yield from _read(version)


@lru_cache(maxsize=len(SOURCES))
def _read(version: Path) -> tuple[Partner, ...]:
    """Read a version once: it never changes, and a published entry must not wait for it."""
    found: list[Partner] = []
    with (version / RECORDS).open(encoding="utf-8") as stream:
        for line in stream:
            try:
                found.append(Partner(**json.loads(line)["record"]["partner"]))
            except (ValidationError, KeyError, TypeError):
                continue
    return tuple(found)


def joined(curated: tuple[Partner, ...], imports: Path | None) -> tuple[Partner, ...]:
    """Return the curated places, then the imported ones that none of them already stands for.

    A curated place wins over an imported one of the same organisation in the same commune.
    """
    if imports is None:
        return curated
    taken = {(key, each.address.insee) for each in curated
             for key in (each.organisation, *each.serves_as)}
    kept: list[Partner] = []
    first_source: dict[tuple[str, str], str | None] = {}
    for each in imported_partners(imports):
        spot = (each.organisation, each.address.insee)
        if spot in taken or first_source.setdefault(spot, each.imported_from) != each.imported_from:
            continue
        kept.append(each)
    return (*curated, *kept)
