"""What an importable source is: how its records are read, named and dated."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

Record = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One record to read. `read` returns (id, record) or raises RecordRefused."""

    name: str
    read: Callable[[], tuple[str, Record]]
    total: int | None = None


@dataclass(frozen=True)
class Source:
    """`settings` changes when the same file must be read anew. `dated_on` overrides the records.

    `items` is called once; `ignored` counts, after it, what is in the files but not for us.
    """

    name: str
    label: str
    licence: str
    items: Callable[[Sequence[Path]], Iterator[Item]]
    day_of: Callable[[Record], date | None]
    settings: str = ""
    dated_on: date | None = None
    ignored: Callable[[Sequence[Path]], int] = lambda _archives: 0
