"""What is public: words of the language, organisations, places, service numbers, office streets."""

import importlib.util
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import structlog

from mediation.personal.sheet import fold

log = structlog.get_logger("mediation.masking")
MODEL = "fr_core_news_md"
HERE = Path(__file__).parent


@cache
def first_names() -> frozenset[str]:
    """Return first names heard in France, folded."""
    return _listed("first_names.txt")


@cache
def family_names() -> frozenset[str]:
    """Return widespread family names, folded."""
    return _listed("family_names.txt")


@cache
def names_that_are_words() -> frozenset[str]:
    """Return the first names that are ordinary words too, folded."""
    return _listed("names_that_are_words.txt")


@cache
def not_people() -> frozenset[str]:
    """Return laws, brands, countries and benefits that look like people, folded."""
    text = (HERE / "not_people.txt").read_text(encoding="utf-8")
    lines = " ".join(line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(" ".join(each.split()) for each in lines.split(",") if each.strip())


@cache
def french_words() -> frozenset[str]:
    """Return the French words of the name model's own dictionary; none without the model."""
    found = importlib.util.find_spec(MODEL)
    if found is None or found.origin is None:
        log.warning("masking.no_dictionary", model=MODEL)
        return frozenset()
    import srsly
    file = next(Path(found.origin).parent.glob("*/lemmatizer/lookups/lookups.bin"))
    tables = srsly.msgpack_loads(file.read_bytes())
    words = {word if word.isascii() else fold(word) for name in ("lemma_exc", "lemma_index")
             for table in tables[name].values() for word in table if word == word.lower()}
    return frozenset(words - (first_names() - names_that_are_words()))


_TOWNS = frozenset({"florence", "lourdes", "lorraine", "milan", "paris", "valence"})
_ENDINGS = (("s", ""), ("e", ""), ("es", ""), ("x", ""), ("nt", ""), ("ent", ""), ("ez", "er"),
            ("ons", "er"), ("iez", "er"), ("ions", "er"), ("issez", "ir"), ("ez", "re"),
            ("ons", "re"), ("erai", "er"), ("era", "er"), ("ait", "er"), ("aient", "er"))


@dataclass(frozen=True)
class KnownWords:
    """Everything folded. `numbers` are digits as dialled in France; `streets` begin a line.

    `towns` are the communes that may follow a street name without « à »: the large ones, since
    small ones are streets' names too.
    """

    numbers: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()
    french: frozenset[str] = field(default_factory=french_words)

    def is_word(self, word: str) -> bool:
        """Say whether it is an ordinary word, bent or not."""
        if word in first_names() and word not in names_that_are_words():
            return False
        if len(word) < 3 or word in self.french or word in self.written:
            return True
        if "-" in word:
            return all(self.is_word(part) for part in word.split("-"))
        return any(word.endswith(end) and word[:-len(end)] + base in self.french
                   for end, base in _ENDINGS)

    def is_public(self, phrase: str) -> bool:
        """Say whether it names an organisation, a brand, a law, a benefit or a place."""
        plain = phrase.replace("-", " ")
        if phrase in not_people() or plain in not_people() or plain in self.organisations:
            return True
        is_name = phrase in first_names() and phrase not in _TOWNS
        return plain in self.places and not is_name

    def is_given(self, word: str) -> bool:
        """Say whether it is a first name, or joined ones."""
        return any(part in first_names() for part in word.split("-") if len(part) > 2)

    def is_clear_given(self, word: str) -> bool:
        """Say whether it is a first name and nothing else."""
        if "-" in word and all(part in first_names() for part in word.split("-")):
            return True
        return (len(word) > 3 and self.is_given(word) and word not in names_that_are_words()
                and not self.is_word(word) and not self.is_public(word))

    def is_family(self, word: str) -> bool:
        """Say whether it is a widespread family name and not an ordinary word."""
        return word in family_names() and not self.is_word(word)


def phrases(names: Iterable[str]) -> frozenset[str]:
    """Return names as `is_public` looks for them."""
    return frozenset(" ".join(re.findall(r"\w+", fold(name))) for name in names)


def _listed(name: str) -> frozenset[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#")
                     for word in line.split())
