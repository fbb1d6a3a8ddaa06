"""Checks that no text says a name that no longer exists, nor a forbidden formula."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from knowledge.checks.words import fold_keep, spoken
from knowledge.entry import Entry, Strict
from knowledge.reading import read_yaml
from knowledge.repository import Fault

_FILE = Path(__file__).with_name("stale_names.yml")
_FORMERLY = re.compile(r"\((?:anciennement|ex)\b[^)]*\)|\bex-[a-z]+")
_FORBIDDEN = ("trop tard", "delai depasse", "veuillez", "erreur 500")


class StaleName(Strict):
    """A name a reform removed, with today's."""

    was: str
    pattern: str
    now: str
    since: date
    reform: str


@cache
def stale_names() -> tuple[StaleName, ...]:
    """Read the names that no longer exist."""
    raw = read_yaml(_FILE)
    return TypeAdapter(tuple[StaleName, ...]).validate_python(raw)


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join([*(each.pattern for each in stale_names()), *_FORBIDDEN]))


def check_names(entry: Entry, file: str) -> Iterator[Fault]:
    """Yield a fault for each former name outside « (anciennement …) », and each formula."""
    for field, text in spoken(entry):
        folded = _FORMERLY.sub(" ", fold_keep(text))
        if not _any().search(folded):
            continue
        for each in stale_names():
            if re.search(each.pattern, folded):
                yield Fault(file, field, each.was,
                            f"nom ancien ({each.reform}, {each.since.year}) : "
                            f"écrivez « {each.now} »")
        for formula in _FORBIDDEN:
            if formula in folded:
                yield Fault(file, field, formula.strip(), "formule interdite : dites quoi faire")
