"""The French words of each field of the form, read from words.yml."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.reading import read_yaml

FILE = Path(__file__).parent / "words.yml"


@dataclass(frozen=True)
class Words:
    """What the table says of one field. `choices` and `suggest` name a list of `Lists`."""

    label: str
    help: str = ""
    example: str = ""
    rows: int = 0
    choices: str = ""
    suggest: str = ""
    options: dict[str, str] = field(default_factory=dict)
    from_: str = ""


@cache
def table() -> dict[str, dict[str, Words]]:
    """Return the words by kind and field path."""
    raw = read_yaml(FILE)
    return {kind: {path: _words(each) for path, each in fields.items()}
            for kind, fields in raw.items()}


def _words(raw: dict[str, Any]) -> Words:
    renamed = {("from_" if name == "from" else name): value for name, value in raw.items()}
    return Words(**renamed)


def words_of(kind: str, path: str) -> Words:
    """Return the words of a field; its bare name when the table does not have it yet."""
    return table().get(kind, {}).get(path) or Words(label=path.rpartition(".")[2])
