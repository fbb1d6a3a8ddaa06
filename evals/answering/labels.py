"""Maps the labels of outside data to our keys, by one table for every system."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.organisations import load_organisations
from knowledge.vocabulary import Domain

TABLE = Path(__file__).parent / "labels.yml"
REGISTRY = Path(__file__).resolve().parents[2] / "knowledge" / "organisations.yml"


@dataclass(frozen=True)
class Labels:
    """The table, and the keys that need none."""

    organisations: dict[str, tuple[str, ...]]
    domains: dict[str, tuple[str, ...]]
    our_organisations: frozenset[str]

    def offices(self, given: Iterable[str], own_first: bool = True) -> frozenset[str]:
        """Return our keys for some labels; empty when none is known here.

        `own_first`: a label that is one of our keys stands for itself alone. Outside data that
        says « caf » for « Caf ou MSA » is read without it.
        """
        return _mapped(given, self.organisations, self.our_organisations, own_first)

    def themes(self, given: Iterable[str]) -> frozenset[str]:
        """Return our domains for some labels; empty when none is known here."""
        return _mapped(given, self.domains, frozenset(Domain), own_first=True)


def _mapped(given: Iterable[str], table: dict[str, tuple[str, ...]], ours: Collection[str],
            own_first: bool) -> frozenset[str]:
    found: set[str] = set()
    for label in given:
        own = (label,) if label in ours else ()
        found.update(own or table.get(label, ()) if own_first else table.get(label, own))
    return frozenset(found)


@cache
def load_labels(table: Path = TABLE, registry: Path = REGISTRY) -> Labels:
    """Read the table and the registry."""
    raw: dict[str, dict[str, list[str]]] = yaml.safe_load(table.read_text(encoding="utf-8"))
    known = load_organisations(registry)
    return Labels({name: tuple(keys) for name, keys in raw["organisations"].items()},
                  {name: tuple(keys) for name, keys in raw["domains"].items()},
                  frozenset(each.key for each in known.all()))


def listed(value: Any) -> tuple[str, ...]:
    """Return a label or a list of labels as a tuple; () for nothing."""
    if value is None or value == "":
        return ()
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
