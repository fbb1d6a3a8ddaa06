"""Hears who the person is (farmer, public agent, social tenant…), for every entry alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.situations.phrases import Said, find, known_words, without, word_list
from knowledge.entry import Case, Entry
from knowledge.reading import read_yaml

FILE = Path(__file__).resolve().parent / "situations.yml"


class Strict(BaseModel):
    """A misspelt field is a fault, not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Situation(Strict):
    """One situation: the words that say it, and the words of the cases it leads to."""

    key: str
    about: str
    is_strong: bool = False
    over: tuple[str, ...] = ()
    said: tuple[str, ...]
    labels: tuple[str, ...]

    def case_of(self, entry: Entry) -> Case | None:
        """Return the one case this situation leads to; None when none or several would do."""
        for wanted in self.labels:
            fitting = [each for each in entry.cases
                       if f" {wanted} " in f" {' '.join(known_words(each.label))} "]
            if len(fitting) == 1:
                return fitting[0]
        return None


class Situations(Strict):
    """All the situations. `never`: words that look like one and are not."""

    never: tuple[str, ...]
    situations: tuple[Situation, ...]


@lru_cache(maxsize=1)
def known() -> Situations:
    """Read situations.yml, once."""
    return Situations.model_validate(read_yaml(FILE))


def heard_words(text: str) -> tuple[str, ...]:
    """Return the words of a message, those that only look like a situation blanked out."""
    return without(known().never, word_list(text))


@dataclass(frozen=True)
class Told:
    """A situation that a message says. `is_denied`: it says that it is not so."""

    situation: Situation
    is_denied: bool
    found: tuple[Said, ...]


def situations_in(words: tuple[str, ...]) -> tuple[Told, ...]:
    """Return each situation that the words of a message say, without those replaced."""
    told = []
    for each in known().situations:
        if found := find(each.said, words):
            sure = tuple(one for one in found if not one.is_denied)
            told.append(Told(each, not sure, sure or tuple(found)))
    replaced = {key for each in told if not each.is_denied for key in each.situation.over}
    return tuple(each for each in told if each.situation.key not in replaced)


def with_keys(keys: Iterable[str]) -> tuple[Situation, ...]:
    """Return the situations of these keys, unknown ones left out."""
    wanted = set(keys)
    return tuple(each for each in known().situations if each.key in wanted)
