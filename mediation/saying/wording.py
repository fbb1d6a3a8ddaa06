"""The sentences of outcomes.yml, checked at load: one for each outcome."""

from pathlib import Path
from typing import Any

from knowledge.reading import read_yaml
from mediation.outcome import Outcome


class Wording:
    """Labels and sentences by outcome."""

    def __init__(self, raw: dict[str, dict[str, Any]]) -> None:
        missing = [each.value for each in Outcome if each.value not in raw]
        if missing:
            raise ValueError(f"outcomes.yml : phrase absente pour {', '.join(missing)}")
        self._raw = raw

    def sentence(self, outcome: Outcome, **words: str) -> str:
        """Return the sentence, its words filled in. Raises KeyError on a missing word."""
        return str(self._raw[outcome.value]["sentence"]).format(**words)

    def label(self, outcome: Outcome) -> str:
        """Return the short French label of an outcome."""
        return str(self._raw[outcome.value]["label"])


def load_wording(path: Path = Path(__file__).parent.parent / "outcomes.yml") -> Wording:
    """Read outcomes.yml."""
    return Wording(read_yaml(path))
