"""What the checks are told in `rules.yml`: thresholds, common words, who is an administration."""

from functools import cache
from pathlib import Path

from knowledge.entry import Strict
from knowledge.reading import read_yaml

_FILE = Path(__file__).with_name("rules.yml")


class Limits(Strict):
    """The longest a text may run. Set from the base; `easy` is stricter."""

    mean_words: float
    longest_sentence: int
    lix: float


class Rules(Strict):
    """The declared part of the checks."""

    body: Limits
    easy: Limits
    common_words: frozenset[str]
    not_names: frozenset[str]
    proper_names: dict[str, tuple[str, ...]]
    also_said: dict[str, tuple[str, ...]]
    administrations: frozenset[str]
    appeal_bodies: frozenset[str]
    helper_first: frozenset[str]
    independent_helpers: frozenset[str]
    authorities: frozenset[str]


@cache
def rules() -> Rules:
    """Read `rules.yml`. Raises pydantic's error on a fault."""
    return Rules.model_validate(read_yaml(_FILE))
