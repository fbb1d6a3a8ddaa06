"""Checks that the body and the easy version read easily: sentence length and LIX."""

import re
from collections.abc import Iterator

from knowledge.checks.rules import Limits, rules
from knowledge.checks.words import sentences
from knowledge.entry import Entry
from knowledge.repository import Fault

_WORD = re.compile(r"[\w'’-]+")
_LONG_WORD = 6


def check_readability(entry: Entry, file: str) -> Iterator[Fault]:
    """Yield a fault when sentences are too long or words too heavy."""
    for field, text, limits in (("body", entry.body, rules().body),
                                ("easy", entry.easy, rules().easy)):
        yield from _field(file, field, text, limits)


def _field(file: str, field: str, text: str, limits: Limits) -> Iterator[Fault]:
    for sentence in sentences(text):
        count = len(_words(sentence))
        if count > limits.longest_sentence:
            yield Fault(file, field, sentence[:60], f"phrase trop longue ({count} mots, "
                        f"{limits.longest_sentence} au plus) : coupez-la en deux")
    mean = mean_words(text)
    if mean > limits.mean_words:
        yield Fault(file, field, f"{mean:.1f} mots par phrase",
                    f"phrases longues en moyenne : {limits.mean_words:g} mots au plus")
    hard = lix(text)
    if hard > limits.lix:
        yield Fault(file, field, f"LIX {hard:.0f}", f"texte difficile ({limits.lix:g} au plus) : "
                    "prenez des mots plus courts et coupez les phrases")


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def mean_words(text: str) -> float:
    """Return the mean number of words in a sentence."""
    return len(_words(text)) / max(1, len(sentences(text)))


def lix(text: str) -> float:
    """Return the LIX: mean words a sentence + share of words over six letters, in percent."""
    words = [part for word in _words(text) for part in re.split(r"['’]", word) if part]
    long = sum(len(word) > _LONG_WORD for word in words)
    return mean_words(text) + 100 * long / max(1, len(words))
