"""The sentences of sentences.yml: greeting, hand-off, brief."""

from pathlib import Path
from typing import Any

from knowledge.reading import read_yaml


class Sentences:
    """Sentences by key. Raises KeyError on an unknown key or a missing word."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self._raw = raw

    def say(self, key: str, **words: str) -> str:
        """Return a sentence, its words filled in; it starts with a capital letter."""
        said = str(self._raw[key]).format(**words)
        return said[:1].upper() + said[1:]

    def label(self, family: str, key: str) -> str:
        """Return the French label of a closed list, or the key itself when it is new."""
        return str(self._raw[family].get(key, key))


def load_sentences(path: Path = Path(__file__).parent / "sentences.yml") -> Sentences:
    """Read sentences.yml."""
    return Sentences(read_yaml(path))
