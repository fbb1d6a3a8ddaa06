"""What a mutator gives: one changed place of one entry, with the whole changed text.

A mutator is a module `evals.knowledge.mutator` with one function:

    def mutations(texts: Mapping[str, str], count: int, seed: int) -> Iterator[Mutation]

`texts`: the text of each entry's file by id, front matter and body. Each mutation changes one
place of a redundant pair (a figure, a delay, a phone, a body, a case or a date that another
place of the entry also tells). It is written by someone who has not read `knowledge/checks`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

MUTATOR = "evals.knowledge.mutator"


@dataclass(frozen=True)
class Mutation:
    """One silent change. `kind`: figure, delay, phone, body, case or date."""

    kind: str
    entry_id: str
    field: str
    before: str
    after: str
    text: str


class Mutator(Protocol):
    """Yields `count` mutations, always the same for one seed."""

    def __call__(self, texts: Mapping[str, str], count: int, seed: int) -> Iterator[Mutation]: ...


def load_mutator() -> Mutator:
    """Return the mutator. Raises ModuleNotFoundError when nobody has written one."""
    return cast(Mutator, import_module(MUTATOR).mutations)
